// Journey: the prosecution signs on a mandate, sees the closed part open for it, withdraws and
// sees it close; with and without JavaScript.
import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "../../support/axe";
import { withoutJavaScript } from "../../support/nojs";
import { signInAs } from "../../support/people";
import { shots } from "../../support/shots";
import { expect, test } from "../../support/test";

test.use({ freshDatabase: true });

const covenant = "Convenant Samenwerking Amstelrand";

function party(page: Page): Locator {
  return page.getByRole("row", { name: /OM, parket Amstelrand/ });
}

async function open(page: Page): Promise<void> {
  await page.goto("/convenant");
  await page.getByRole("link", { name: covenant }).click();
  await expect(page.getByRole("heading", { level: 1, name: covenant })).toBeVisible();
}

async function fillMandate(page: Page): Promise<void> {
  await page.getByLabel("Functie van wie de organisatie vertegenwoordigt").fill("hoofdofficier");
  await page.getByLabel("Hoedanigheid").fill("bij mandaat");
  await page.getByLabel("Wie het besluit nam").fill("parketleiding");
  await page.getByLabel("Plaats van ondertekening").fill("Oeverstad");
}

function journeys(look: boolean): void {
  test("tekenen opent de deur, intrekken sluit haar", async ({ page }) => {
    await signInAs(page, "prosecution");
    await page.goto("/convenant");
    await expect(page.getByRole("row", { name: new RegExp(covenant) })).toContainText("OM");
    if (look) {
      await expectAccessible(page);
      await shots(page, "covenants");
    }

    await open(page);
    await expect(party(page)).toContainText("Mandaat gevraagd");
    await expect(party(page)).toContainText("dicht");
    await expect(page.getByText("Dicht voor OM, parket Amstelrand")).toBeVisible();
    if (look) {
      await expectAccessible(page);
      await shots(page, "covenant");
    }

    await page.getByRole("link", { name: "Naar ondertekenen" }).click();
    const text = page.getByRole("region", { name: "De tekst die u tekent" });
    await expect(text.getByRole("heading", { level: 3 })).toHaveCount(23);
    // In a frame at first; at full size for who asks. The style may come after the text.
    const isWhole = () => text.evaluate((frame) => frame.scrollHeight - frame.clientHeight < 4);
    await expect.poll(isWhole).toBe(false);
    await page.getByRole("link", { name: "Toon de tekst op volledige grootte" }).click();
    await expect.poll(isWhole).toBe(true);
    if (look) {
      await expectAccessible(page);
      await shots(page, "sign");
    }
    await fillMandate(page);
    await page.getByRole("button", { name: "Onderteken", exact: true }).click();
    await expect(page.getByRole("alert").getByRole("link")).toHaveText([
      "Datum van dat besluit: vul dit veld in.",
      /^Lees de tekst en vink aan/,
    ]);
    await expect(page.getByLabel("Wie het besluit nam")).toHaveValue("parketleiding");
    if (look) {
      await expectAccessible(page);
      await shots(page, "sign-refused");
    }
    await page.getByLabel("Datum van dat besluit").fill("2026-01-12");
    await page.getByLabel("Ik heb deze tekst gelezen").check();
    await page.getByRole("button", { name: "Onderteken", exact: true }).click();

    const signed = page.getByRole("region", { name: "U hebt getekend" });
    await expect(signed).toContainText(`${covenant}, versie 1 van de tekst`);
    await expect(signed).toContainText("OM, parket Amstelrand, namens deze: hoofdofficier (bij mandaat)");
    await expect(signed).toContainText(/Het besloten deel van .* is nu open voor wie namens OM, parket Amstelrand/);
    if (look) {
      await expectAccessible(page);
      await shots(page, "signed");
    }
    await expect(party(page)).toContainText("Ondertekend");
    await expect(party(page)).toContainText("parketleiding, 12 januari 2026");
    await expect(party(page)).toContainText("open");
    await expect(page.getByText("Dicht voor OM, parket Amstelrand")).toHaveCount(0);
    await expect(page.getByRole("img", { name: "13 van 13 partijen hebben getekend" })).toBeVisible();

    // The way out stands near the top, before the table of parties.
    const out = page.getByRole("link", { name: "Handtekening intrekken" });
    const parties = page.getByRole("region", { name: "Partijen", exact: true });
    await page.waitForLoadState();
    expect((await out.boundingBox())?.y).toBeLessThan((await parties.boundingBox())?.y ?? 0);
    await out.click();
    await expect(page.getByRole("heading", { level: 1, name: "Handtekening intrekken" })).toBeVisible();
    await expect(page.getByText(/^Het besloten deel van .* gaat meteen dicht voor OM, parket Amstelrand/)).toBeVisible();
    if (look) {
      await expectAccessible(page);
      await shots(page, "withdraw");
    }
    await page.getByLabel("Reden").fill("Bel 06-12345678");
    await page.getByRole("button", { name: "Trek de handtekening in" }).click();
    await expect(page.getByRole("alert")).toContainText("telefoonnummer");
    await page.getByLabel("Reden").fill("Het mandaat is ingetrokken.");
    await page.getByRole("button", { name: "Trek de handtekening in" }).click();
    await expect(page.getByRole("alert").getByRole("link")).toHaveText(/^Vink aan dat u weet/);
    await page.getByLabel("Ik weet wat dit betekent").check();
    await page.getByRole("button", { name: "Trek de handtekening in" }).click();

    await expect(page.getByRole("region", { name: "De handtekening is ingetrokken" })).toBeVisible();
    await expect(party(page)).toContainText("Ingetrokken");
    await expect(party(page)).toContainText("dicht");
    await expect(page.getByText("Dicht voor OM, parket Amstelrand", { exact: true })).toBeVisible();
  });

  test("de regisseur ziet waar het op wacht; intrekken is nooit het volgende", async ({ page }) => {
    await signInAs(page, "director");
    await open(page);
    const next = page.getByRole("region", { name: "Waar het op wacht" });
    await expect(next.getByText("Wacht op OM, parket Amstelrand")).toBeVisible();
    await expect(next.getByRole("link")).toHaveCount(0);
    await expect(page.getByText("Open voor 11 van de 12 partijen. Dicht voor OM.")).toBeVisible();
    await page.goto("/convenant");
    await page.getByRole("link", { name: "Convenant Signaleren op school" }).click();
    await expect(next.getByText("Het convenant loopt af, nog 25 dagen")).toBeVisible();
    await expect(next.getByText("De evaluatie is 60 dagen te laat")).toBeVisible();
    if (look) {
      await expectAccessible(page);
      await shots(page, "covenant-waits");
    }
  });

  test("wie niet voor de eigen organisatie mag tekenen, ziet geen formulier", async ({ page }) => {
    await signInAs(page, "police");
    await open(page);
    await expect(page.getByRole("link", { name: /ondertekenen|intrekken/i })).toHaveCount(0);
    await page.goto(`${page.url()}/ondertekenen`);
    await expect(page.getByRole("heading", { name: "Tekenen kan hier nu niet" })).toBeVisible();
    if (look) await expectAccessible(page);
  });
}

test.describe("een convenant tekenen", () => journeys(true));

test("wat gedaan is, staat er voor wie het deed en voor niemand anders", async ({ page }) => {
  await signInAs(page, "director");
  await open(page);
  const past = `${page.url()}?gedaan`;
  await page.goto(past);
  await expect(page.getByRole("heading", { level: 1, name: covenant })).toBeVisible();
  await expect(page.getByRole("region", { name: "U hebt getekend" })).toHaveCount(0);
  await page.getByRole("link", { name: "Handtekening intrekken" }).click();
  await page.getByLabel("Reden").fill("Het mandaat is ingetrokken.");
  await page.getByLabel("Ik weet wat dit betekent").check();
  await page.getByRole("button", { name: "Trek de handtekening in" }).click();
  const done = page.getByRole("region", { name: "De handtekening is ingetrokken" });
  await expect(done).toBeVisible();
  const address = page.url();
  await page.context().clearCookies();
  await signInAs(page, "secretary");
  await page.goto(address);
  await expect(page.getByRole("heading", { level: 1, name: covenant })).toBeVisible();
  await expect(done).toHaveCount(0);
});

test.describe("een convenant tekenen zonder JavaScript", () => {
  withoutJavaScript();
  journeys(false);
});
