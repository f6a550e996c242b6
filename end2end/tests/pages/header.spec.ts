// The head of every page on a small phone: low, with the safety line and the quick exit in view, and
// everything else one press away. The menu is a popover of the browser, so it needs no script.
import { expectAccessible } from "../../support/axe";
import { withoutJavaScript } from "../../support/nojs";
import { signInAs } from "../../support/people";
import { shots } from "../../support/shots";
import { expect, test } from "../../support/test";

test.use({ viewport: { width: 320, height: 640 } });

function head(): void {
  test("de kop is laag en het menu heeft alles", async ({ page }) => {
    for (const person of ["director", "guest"] as const) {
      await page.context().clearCookies();
      await signInAs(page, person);
      await page.waitForLoadState();
      const header = await page.getByRole("banner").boundingBox();
      expect((header?.y ?? 0) + (header?.height ?? 0), `where the page of ${person} begins`).toBeLessThanOrEqual(100);
      await expect(page.getByRole("button", { name: "Pagina verlaten" })).toBeInViewport();
      await expect(page.getByRole("link", { name: "0800-2000" }).first()).toBeInViewport();
      await expect(page.getByRole("button", { name: "Afmelden" })).toBeHidden();
      await page.getByRole("button", { name: "Menu" }).click();
      await expect(page.getByRole("button", { name: "Afmelden" })).toBeInViewport();
      await shots(page, `pages/menu-${person}`);
    }
    await page.getByRole("navigation", { name: "Hoofdmenu" }).getByRole("link", { name: "Acties" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect(new URL(page.url()).pathname).toBe("/acties");
  });
}

test.describe("met JavaScript", () => {
  head();
  test("het open menu is toegankelijk", async ({ page }) => {
    await signInAs(page, "director");
    await page.getByRole("button", { name: "Menu" }).click();
    await expectAccessible(page);
  });
});
test.describe("zonder JavaScript", () => {
  withoutJavaScript();
  head();
});

test("het wapen van een gemeente is er alleen voor wie er werkt", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  for (const [person, arms] of [["director", 1], ["police", 0], ["guest", 0]] as const) {
    await page.context().clearCookies();
    await signInAs(page, person);
    await expect(page.getByRole("banner").locator('use[href*="#arms-"]'), person).toHaveCount(arms);
  }
});
