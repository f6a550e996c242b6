// Journey: the director plans a meeting; the days for proposals and publication follow by themselves.
import { expectAccessible } from "../../support/axe";
import { withoutJavaScript } from "../../support/nojs";
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
  await expect(page.getByText("dinsdag 25 februari")).toBeVisible();
  await expect(page.getByText("dinsdag 4 maart")).toBeVisible();
  await expect(page.getByLabel("Insturen tot en met")).toHaveValue("2031-02-25");
  await expectAccessible(page);
  await shots(page, "plan");

  await page.getByLabel("Lengte in minuten").fill("veel");
  await page.getByRole("button", { name: "Plan overleg" }).click();
  await expect(page.getByRole("alert")).toContainText(/vul een heel getal in\./i);
  await expect(page.getByLabel("Dag van het overleg")).toHaveValue("2031-03-11");
  await expectAccessible(page);

  await page.getByLabel("Lengte in minuten").fill("90");
  await page.getByLabel(/Meteen openstellen/).uncheck();
  await page.getByRole("button", { name: "Plan overleg op dinsdag 11 maart 2031" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("11 maart 2031");
  await expect(page.getByRole("link", { name: "Verslag en open acties" })).toBeVisible();

  await page.getByRole("button", { name: "Stel open voor voorstellen" }).click();
  await expect(page.getByText("Verzamelen")).toBeVisible();
});

test.describe("zonder JavaScript", () => {
  withoutJavaScript();

  test("een andere dag wordt eerst getoond, en wat verder is ingevuld blijft staan", async ({ page }) => {
    await signInAs(page, "director");
    await page.goto("/overleg");
    await page.getByRole("link", { name: "Plan overleg" }).click();
    const day = page.getByLabel("Dag van het overleg");
    await expect(page.locator('input[type="date"]')).toHaveCount(3);
    await day.fill("2031-03-11");
    await page.getByLabel("Plaats").fill("Buurthuis");
    await page.getByLabel("Agenda klaar op").fill("2031-03-07");
    await page.getByLabel(/Meteen openstellen/).uncheck();
    await page.getByRole("button", { name: "Plan overleg op" }).click();

    await expect(page.getByRole("alert")).toContainText("Er is nog niets gepland.");
    await expect(page.getByRole("alert")).toContainText("dinsdag 11 maart 2031");
    expect(page.url()).not.toContain("Buurthuis");
    await expect(day).toHaveValue("2031-03-11");
    await expect(page.getByLabel("Plaats")).toHaveValue("Buurthuis");
    await expect(page.getByLabel("Insturen tot en met")).toHaveValue("2031-02-25");
    await expect(page.getByLabel("Agenda klaar op")).toHaveValue("2031-03-07");
    await expect(page.getByLabel(/Meteen openstellen/)).not.toBeChecked();
    await shots(page, "plan-other-day");

    // The Enter key plans nothing: it works out the days.
    await page.getByLabel("Plaats").press("Enter");
    await expect(page.getByRole("alert")).toContainText("Er is nog niets gepland.");
    await expect(page.getByLabel("Agenda klaar op")).toHaveValue("2031-03-07");

    await page.getByLabel("Agenda klaar op").fill("2031-03-12");
    await page.getByRole("button", { name: "Plan overleg op dinsdag 11 maart 2031" }).click();
    await expect(page.getByRole("alert")).toContainText("de agenda is dan pas na het overleg klaar.");
    await page.getByLabel("Agenda klaar op").fill("2031-02-24");
    await page.getByRole("button", { name: "Plan overleg op dinsdag 11 maart 2031" }).click();
    await expect(page.getByRole("alert")).toContainText("terwijl partners nog mogen insturen");
    await page.getByLabel("Agenda klaar op").fill("2031-03-07");
    await page.getByRole("button", { name: "Plan overleg op dinsdag 11 maart 2031" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("11 maart 2031");
  });
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
  await expect(page.getByText("Deze dag is een feestdag: eerste kerstdag.")).toBeVisible();
  await expect(page.getByText(/schoolvakantie: Kerstvakantie/)).toBeVisible();
});
