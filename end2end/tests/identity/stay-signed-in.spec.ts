// A session ends after some silence. Somebody who is still there says so with one press, and what was
// typed stays.
import { expect } from "@playwright/test";
import { expectAccessible } from "../../support/axe";
import { onOwnSite } from "../../support/own-site";
import { hydrated } from "../../support/hydrated";
import { signInAs } from "../../support/people";
import { shots } from "../../support/shots";

/** A site that signs out after two minutes, so that its pages warn at once. */
const test = onOwnSite("silent", "--idle-minutes", "2");

test("de waarschuwing komt op tijd, en één druk houdt u binnen", async ({ page }) => {
  // The page asks a second after it opens. The question waits until something was typed: once the
  // warning is there, the keys are its own.
  let typed = () => {};
  const written = new Promise<void>((resolve) => (typed = resolve));
  await page.route("**/sessie", async (route) => {
    await written;
    await route.continue();
  });
  await signInAs(page, "guest");
  await hydrated(page);
  const idea = page.getByLabel("Waar gaat het over?");
  await idea.fill("Een idee voor de buurt");
  typed();
  const warning = page.getByRole("alertdialog", { name: "Bent u er nog?" });
  await expect(warning).toBeVisible();
  const stay = warning.getByRole("button", { name: "Blijf aangemeld" });
  await expect(stay).toBeFocused();
  await expectAccessible(page);
  await shots(page, "account/warning");
  await page.setViewportSize({ width: 320, height: 640 });
  await expect(stay).toBeInViewport();
  await shots(page, "account/warning-narrow");
  const answer = page.waitForResponse((it) => it.url().endsWith("/sessie") && it.request().method() === "POST");
  await page.keyboard.press("Enter");
  expect((await answer).status()).toBe(204);
  await expect(warning).toBeHidden();
  await expect(idea).toHaveValue("Een idee voor de buurt");
});

test("wie er niet meer is, ziet na afloop niets meer staan", async ({ page }) => {
  await signInAs(page, "guest");
  await page.context().clearCookies();
  await expect(page).toHaveURL(/\/\?waarom=silent&next=%2Fgast$/);
  await expect(page.getByRole("alert")).toContainText("Daarom bent u afgemeld");
});
