// Journey 9: a partner names what is in the way; the step is blocked until somebody solves it.
import { expectAccessible } from "../../support/axe";
import { signInAs } from "../../support/people";
import { shots } from "../../support/shots";
import { expect, test } from "../../support/test";

test.use({ freshDatabase: true });

const title = "Geen vaste contactpersoon in het buitenland";

test("aangeven, oppakken en oplossen", async ({ page }) => {
  await signInAs(page, "police");
  await page.goto("/knelpunten");
  await expectAccessible(page);
  await shots(page, "knelpunten");

  await page.getByRole("button", { name: "Meld het knelpunt" }).click();
  const summary = page.getByRole("alert");
  await summary.getByRole("link", { name: "Wat zit in de weg? Vul dit veld in." }).click();
  await expect(page.getByLabel("Wat zit in de weg?")).toBeFocused();
  await expectAccessible(page);
  await page.getByLabel("Wat zit in de weg?").fill(title);
  await page.getByLabel("Waar hapert de keten?").selectOption({ label: "Handelen in het buitenland" });
  await page.getByLabel("Welke stap wacht hierop?").selectOption({ label: "D2 Route achterlating, Oeverstad" });
  await page.getByRole("button", { name: "Meld het knelpunt" }).click();
  const mine = page.getByRole("region", { name: title });
  await expect(mine.getByText("Niemand werkt er nog aan.")).toBeVisible();
  await expect(mine.getByText("Opgelost")).toHaveCount(0);
  await expect(mine.getByText(/^KP-\d+, Handelen in het buitenland$/)).toBeVisible();

  await page.context().clearCookies();
  await signInAs(page, "director");
  await page.goto("/routekaart");
  await expect(page.getByRole("row", { name: /D2/ }).getByRole("cell", { name: "Geblokkeerd" }).first()).toBeVisible();
  await page.goto("/knelpunten");
  await mine.locator("summary", { hasText: "Trekker aanwijzen" }).click();
  await mine.getByLabel("Wie gaat eraan werken?").selectOption({ label: "Veilig Thuis Amstelrand" });
  await mine.getByRole("button", { name: "Wijs aan" }).click();
  await expect(mine.getByText("Veilig Thuis Amstelrand werkt eraan.")).toBeVisible();
  await mine.locator("summary", { hasText: "Opgelost melden" }).click();
  await mine.getByLabel("Hoe is het opgelost?").fill("Het consulaat heeft een vast loket.");
  await mine.getByRole("button", { name: "Meld opgelost" }).first().click();
  await expect(mine.getByText("Zo is het opgelost: Het consulaat heeft een vast loket.")).toBeVisible();
});
