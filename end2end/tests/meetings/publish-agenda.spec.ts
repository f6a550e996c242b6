// Journey: the director orders by drag and keyboard, takes a proposal in, and publishes version 2;
// every reader gets their own agenda.
import { expectAccessible } from "../../support/axe";
import { hydrated } from "../../support/hydrated";
import { shots } from "../../support/shots";
import { expect, test } from "../../support/test";
import { another, nextMeeting } from "./steps";

test.use({ freshDatabase: true });

test("versie 2 laat ieder zien wat er voor hem veranderde", async ({ page, browser, baseURL }) => {
  await nextMeeting(page, "director");
  await page.getByRole("link", { name: "Stel agenda op" }).click();
  await hydrated(page);
  await expectAccessible(page);
  await shots(page, "compose");
  await expect(page.getByText("Aangehouden op", { exact: false }).first()).toBeVisible();
  await expect(page.getByText(/acties staan open/)).toBeVisible();

  await page.getByRole("listitem").filter({ hasText: "Scholing van huisartsen" }).getByRole("button", { name: /Opnemen/ }).click();
  await expect(page.getByText("15 minuten te lang", { exact: true })).toBeVisible();
  await hydrated(page);

  // By keyboard: the last item one place up.
  await page.getByRole("link", { name: "Rondvraag" }).focus();
  await page.keyboard.press("Alt+ArrowUp");
  const titles = page.locator(".kt-item__title");
  await expect(titles.last()).toContainText("Voortgang routekaart");
  await hydrated(page);
  // By mouse: back to the end.
  const rows = page.locator("[data-item]");
  await rows.filter({ hasText: "Rondvraag" }).dragTo(rows.filter({ hasText: "Voortgang routekaart" }));
  await expect(titles.last()).toContainText("Rondvraag");

  await expect(page.getByText("Toegevoegd:")).toBeVisible();
  await page.getByRole("button", { name: "Versie 2 publiceren" }).click();
  await expect(page.getByText("Versie 2", { exact: true })).toBeVisible();
  await expectAccessible(page);

  const partner = await another(browser, baseURL);
  await nextMeeting(partner, "police");
  await expect(partner.getByRole("heading", { name: "Gewijzigd sinds versie 1" })).toBeVisible();
  await expect(partner.getByRole("link", { name: "Casus AR-7K2Q" })).toBeVisible();

  const visitor = await another(browser, baseURL);
  await nextMeeting(visitor, "guest");
  await expect(visitor.getByRole("heading", { name: "Besloten deel" })).toBeVisible();
  await expect(visitor.getByText(/Casus/)).toHaveCount(0);
  await expect(visitor.getByRole("heading", { name: "Gewijzigd sinds versie 1" })).toHaveCount(0);
  await expectAccessible(visitor);
  await shots(visitor, "agenda-guest");
});
