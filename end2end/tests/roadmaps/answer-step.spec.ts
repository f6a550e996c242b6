// Journey 9: a municipality answers criteria with evidence, the director verifies, and the region
// shows it. Runs with and without JavaScript, because every step is a plain form.
import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "../../support/axe";
import { withoutJavaScript } from "../../support/nojs";
import { signInAs } from "../../support/people";
import { shots } from "../../support/shots";
import { expect, test } from "../../support/test";

test.use({ freshDatabase: true });

const step = "Instructie Burgerzaken";

function criterion(page: Page, text: string): Locator {
  return page.getByRole("listitem").filter({ has: page.getByRole("heading", { level: 3, name: text }) });
}

async function unfold(place: Locator, name: string): Promise<void> {
  await place.locator("summary", { hasText: name }).click();
}

/** From the matrix to the step, along the row and the column a person would follow. */
async function openStep(page: Page, word: string): Promise<void> {
  await page.goto("/routekaart");
  await page.getByRole("main").getByRole("link", { name: "Polderhaven" }).first().click();
  await page.getByRole("row", { name: new RegExp(step) }).getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: step })).toBeVisible();
  await expect(page.getByText(word, { exact: true }).first()).toBeVisible();
}

async function answerYes(page: Page, text: string, source: string, title: string): Promise<void> {
  const card = criterion(page, text);
  await unfold(card, "Beantwoord");
  const form = card.locator("form").filter({ hasText: "Is dit zo?" });
  await form.getByLabel("Ja met bewijs").check();
  await form.getByLabel("Waaruit blijkt het?").selectOption({ label: source });
  await form.getByLabel("Wat laat het zien?").fill(title);
  await form.getByRole("button", { name: "Bewaar het antwoord" }).click();
  await expect(card.getByText("ja", { exact: true })).toBeVisible();
}

function journey(scripted: boolean): void {
  test("van criterium tot geborgd, en de regio ziet het", async ({ page }) => {
    await signInAs(page, /^Beleidsadviseur Polderhaven/);
    await openStep(page, "In uitvoering");

    const adopted = criterion(page, "De instructie is vastgesteld.");
    await unfold(adopted, "Beantwoord");
    const form = adopted.locator("form").filter({ hasText: "Is dit zo?" });
    await form.getByLabel("Ja met bewijs").check();
    await form.getByRole("button", { name: "Bewaar het antwoord" }).click();
    await expect(page.getByText("Een ja telt pas met bewijs.").first()).toBeVisible();
    await expect(form.getByLabel("Ja met bewijs")).toBeChecked();
    if (scripted) await expectAccessible(page);

    await form.getByLabel("Waaruit blijkt het?").selectOption({ index: 3 });
    await form.getByLabel("Wat laat het zien?").fill("Vastgesteld in het overleg");
    await form.getByRole("button", { name: "Bewaar het antwoord" }).click();
    await expect(adopted.getByText("ja", { exact: true })).toBeVisible();

    await answerYes(page, "Alle baliemedewerkers zijn geschoold.", "Document, met titel", "Presentielijst scholing");
    await expect(page.getByText("Gehaald", { exact: true }).first()).toBeVisible();
    await expect(page.getByText("De regisseur kijkt of het klopt.")).toBeVisible();

    await page.context().clearCookies();
    await signInAs(page, "director");
    await openStep(page, "Gehaald");
    await page.getByRole("button", { name: "Verifieer deze stap" }).click();
    await expect(page.getByText(/Geverifieerd door Regisseur op/)).toBeVisible();
    await page.getByRole("button", { name: "Verklaar geborgd" }).click();
    await expect(page.getByText(/Geborgd verklaard door Regisseur op/)).toBeVisible();

    await page.goto("/routekaart");
    await expect(page.getByRole("row", { name: /C3/ }).getByRole("cell", { name: "Geborgd" })).toHaveCount(2);
  });
}

test.describe("met JavaScript", () => journey(true));
test.describe("zonder JavaScript", () => {
  withoutJavaScript();
  journey(false);
});

test("de routekaart is een tabel, en smal een kolom", async ({ page }) => {
  await signInAs(page, "director");
  await page.goto("/routekaart");
  await expect(page.getByRole("table", { name: "Stand per stap en gemeente" })).toBeVisible();
  await expect(page.getByRole("columnheader", { name: "Laagst in regio" })).toBeVisible();
  await expectAccessible(page);
  await shots(page, "routekaart");

  await page.setViewportSize({ width: 320, height: 700 });
  await expect(page.getByRole("row", { name: /D1/ }).getByRole("cell", { name: "Geblokkeerd" })).toBeVisible();
  await page.getByLabel("Veenrijk").check({ force: true });
  await expect(page.getByRole("row", { name: /D1/ }).getByRole("cell", { name: "N.v.t." })).toBeVisible();
  await expectAccessible(page);
});

test("een gemeente zonder routekaart neemt het sjabloon over", async ({ page }) => {
  await signInAs(page, /^Regisseur Vechtdelta/);
  await page.goto("/routekaart");
  await expect(page.getByRole("heading", { name: "Nog geen routekaart in deze regio" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Neem het sjabloon over voor Vechtmonde" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Gemeente Vechtmonde" })).toBeVisible();
  await expect(page.getByRole("link", { name: "A1 Mandaat en regisseur" })).toBeVisible();
  await expectAccessible(page);
});

test("de lijn gaat terug van stap naar actie en overleg", async ({ page }) => {
  await signInAs(page, "director");
  await page.goto("/routekaart");
  await page.getByRole("main").getByRole("link", { name: "Oeverstad" }).first().click();
  await page.getByRole("link", { name: "A2 Ketenkaart" }).click();
  const line = page.getByRole("region", { name: "De lijn terug" });
  await expect(line.getByText("Afgerond", { exact: true }).first()).toBeVisible();
  await expect(line.getByRole("link", { name: /^Overleg/ }).first()).toBeVisible();
  await expectAccessible(page);
});

test("bewijs onder een geverifieerde stap gaat niet zonder reden weg", async ({ page }) => {
  await signInAs(page, "director");
  await page.goto("/routekaart");
  await page.getByRole("main").getByRole("link", { name: "Lindewaard" }).first().click();
  await page.getByRole("row", { name: /Mandaat en regisseur/ }).getByRole("link").click();
  const card = criterion(page, "Het college heeft besloten dat de gemeente de regie voert.");
  await unfold(card, "Weghalen");
  await expect(card.getByText("Dan vervalt de verificatie", { exact: false })).toBeVisible();
  await card.getByRole("button", { name: "Haal het bewijs weg" }).click();
  await expect(card.getByText("Geef een reden.").first()).toBeVisible();
  await expectAccessible(page);
  await shots(page, "roadmaps/remove-evidence");
  await card.getByLabel("Waarom haalt u dit bewijs weg?").fill("Het besluit ging over een ander onderwerp");
  await card.getByRole("button", { name: "Haal het bewijs weg" }).click();
  await expect(page.getByText("Na de verificatie veranderde Regisseur", { exact: false })).toBeVisible();
  await expect(page.getByText("Geverifieerd", { exact: true })).toHaveCount(0);
});
