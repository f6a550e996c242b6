// The agenda by keyboard alone: an item moves, keeps the focus, and is said to have moved.
import { hydrated } from "../../support/hydrated";
import { expect, test } from "../../support/test";
import { nextMeeting } from "./steps";

test.use({ freshDatabase: true });

test("een punt verplaatsen zonder muis", async ({ page }) => {
  await nextMeeting(page, "director");
  await page.getByRole("link", { name: "Stel agenda op" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: /^Agenda opstellen/ }).waitFor();
  await hydrated(page);
  const titles = page.locator(".kt-item__title");
  const last = (await titles.count()) - 1;
  const said = page.getByRole("status").filter({ hasText: "staat op plaats" });

  await page.getByRole("link", { name: "Rondvraag" }).focus();
  await page.keyboard.press("Alt+ArrowUp");
  await expect(titles.nth(last - 1)).toContainText("Rondvraag");
  await expect(said).toHaveText(`Rondvraag staat op plaats ${last} van ${last + 1}.`);
  await expect(page.locator("[data-item]:focus")).toContainText("Rondvraag");

  // Once more, from where the focus was left; then back with the button.
  await page.keyboard.press("Alt+ArrowUp");
  await expect(titles.nth(last - 2)).toContainText("Rondvraag");
  await hydrated(page);
  await page.getByRole("button", { name: "Rondvraag omlaag" }).focus();
  await page.keyboard.press("Enter");
  await expect(titles.nth(last - 1)).toContainText("Rondvraag");
  await expect(page.locator("[data-item]:focus")).toContainText("Rondvraag");
});
