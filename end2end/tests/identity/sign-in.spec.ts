// Journey: someone opens the demo for the first time and picks who to be.
import { expectAccessible } from "../../support/axe";
import { people, signInAs } from "../../support/people";
import { shots } from "../../support/shots";
import { expect, test } from "../../support/test";

test.describe("aanmelden", () => {
  test("de eerste pagina zegt waar hulp is en hoe je weggaat", async ({ page }) => {
    await page.goto("/");

    await expect(page.getByRole("link", { name: "bel 112" })).toBeVisible();
    await expect(page.getByText("0800-2000").first()).toBeVisible();
    await expect(page.getByRole("button", { name: /pagina verlaten/i })).toBeVisible();
    await expectAccessible(page);
    await shots(page, "sign-in");
  });

  test("wie een koppeling opende komt na het aanmelden op die pagina", async ({ page }) => {
    await page.goto("/routekaart");
    await expect(page).toHaveURL(/\/\?next=%2Froutekaart$/);
    await expectAccessible(page);
    await page.getByRole("button", { name: people.police }).first().click();
    await expect(page).toHaveURL(/\/routekaart$/);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  });

  test("de regisseur komt op de regiepagina", async ({ page }) => {
    await signInAs(page, "director");

    await expect(page.getByRole("heading", { level: 1, name: "Regie" })).toBeVisible();
    for (const width of [320, 768, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      // A narrow window keeps it in the menu.
      if (width < 1280) await page.getByRole("button", { name: "Menu" }).click();
      await expect(page.getByRole("button", { name: "Afmelden" })).toBeVisible();
      if (width < 1280) await page.keyboard.press("Escape");
    }
    await expectAccessible(page);
    await shots(page, "regie");
  });
});
