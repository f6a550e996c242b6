// Journey: the director plans a meeting; the days for proposals and publication follow by themselves.
import { expectAccessible } from "../../support/axe";
import { signInAs } from "../../support/people";
import { shots } from "../../support/shots";
import { expect, test } from "../../support/test";

test.use({ freshDatabase: true });

test("de regisseur plant een overleg en stelt het open", async ({ page }) => {
  await signInAs(page, "director");
  await page.goto("/overleg");
  await expectAccessible(page);
  await page.getByRole("link", { name: "Plan overleg" }).click();

  await page.getByLabel("Dag van het overleg").fill("2031-03-11");
  await page.getByRole("button", { name: "Reken uit" }).click();
  await expect(page.getByText("dinsdag 25 februari").first()).toBeVisible();
  await expect(page.getByText("dinsdag 4 maart").first()).toBeVisible();
  await expectAccessible(page);
  await shots(page, "plan");

  await page.getByLabel("Lengte in minuten").fill("veel");
  await page.getByRole("button", { name: "Plan overleg" }).click();
  await expect(page.getByRole("alert")).toContainText(/vul een heel getal in\./i);
  await expect(page.getByLabel("Datum", { exact: true })).toHaveValue("2031-03-11");
  await expectAccessible(page);

  await page.getByLabel("Lengte in minuten").fill("90");
  await page.getByLabel(/Meteen openstellen/).uncheck();
  await page.getByRole("button", { name: "Plan overleg" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("11 maart 2031");
  await expect(page.getByRole("link", { name: "Verslag en open acties" })).toBeVisible();

  await page.getByRole("button", { name: "Stel open voor voorstellen" }).click();
  await expect(page.getByText("Verzamelen")).toBeVisible();
});

/** Near enough for the school holidays to be known, and never in the past. */
function nextChristmas(): string {
  const today = new Date();
  const over = today.getMonth() === 11 && today.getDate() >= 25;
  return `${today.getFullYear() + (over ? 1 : 0)}-12-25`;
}

test("een feestdag en een vakantie worden gezegd", async ({ page }) => {
  await signInAs(page, "director");
  await page.goto("/overleg");
  await page.getByRole("link", { name: "Plan overleg" }).click();
  await page.getByLabel("Dag van het overleg").fill(nextChristmas());
  await page.getByRole("button", { name: "Reken uit" }).click();
  await expect(page.getByText("Deze dag is een feestdag.")).toBeVisible();
  await expect(page.getByText(/schoolvakantie: Kerstvakantie/)).toBeVisible();
});
