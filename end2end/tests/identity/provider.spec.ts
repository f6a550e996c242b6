// Signing in with the account of one's work: the real flow, at a certified provider.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, test as base, type Page } from "@playwright/test";
import { binary, copied, ended, freePort, output, start, work } from "../../support/binary";
import { startProvider, type SignInProvider } from "../../support/provider.mjs";
import { shots } from "../../support/shots";
import { expectSound } from "../../support/sound";

interface Place {
  origin: string;
  provider: SignInProvider;
  /** What the program wrote when it started. */
  said: () => string;
}

/** A site of its own with its own provider: the demo beside it has neither. */
const test = base.extend<{ place: Place; bare: boolean }>({
  /** Nobody has an account there yet. */
  bare: [false, { option: true }],
  place: async ({ bare }, use) => {
    const port = await freePort();
    const origin = `http://localhost:${port}`;
    const name = `provider-${port}`;
    const database = join(work, `${name}.db`);
    if (!bare) copied("demo", database);
    const provider = await startProvider(await freePort(), origin, join(work, name));
    if (!bare) execFileSync(binary, ["--database-url", `sqlite:${database}`, "seed", "--demo", "--issuer", provider.issuer]);
    const child = start(["serve", "--addr", `127.0.0.1:${port}`, "--providers", provider.file], database, name);
    await expect.poll(() => fetch(`${origin}/health/ready`).then((answer) => answer.ok, () => false), { timeout: 60_000 }).toBe(true);
    await use({ origin, provider, said: () => output(name) });
    child.kill("SIGKILL");
    await ended(child);
    await provider.close();
  },
});

async function signIn(page: Page, origin: string, person: string): Promise<void> {
  await page.goto(origin);
  await page.getByRole("link", { name: /^Gemeente Oeverstad/ }).click();
  await page.locator("input[name=login]").fill(person);
  await page.locator("input[name=password]").fill("doet er niet toe");
  await page.getByRole("button").first().click();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL((url) => url.origin === origin);
}

test("aanmelden met het account van het werk, en ook daar afmelden", async ({ page, place, browser }) => {
  const { origin } = place;
  await page.goto(origin);
  await expect(page.getByRole("heading", { name: "Kies uw organisatie" })).toBeVisible();
  // No demo here: nobody can be picked.
  await expect(page.getByRole("main").getByRole("button")).toHaveCount(0);
  await expectSound(page);
  await shots(page, "provider/door");
  await signIn(page, origin, "regisseur");
  await expect(page).toHaveURL(`${origin}/regie`);
  const cookies = await page.context().cookies(origin);
  expect(cookies.filter((cookie) => cookie.httpOnly && cookie.sameSite === "Lax").length).toBeGreaterThan(0);

  // A second browser, at the same provider.
  const other = await (await browser.newContext({ locale: "nl-NL" })).newPage();
  await signIn(other, origin, "secretaris");
  await expect(other).toHaveURL(`${origin}/regie`);

  await page.getByRole("button", { name: "Afmelden" }).first().click();
  await expect(page.getByRole("heading", { name: "U bent afgemeld" })).toBeVisible();
  await expectSound(page);
  await shots(page, "provider/signed-out");
  await page.getByRole("link", { name: "Ook afmelden bij Gemeente Oeverstad" }).click();
  await page.getByRole("button", { name: /Yes, sign me out/i }).click();
  await page.waitForURL(`${origin}/`);

  // Who signs out at the provider only, is out here as well: the provider says so.
  await other.getByRole("button", { name: "Afmelden" }).first().waitFor();
  await other.goto(`${place.provider.issuer}/session/end`);
  await other.getByRole("button", { name: /Yes, sign me out/i }).click();
  await other.waitForLoadState();
  await expect.poll(async () => (await other.goto(`${origin}/regie`))?.url()).toBe(`${origin}/`);
  await other.context().close();
});

test("wie hier onbekend is komt er niet in, en zonder provider gaat wie binnen is gewoon door", async ({ page, place, browser }) => {
  const { origin, provider } = place;
  const stranger = await (await browser.newContext({ locale: "nl-NL" })).newPage();
  await signIn(stranger, origin, "iemand-anders");
  await expect(stranger.getByRole("alert")).toContainText("hier nog niet geregistreerd");
  await expectSound(stranger);
  await shots(stranger, "provider/unknown");
  await signIn(page, origin, "politie");
  await expect(page.getByRole("button", { name: "Afmelden" }).first()).toBeVisible();

  await provider.close();
  await page.goto(`${origin}/acties`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await stranger.context().close();
});

test("wie onbekend is leest een code voor, en wordt door twee gekoppeld", async ({ page, place, browser }) => {
  const { origin } = place;
  const stranger = await (await browser.newContext({ locale: "nl-NL" })).newPage();
  await signIn(stranger, origin, "de-nieuwe");
  const spoken = stranger.locator(".kt-code");
  await expect(spoken).toHaveText(/^[2-9A-Z]{4} [2-9A-Z]{4}$/);
  await expectSound(stranger);
  await shots(stranger, "provider/code");
  const code = await spoken.innerText();

  await signIn(page, origin, "beheerder");
  await page.goto(`${origin}/beheer/mensen`);
  await page.getByRole("link", { name: "Adviseur GGD, nieuw" }).click();
  const person = page.url();
  await page.getByText("Een aanmelding koppelen").click();
  await page.getByLabel("Code").fill(code.toLowerCase());
  await page.locator("form", { has: page.getByLabel("Code") }).getByLabel("Waarom?").fill("Gebeld en de stem herkend.");
  await page.getByRole("button", { name: "Koppeling voorstellen" }).click();
  await expect(page.getByText("Deze persoon kan zich nog niet aanmelden")).toBeVisible();

  const director = await (await browser.newContext({ locale: "nl-NL" })).newPage();
  await signIn(director, origin, "regisseur");
  await director.goto(`${origin}/beheer/vier-ogen`);
  await director.getByRole("button", { name: /Bevestigen: Aanmelding/ }).click();
  await expect(director.getByRole("button", { name: /Bevestigen: Aanmelding/ })).toHaveCount(0);
  await page.goto(person);
  await expect(page.getByText(/Meldt zich aan bij/)).toBeVisible();

  await stranger.getByRole("link", { name: /^Gemeente Oeverstad/ }).click();
  await stranger.waitForURL(`${origin}/acties`);
  await director.context().close();
  await stranger.context().close();
});

test.describe("een nieuwe installatie", () => {
  test.use({ bare: true });

  test("twee mensen richten haar in met de sleutel, en daarna niemand meer", async ({ page, place, browser }) => {
    const { origin } = place;
    const key = /\n([0-9a-f]{64})\n/.exec(place.said())?.[1] ?? "";
    const other = await (await browser.newContext({ locale: "nl-NL" })).newPage();
    const codes: string[] = [];
    for (const [tab, who] of [[page, "beheerder"], [other, "regisseur"]] as const) {
      await signIn(tab, origin, who);
      codes.push(await tab.locator(".kt-code").innerText());
    }
    await page.getByRole("link", { name: "Naar het inrichten" }).click();
    await page.getByRole("button", { name: "Inrichten" }).click();
    await expect(page.getByRole("alert")).toBeVisible();
    await expectSound(page);
    await shots(page, "provider/setup-refused");
    await page.getByLabel("Sleutel", { exact: true }).fill(key);
    await page.getByLabel("Naam van de regio").fill("Nieuwland");
    await page.getByLabel("Letters voor casusreferenties").fill("NL");
    await page.getByLabel("Schoolvakanties van").selectOption("midden");
    await page.getByLabel("Gemeenten").fill("Gemeente Nieuwland\nGemeente Duinrand");
    await page.getByLabel("Naam van het overleg").fill("Ketenoverleg Nieuwland");
    await page.getByLabel("Doel").fill("Samen eergerelateerd geweld voorkomen en stoppen.");
    await page.getByLabel("Functie van de beheerder").fill("Technisch beheerder");
    await page.getByLabel("Code van de beheerder").fill(codes[0] ?? "");
    await page.getByLabel("Functie van de regisseur").fill("Regisseur");
    await page.getByLabel("Code van de regisseur").fill(codes[1] ?? "");
    await expectSound(page);
    await shots(page, "provider/setup");
    await page.getByRole("button", { name: "Inrichten" }).click();
    await expect(page.getByText("Ketentafel is ingericht.")).toBeVisible();
    await page.getByRole("link", { name: /^Gemeente Oeverstad/ }).click();
    await page.waitForURL(`${origin}/beheer`);
    await other.getByRole("link", { name: /^Gemeente Oeverstad/ }).click();
    await other.waitForURL(`${origin}/regie`);
    await expectSound(other);
    expect((await other.request.get(`${origin}/inrichten`)).status()).toBe(404);
    await other.context().close();
  });
});
