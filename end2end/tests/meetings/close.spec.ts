// Journey 5: decisions are read out and confirmed, parties take their place, actions leave at once.
import { expectAccessible } from "../../support/axe";
import { hydrated } from "../../support/hydrated";
import { signInAs } from "../../support/people";
import { shots } from "../../support/shots";
import { expect, test } from "../../support/test";
import { liveAddress } from "./steps";

test.use({ freshDatabase: true });

test("besluiten voorlezen, bevestigen en sluiten", async ({ page }) => {
  await signInAs(page, "director");
  await page.goto(await liveAddress(page));
  await hydrated(page);
  await page.getByRole("button", { name: "Begin het overleg" }).click();
  await page.getByRole("button", { name: /^Aan de orde: .*Instructie Burgerzaken/ }).click();
  await page.getByLabel("Wat leggen we vast?").fill("De instructie geldt vanaf januari");
  await page.getByRole("button", { name: /^Leg vast/ }).click();
  await expect(page.getByText("nog te bevestigen", { exact: false })).toBeVisible();
  await page.getByRole("radio", { name: /^Actie/ }).check();
  await page.getByLabel("Wat leggen we vast?").fill("Stuur de instructie rond");
  await page.getByLabel("Organisatie").selectOption({ label: "GGD Amstelrand" });
  await page.getByLabel("Klaar op").fill("2031-01-14");
  await page.getByRole("button", { name: /^Leg vast/ }).click();
  await expect(page.getByText("Stuur de instructie rond")).toBeVisible();
  await page.getByRole("link", { name: "Besluiten voorlezen en sluiten" }).click();

  await expect(page.getByRole("heading", { level: 1, name: "Besluitenlijst" })).toBeVisible();
  await expect(page.getByText("1 besluit is niet bevestigd. Sluit u nu, dan geldt het niet.")).toBeVisible();
  await expect(page.getByText(/^Besluit 1: geen standpunt van .*Politie Amstelrand/)).toBeVisible();
  await expectAccessible(page);
  await shots(page, "decisions");

  await page.getByText(/^Standpunten per partij \(0\)/).click();
  await page.getByLabel("Politie Amstelrand", { exact: true }).selectOption("bindt zich");
  const words = page.getByLabel("Voorbehoud van OM, parket Amstelrand, in het kort");
  await expect(words).toBeHidden();
  await page.getByLabel("OM, parket Amstelrand", { exact: true }).selectOption("voorbehoud");
  // A reservation without words is not kept, and what was chosen stays.
  await page.getByRole("button", { name: "Bewaar standpunten" }).click();
  await expect(page.getByRole("alert")).toContainText("Een voorbehoud heeft woorden nodig.");
  await expect(page.getByRole("alert")).toBeFocused();
  await expect(page.getByLabel("Politie Amstelrand", { exact: true })).toHaveValue(/ commits$/);
  await expect(words).toHaveAccessibleDescription("Schrijf op wat het voorbehoud is.");
  await expectAccessible(page);
  await shots(page, "reservation-refused");
  await words.fill("Alleen als er in maart tijd voor is.");
  await page.getByRole("button", { name: "Bewaar standpunten" }).click();
  await expect(page.getByText(/^Standpunten per partij \(2\)/)).toBeVisible();
  await page.getByRole("button", { name: /^De rest akkoord/ }).click();
  await expect(page.getByRole("button", { name: /akkoord/ })).toHaveCount(0);
  await expect(page.getByText(/geen standpunt van/)).toHaveCount(0);

  await page.getByRole("radio", { name: /^Gewijzigd aangenomen/ }).check();
  await page.getByRole("button", { name: "Bevestig besluit 1" }).click();
  await expect(page.getByText("Schrijf waarom, in een of twee zinnen.")).toBeVisible();
  await expect(page.getByRole("radio", { name: /^Gewijzigd aangenomen/ })).toBeChecked();
  await expectAccessible(page);
  await page.getByRole("textbox", { name: "Motivering" }).fill("De balies hebben tijd nodig om te oefenen.");
  await page.getByRole("button", { name: "Bevestig besluit 1" }).click();
  await expect(page.getByText(/^Bevestigd om/)).toBeVisible();

  await expect(page.getByRole("group", { name: /punten kwamen niet aan de orde$/ })).toBeVisible();
  await page.getByLabel("Meldroute: tweede test").selectOption("Terug naar de voorstellen");
  await shots(page, "decisions-closing");
  await page.getByRole("button", { name: "Sluit overleg", exact: true }).click();
  await expect(page.getByText("Alleen als er in maart tijd voor is.")).toBeVisible();
  const back = page.getByRole("region", { name: "Aangehouden" }).getByRole("listitem");
  await expect(back.filter({ hasText: "Casus AR-M4TD" })).toHaveCount(1);
  await expect(back.filter({ hasText: "Meldroute: tweede test" })).toContainText("Terug naar de voorstellen");
  await expect(page.getByText("De balies hebben tijd nodig om te oefenen.")).toBeVisible();
  await expect(page.getByText("voorbehoud")).toBeVisible();
  await expect(page.getByRole("button", { name: "Sluit overleg" })).toHaveCount(0);
  await expectAccessible(page);
  await shots(page, "decisions-closed");

  const closed = page.url();

  // What was agreed lives on as an action, and the agenda leads back here.
  await page.getByRole("link", { name: "Stuur de instructie rond" }).click();
  await expect(page.getByText("Niet bevestigd").first()).toBeVisible();

  // It moves a step of the routekaart, and from that step the line leads back.
  await page.getByText("Koppelen aan de routekaart").click();
  const steps = page.getByLabel("Stap die deze actie vooruit helpt");
  await steps.selectOption({ label: (await steps.locator("option", { hasText: ", C2: " }).first().textContent()) ?? "" });
  await expectAccessible(page);
  await shots(page, "link-step");
  await page.getByRole("button", { name: "Bewaar de koppeling" }).click();
  await page.getByRole("link", { name: /C2/ }).first().click();
  await expect(page.getByRole("link", { name: /Stuur de instructie rond/ })).toBeVisible();
  await page.goto(closed);
  await page.getByRole("link", { name: "Naar de agenda" }).click();
  await expect(page.getByText("Niet aan de orde geweest").first()).toBeVisible();
  await shots(page, "agenda-closed");
  await page.getByRole("link", { name: "Besluiten en acties" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Besluitenlijst" })).toBeVisible();
});
