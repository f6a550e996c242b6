// Journey: who sits in two regions works in one at a time; a page of the other one does not exist then.
import { expectSound } from "../../support/sound";
import { signInAs } from "../../support/people";
import { expect, test } from "../../support/test";

test.use({ freshDatabase: true });

test("de adviseur gaat naar de andere regio en weer terug", async ({ page }) => {
  await signInAs(page, /^Landelijk adviseur/);
  await page.goto("/overleg");
  const table = page.getByRole("heading", { level: 1 });
  await expect(table).toContainText("KEGA Amstelrand");
  await page.getByRole("link", { name: "Over dit overleg" }).click();
  const here = page.url();

  await page.locator(".kt-switch__button").click();
  await page.getByRole("button", { name: /Vechtdelta/ }).click();
  await page.goto("/overleg");
  await expect(table).toContainText("Ketenoverleg Vechtdelta");
  await expect(page.getByText("KEGA Amstelrand")).toHaveCount(0);
  await expectSound(page);

  // A tab that was left open belongs to the other region.
  const answer = await page.goto(here);
  expect(answer?.status()).toBe(404);
  await expect(page.getByText("KEGA Amstelrand")).toHaveCount(0);

  await page.locator(".kt-switch__button").click();
  await page.getByRole("button", { name: /Amstelrand/ }).click();
  await page.goto(here);
  await expect(table).toContainText("KEGA Amstelrand");
});
