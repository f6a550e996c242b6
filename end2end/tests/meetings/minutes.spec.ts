// Journey: minutes from draft over two corrections to approval at the next meeting, and a rectification after it.
import type { Page } from "@playwright/test";
import { expectAccessible } from "../../support/axe";
import { withoutJavaScript } from "../../support/nojs";
import { type Person, signInAs } from "../../support/people";
import { shots } from "../../support/shots";
import { expect, test } from "../../support/test";

test.use({ freshDatabase: true });

const CONTACTS = "Vaste contactpunten in de keten";
const CHAIN = "Wie doet wat: ketenkaart en werkinstructie";

async function become(page: Page, person: Person): Promise<void> {
  await page.context().clearCookies();
  await signInAs(page, person);
}

/** The section of an item in the minutes. */
function item(page: Page, title: string) {
  return page.getByRole("region", { name: new RegExp(title) });
}

/** The page of the meeting behind that has this state. */
async function behind(page: Page, state: string): Promise<string> {
  await page.goto("/overleg");
  const row = page.getByRole("main").getByRole("row").filter({ hasText: state });
  await row.first().getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Agenda");
  return page.url();
}

async function propose(page: Page, title: string, text: string): Promise<void> {
  const section = item(page, title);
  await section.getByText("Stel een verbetering voor").click();
  await section.getByLabel("Zo zou het er moeten staan").fill(text);
  await section.getByRole("button", { name: "Stel deze tekst voor" }).click();
  await expect(item(page, title).getByText("Voorgesteld", { exact: true })).toBeVisible();
}

test("een verslag gaat van concept via twee verbeteringen naar vastgesteld", async ({ page }) => {
  await signInAs(page, "secretary");
  const meeting = await behind(page, "Gesloten");
  await page.getByRole("link", { name: "Maak het verslag" }).click();
  await page.getByRole("button", { name: "Maak het concept" }).click();
  await expect(page.getByText("Verslag in concept").first()).toBeVisible();
  await expect(item(page, CONTACTS)).toContainText("Besluit 1: Elke schakel heeft een vast contactpunt");
  await expectAccessible(page);
  await shots(page, "minutes-draft");
  await item(page, CHAIN).getByText("Wijzig deze tekst").click();
  await item(page, CHAIN).getByLabel("Tekst van het verslag").fill("Bel 06-12345678.");
  await item(page, CHAIN).getByRole("button", { name: "Bewaar deze tekst" }).click();
  await expect(page.getByRole("alert").first()).toContainText("telefoonnummer");
  await expect(item(page, CHAIN).getByLabel("Tekst van het verslag")).toHaveValue("Bel 06-12345678.");
  await shots(page, "minutes-refused");
  await item(page, CHAIN).getByLabel("Tekst van het verslag").fill("Lindewaard begint met de ketenkaart.");
  await item(page, CHAIN).getByRole("button", { name: "Bewaar deze tekst" }).click();
  await expect(item(page, CHAIN).getByText("Lindewaard begint met de ketenkaart.").first()).toBeVisible();

  await become(page, "police");
  await page.goto(`${meeting}/verslag`);
  await expect(page.getByText("Het verslag wordt gemaakt")).toBeVisible();
  await expect(item(page, CHAIN)).toHaveCount(0);

  await become(page, "director");
  await page.goto(`${meeting}/verslag`);
  await page.getByRole("button", { name: "Leg het verslag voor" }).click();
  await expect(page.getByText("Verslag vast te stellen").first()).toBeVisible();

  await become(page, "police");
  await page.goto(`${meeting}/verslag`);
  await propose(page, CONTACTS, "Elk contactpunt is een functie en geen naam.");
  await shots(page, "minutes-proposed");
  await become(page, "socialWork");
  await page.goto(`${meeting}/verslag`);
  await propose(page, CHAIN, "Lindewaard en Polderhaven beginnen met de ketenkaart.");

  await become(page, "secretary");
  await page.goto(`${meeting}/verslag`);
  const contacts = item(page, CONTACTS);
  await contacts.getByText("Neem over", { exact: true }).click();
  await contacts.getByLabel("Tekst die in het verslag komt").fill("Elk contactpunt is een functie, geen naam.");
  await expectAccessible(page);
  await shots(page, "minutes-judge");
  await contacts.getByRole("button", { name: "Neem deze tekst over" }).click();
  await expect(item(page, CONTACTS).getByText("Overgenomen", { exact: true })).toBeVisible();
  const chain = item(page, CHAIN);
  await chain.getByText("Neem niet over", { exact: true }).first().click();
  await chain.getByLabel("Waarom niet?").fill("Polderhaven was er niet bij.");
  await chain.getByRole("button", { name: "Neem niet over" }).click();
  await expect(item(page, CHAIN).getByText("Niet overgenomen: Polderhaven was er niet bij.")).toBeVisible();

  // At the next meeting, where it came onto the agenda by itself.
  await become(page, "director");
  await page.goto(`${meeting}/verslag`);
  await expect(page.getByText(/Vaststellen kan zodra het overleg van .* is begonnen/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Stel het verslag vast" })).toHaveCount(0);
  await page.goto("/overleg");
  await page.getByRole("main").getByRole("heading", { level: 2 }).getByRole("link").first().click();
  const next = page.url();
  await page.goto(`${next}/opstellen`);
  await expect(page.getByRole("main").getByText(/^Verslag van .* vaststellen$/).first()).toBeVisible();
  await page.goto(`${next}/live`);
  await page.getByRole("button", { name: "Begin het overleg" }).click();
  await expect(page.getByRole("button", { name: "Begin het overleg" })).toHaveCount(0);
  await page.goto(`${meeting}/verslag`);
  await page.getByRole("button", { name: "Stel het verslag vast" }).click();
  await expect(page.getByRole("alert").first()).toContainText("Vraag aan tafel of iedereen akkoord is");
  await page.getByLabel(/Ik heb aan tafel gevraagd/).check();
  await page.getByRole("button", { name: "Stel het verslag vast" }).click();
  await expect(page.getByText(/^Vastgesteld met wijzigingen in het overleg van/)).toBeVisible();
  await expect(page.getByText("De tekst is nog precies zoals die is vastgesteld.")).toBeVisible();

  const approved = item(page, CONTACTS);
  await approved.getByText("Voeg een rectificatie toe").click();
  await approved.getByLabel("Wat moet er gelezen worden?").fill("Elk contactpunt is een functie met een telefoon.");
  await approved.getByLabel("Waarom?").fill("De afspraak was ruimer.");
  await approved.getByRole("button", { name: "Voeg de rectificatie toe" }).click();
  await expect(item(page, CONTACTS).getByText("Elk contactpunt is een functie met een telefoon.")).toBeVisible();

  await become(page, "police");
  await page.goto(`${meeting}/verslag`);
  await expect(item(page, CONTACTS).getByText("Rectificatie", { exact: true })).toBeVisible();
  await expect(item(page, CONTACTS).getByText("Wijzig deze tekst")).toHaveCount(0);
  await expectAccessible(page);
  await shots(page, "minutes-approved");
  await page.getByRole("link", { name: "Bekijk wat er is veranderd" }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Versies van het verslag");
  await expect(page.getByRole("region", { name: /versie 1 naar versie 2/ }).locator("ins").first()).toBeVisible();
  await expectAccessible(page);
  await shots(page, "minutes-versions");
});

test("ieder leest de punten die voor hem zijn", async ({ page }) => {
  await signInAs(page, "police");
  const meeting = await behind(page, "Verslag vast te stellen");
  await page.getByRole("link", { name: "Verslag", exact: true }).click();
  await expect(item(page, "Casus AR-M4TD")).toBeVisible();
  await shots(page, "minutes-police");

  await become(page, "prosecution");
  await page.goto(`${meeting}/verslag`);
  await expect(item(page, "Signaleren en voorlichten")).toBeVisible();
  await expect(page.getByText("Casus AR-M4TD")).toHaveCount(0);

  await become(page, "guest");
  await page.goto(`${meeting}/verslag`);
  await expect(item(page, "Rondvraag")).toBeVisible();
  await expect(item(page, "Signaleren en voorlichten")).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Versies" })).toHaveCount(0);
  await expectAccessible(page);
  await shots(page, "minutes-guest");
});

test.describe("zonder JavaScript", () => {
  withoutJavaScript();

  test("wie te laat is ziet beide teksten en verliest niets", async ({ page, context }) => {
    await signInAs(page, "secretary");
    const meeting = await behind(page, "Gesloten");
    await page.goto(`${meeting}/verslag`);
    await page.getByRole("button", { name: "Maak het concept" }).click();
    const other = await context.newPage();
    await other.goto(`${meeting}/verslag`);
    for (const [tab, text] of [
      [page, "Lindewaard begint."],
      [other, "De politie begint."],
    ] as const) {
      await item(tab, CHAIN).getByText("Wijzig deze tekst").click();
      await item(tab, CHAIN).getByLabel("Tekst van het verslag").fill(text);
      await item(tab, CHAIN).getByRole("button", { name: "Bewaar deze tekst" }).click();
    }
    const clash = item(other, CHAIN).getByRole("alert");
    await expect(clash).toContainText("Deze tekst is intussen veranderd");
    await expect(clash).toContainText("Lindewaard begint.");
    await expect(clash).toContainText("De politie begint.");
    await expect(item(other, CHAIN).getByLabel("Tekst van het verslag")).toHaveValue("De politie begint.");
    await shots(other, "minutes-conflict");
    await item(other, CHAIN).getByRole("button", { name: "Bewaar deze tekst" }).click();
    await expect(item(other, CHAIN).getByText("De politie begint.").first()).toBeVisible();
  });
});
