// Journey: a covenant from the template, its text fixed by two people, opened, signed and in force.
import type { Page } from "@playwright/test";
import { expectAccessible } from "../../support/axe";
import { signInAs, type Person } from "../../support/people";
import { shots } from "../../support/shots";
import { expect, test } from "../../support/test";

test.use({ freshDatabase: true });

const name = "Convenant opvang";

async function openAs(page: Page, person: Person): Promise<void> {
  await page.context().clearCookies();
  await signInAs(page, person);
  await page.goto("/convenant");
  await page.getByRole("link", { name }).click();
}

async function draft(page: Page): Promise<void> {
  await signInAs(page, "director");
  await page.goto("/convenant");
  await page.getByRole("link", { name: "Nieuw convenant" }).click();
  await expectAccessible(page);
  await shots(page, "covenant-new");
  await page.getByLabel("Naam van het convenant").fill(name);
  await page.getByLabel("Doel").fill("Plaatsen delen en samen plannen.");
  await page.getByLabel("Begindatum", { exact: true }).fill("2026-01-01");
  await page.getByLabel("Einddatum", { exact: true }).fill("2040-12-31");
  await page.getByLabel("Gemeente Oeverstad").check();
  await page.getByRole("button", { name: "Maak het concept" }).click();

  await expect(page.getByRole("alert")).toContainText("Partijen: kies er ten minste 2.");
  await expect(page.getByLabel("Naam van het convenant")).toHaveValue(name);
  await expect(page.getByLabel("Gemeente Oeverstad")).toBeChecked();
  await expectAccessible(page);
  await page.getByLabel("OM, parket Amstelrand").check();
  await page.getByRole("button", { name: "Maak het concept" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

test("twee mensen leggen de tekst vast, daarna tekent een partij", async ({ page }) => {
  await draft(page);
  await page.getByRole("link", { name: "Tekst bewerken" }).click();
  await expectAccessible(page);
  await page.getByLabel("Tekst van artikel 17").fill("Elke partij draagt haar eigen kosten.");
  await page.getByRole("button", { name: "Bewaar artikel 17" }).click();
  await expect(page.getByLabel("Tekst van artikel 17")).toHaveValue("Elke partij draagt haar eigen kosten.");
  await page.getByRole("link", { name: "Terug naar het convenant" }).click();

  await page.getByRole("button", { name: "Stuur naar de partijen" }).click();
  await page.getByRole("button", { name: "Stel voor om de tekst vast te leggen" }).click();
  await expect(page.getByText("wacht op een tweede persoon")).toBeVisible();
  await expect(page.getByRole("button", { name: "Bevestig: leg de tekst vast" })).toHaveCount(0);

  await openAs(page, "secretary");
  await page.getByRole("button", { name: "Bevestig: leg de tekst vast" }).click();
  await expect(page.getByText(/vastgelegd op/)).toBeVisible();
  await expectAccessible(page);

  await openAs(page, "director");
  await page.getByRole("button", { name: "Open voor tekenen" }).click();
  await expect(page.getByText("Open voor tekenen").first()).toBeVisible();

  await openAs(page, "prosecution");
  // Each step that was taken has its day.
  const taken = page.getByRole("list", { name: "Verloop van het convenant" }).getByRole("listitem");
  for (const step of ["Consultatie", "Open voor tekenen"]) {
    await expect(taken.filter({ hasText: step })).toHaveText(new RegExp(`${step}.*\\d{4}$`));
  }
  await page.getByRole("link", { name: "Naar ondertekenen" }).click();
  await page.getByLabel("Functie van wie de organisatie vertegenwoordigt").fill("hoofdofficier");
  await page.getByLabel("Hoedanigheid").fill("bij mandaat");
  await page.getByLabel("Wie het besluit nam").fill("parketleiding");
  await page.getByLabel("Datum van dat besluit").fill("2026-01-12");
  await page.getByLabel("Plaats van ondertekening").fill("Oeverstad");
  await page.getByLabel("Ik heb deze tekst gelezen").check();
  await page.getByRole("button", { name: "Onderteken", exact: true }).click();
  await expect(page.getByRole("img", { name: "1 van 2 partijen hebben getekend" })).toBeVisible();
  await expect(page.getByText("In werking").first()).toBeVisible();
});

test("twee mensen wijzigen hetzelfde artikel en niets gaat verloren", async ({ page, browser, server }) => {
  await draft(page);
  const address = `${page.url()}/tekst`;
  await page.goto(address);

  const other = await browser.newContext({ baseURL: server.origin });
  const second = await other.newPage();
  await signInAs(second, "secretary");
  await second.goto(address);
  await second.getByLabel("Tekst van artikel 17").fill("De tekst van de secretaris.");
  await second.getByRole("button", { name: "Bewaar artikel 17" }).click();
  await expect(second.getByLabel("Tekst van artikel 17")).toHaveValue("De tekst van de secretaris.");
  await other.close();

  await page.getByLabel("Tekst van artikel 17").fill("De tekst van de regisseur.");
  await page.getByRole("button", { name: "Bewaar artikel 17" }).click();
  const conflict = page.getByRole("alert");
  await expect(conflict).toContainText("De tekst van de secretaris.");
  await expect(conflict).toContainText("De tekst van de regisseur.");
  await expect(page.getByLabel("Tekst van artikel 17")).toHaveValue("De tekst van de regisseur.");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Bewaar artikel 17" }).click();
  await expect(page.getByRole("alert")).toHaveCount(0);
});
