// Journey 5: decisions are read out and confirmed, parties take their place, actions leave at once.
import { expectAccessible } from "../../support/axe";
import { hydrated } from "../../support/hydrated";
import { signInAs } from "../../support/people";
import { shots } from "../../support/shots";
import { expect, test } from "../../support/test";

test.use({ freshDatabase: true });

test("besluiten voorlezen, bevestigen en sluiten", async ({ page }) => {
  await signInAs(page, "director");
  await page.goto("/overleg");
  const links = page.getByRole("main").getByRole("link");
  const hrefs = await links.evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
  for (const href of hrefs.filter((href) => /^\/overleg\/[0-9a-f-]{36}$/.test(href))) {
    await page.goto(`${href}/live`);
    if (await page.getByRole("button", { name: "Begin het overleg" }).count()) break;
  }
  await hydrated(page);
  await page.getByRole("button", { name: "Begin het overleg" }).click();
  await page.getByRole("button", { name: /^Aan de orde: .*Instructie Burgerzaken/ }).click();
  await page.getByLabel("Wat leggen we vast?").fill("De instructie geldt vanaf januari");
  await page.getByRole("button", { name: /^Leg vast/ }).click();
  await expect(page.getByText("nog te bevestigen", { exact: false })).toBeVisible();
  await page.getByRole("link", { name: "Besluiten voorlezen en sluiten" }).click();

  await expect(page.getByRole("heading", { level: 1, name: "Besluitenlijst" })).toBeVisible();
  await expect(page.getByText("Kan nog niet: 1 besluit is niet bevestigd.")).toBeVisible();
  await expectAccessible(page);
  await shots(page, "decisions");

  await page.getByText(/^Standpunten per partij \(0\)/).click();
  await page.getByLabel("Politie Amstelrand").selectOption("bindt zich");
  await page.getByLabel("OM, parket Amstelrand").selectOption("voorbehoud");
  await page.getByRole("button", { name: "Bewaar standpunten" }).click();
  await expect(page.getByText(/^Standpunten per partij \(2\)/)).toBeVisible();

  await page.getByRole("radio", { name: /^Gewijzigd aangenomen/ }).check();
  await page.getByRole("button", { name: "Bevestig besluit 1" }).click();
  await expect(page.getByText("Schrijf waarom, in een of twee zinnen.")).toBeVisible();
  await expect(page.getByRole("radio", { name: /^Gewijzigd aangenomen/ })).toBeChecked();
  await expectAccessible(page);
  await page.getByRole("textbox", { name: "Motivering" }).fill("De balies hebben tijd nodig om te oefenen.");
  await page.getByRole("button", { name: "Bevestig besluit 1" }).click();
  await expect(page.getByText(/^Bevestigd om/)).toBeVisible();

  await page.getByRole("button", { name: "Sluit overleg" }).click();
  await expect(page.getByText("De balies hebben tijd nodig om te oefenen.")).toBeVisible();
  await expect(page.getByText("voorbehoud")).toBeVisible();
  await expect(page.getByRole("button", { name: "Sluit overleg" })).toHaveCount(0);
  await expectAccessible(page);
});
