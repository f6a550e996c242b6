// Journey: the director holds an item over before the meeting; a partner sees the difference.
import { expectAccessible } from "../../support/axe";
import { hydrated } from "../../support/hydrated";
import { shots } from "../../support/shots";
import { expect, test } from "../../support/test";
import { another, nextMeeting } from "./steps";

test.use({ freshDatabase: true });

test("een aangehouden punt staat in de volgende versie als verschil", async ({ page, browser, baseURL }) => {
  await nextMeeting(page, "director");
  await page.getByRole("link", { name: "Stel agenda op" }).click();
  // One count of doors, here and in the cockpit.
  await expect(page.getByText("Open voor 11 van de 12 partijen. Dicht voor OM.", { exact: false })).toBeVisible();
  await page.getByRole("listitem").filter({ hasText: "Scholing van huisartsen" }).getByRole("button", { name: /Opnemen/ }).click();
  await page.getByRole("link", { name: "Kort in, haal een punt eraf of houd het aan" }).first().click();
  await hydrated(page);
  await expectAccessible(page);
  await shots(page, "compose-fit");
  await page.getByRole("button", { name: "Houd aan Instructie Burgerzaken in alle gemeenten" }).click();
  await hydrated(page);
  await expect(page.getByRole("status").filter({ hasText: "is aangehouden tot het volgende overleg." })).toHaveCount(1);
  await expectAccessible(page);
  await shots(page, "compose-held");
  // Alt with an arrow still orders, also from within what is folded.
  await page.getByLabel("Wijzig of haal eraf: Rondvraag").focus();
  await page.keyboard.press("Alt+ArrowUp");
  await expect(page.locator(".kt-item__title").last()).not.toContainText("Rondvraag");
  await hydrated(page);
  await page.getByRole("button", { name: "Versie 2 publiceren" }).click();
  await expect(page.getByText("Versie 2", { exact: true })).toBeVisible();

  const partner = await another(browser, baseURL);
  await nextMeeting(partner, "police");
  await expect(partner.getByText("Naar het volgende overleg:")).toBeVisible();
  await shots(partner, "agenda-held");
});
