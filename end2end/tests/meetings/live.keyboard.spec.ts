// The whole of journey 4 by keyboard alone: from signing in to closing, no mouse, no script of ours.
import { expect, test } from "../../support/test";
import { hydrated } from "../../support/hydrated";
import { press, reach } from "../../support/keyboard";

test.use({ freshDatabase: true });
// Many small steps: each Tab is looked at.
test.setTimeout(240_000);

test("een overleg van begin tot eind zonder muis", async ({ page }) => {
  await test.step("aanmelden en naar het overleg", async () => {
    await page.goto("/");
    await press(page, /^Regisseur ?Gemeente Oeverstad/);
    await page.waitForURL((url) => url.pathname !== "/");
    await press(page, /^Overleg$/);
    await press(page, /^Volgende overleg/);
    await expect(page.getByRole("heading", { level: 1, name: /^Agenda/ })).toBeVisible();
    await press(page, /^Naar de vergadertafel$/);
    await hydrated(page);
  });

  await test.step("beginnen en aanwezigheid", async () => {
    await press(page, /^Begin het overleg$/);
    await expect(page.getByText(/^Bezig sinds/)).toBeVisible();
    // The focus stays at the line of the seat that was marked.
    await press(page, /^Is er: Politie Amstelrand/);
    await expect(page.getByLabel(/^aanwezig, wijzig aanwezigheid van Politie/)).toBeFocused();
    await page.keyboard.press("Enter");
    await press(page, /^later gekomen: Politie Amstelrand/);
    await expect(page.getByLabel(/^later gekomen, wijzig aanwezigheid van Politie/)).toBeFocused();
    await press(page, /^Alle verwachte deelnemers zijn er/);
    await expect(page.getByText(/^Aanwezigheid: 18 van 18 zijn er/)).toBeVisible();
  });

  await test.step("de punten langs, en een notitie", async () => {
    await press(page, /^Volgende punt: 1\. /);
    await expect(page.getByRole("heading", { level: 2, name: /^Opening/ })).toBeVisible();
    await press(page, /^Punt afronden$/);
    await expect(page.getByRole("button", { name: /^Heropen: 1\. Opening/ })).toBeVisible();
    await press(page, /^Aan de orde: 5\. Instructie Burgerzaken/);
    await expect(page.getByRole("heading", { level: 2, name: /^Instructie Burgerzaken/ })).toBeVisible();
    await reach(page, /^Notitie bij: Instructie/);
    await page.keyboard.type("Drie balies doen mee.");
    await press(page, /^Bewaar notitie$/);
    await expect(page.getByRole("textbox", { name: /^Notitie bij/ })).toHaveValue("Drie balies doen mee.");
  });

  await test.step("vastleggen met één toets, met de focus in de balk", async () => {
    const caught = async (key: string, word: RegExp, text: string) => {
      await reach(page, /^(Besluit|Actie|Knelpunt|Parkeren) ?[BAKP]$/);
      await page.keyboard.press(key);
      await expect(page.getByRole("radio", { name: word })).toBeChecked();
      await expect(page.getByLabel("Wat leggen we vast?")).toBeFocused();
      await page.keyboard.type(text);
    };
    await caught("b", /^Besluit/, "De instructie geldt vanaf januari");
    await page.keyboard.press("Enter");
    await expect(page.getByText("De instructie geldt vanaf januari")).toBeVisible();
    await caught("a", /^Actie/, "Stuur de instructie rond");
    await reach(page, /^Organisatie/);
    await page.keyboard.type("GGD");
    await reach(page, /^Klaar op/);
    // The same in every order of day and month.
    await page.keyboard.type("01012031");
    await page.keyboard.press("Enter");
    await expect(page.getByText(/^GGD Amstelrand, klaar op 1 januari/)).toBeVisible();
    await caught("k", /^Knelpunt/, "Geen tolk aan de balie");
    await page.keyboard.press("Enter");
    await expect(page.getByText("Geen tolk aan de balie")).toBeVisible();
    await caught("p", /^Parkeren/, "Terugblik themadag");
    await page.keyboard.press("Enter");
    await expect(page.getByText("Terugblik themadag")).toBeVisible();
  });

  await test.step("de weg vrij maken en het besloten deel openen", async () => {
    const inTheWay = page.getByRole("button", { name: /^(Is er niet|Is de kamer uit): / });
    for (let left = await inTheWay.count(); left > 0; left--) {
      await press(page, /^(Is er niet|Is de kamer uit): /);
      await expect(inTheWay).toHaveCount(left - 1);
    }
    await press(page, /^Open besloten deel$/);
    await expect(page.getByText("Besloten deel", { exact: true }).first()).toBeVisible();
    await press(page, /^Aan de orde: Afspraken met opvang/);
    await expect(page.getByRole("heading", { level: 2, name: /^Afspraken met opvang/ })).toBeVisible();
    await press(page, /^Sluit besloten deel$/);
    await expect(page.getByRole("button", { name: "Open besloten deel" })).toBeVisible();
  });

  await test.step("voorlezen, bevestigen en sluiten", async () => {
    await press(page, /^Besluiten voorlezen en sluiten$/);
    await expect(page.getByRole("heading", { level: 1, name: "Besluitenlijst" })).toBeVisible();
    // A group of radio buttons has one stop; Space takes the first.
    await press(page, /^Aangenomen/, "Space");
    await expect(page.getByRole("radio", { name: /^Aangenomen/ })).toBeChecked();
    await press(page, /^Bevestig besluit 1$/);
    await expect(page.getByText(/^Bevestigd om/)).toBeVisible();
    await press(page, /^Sluit overleg/);
    await expect(page.getByRole("link", { name: "Stuur de instructie rond" })).toBeVisible();
    await expect(page.getByRole("link", { name: "Geen tolk aan de balie" })).toBeVisible();
    await expect(page.getByText("Terugblik themadag")).toBeVisible();
    await reach(page, /^Naar de agenda$/);
    await reach(page, /^Verlaat|^Pagina verlaten/, "Shift+Tab");
  });
});
