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
  database: string;
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
    await use({ origin, provider, database, said: () => output(name) });
    child.kill("SIGKILL");
    await ended(child);
    await provider.close();
  },
});

async function signIn(page: Page, origin: string, person: string, by = /^Gemeente Oeverstad/): Promise<void> {
  await page.goto(origin);
  await signInHere(page, person, by);
  await page.waitForURL((url) => url.origin === origin);
}

/** From the front door as it stands there, and all the way through the provider. */
async function signInHere(page: Page, person: string, by = /^Gemeente Oeverstad/): Promise<void> {
  await page.getByRole("link", { name: by }).click();
  await page.locator("input[name=login]").fill(person);
  await page.locator("input[name=password]").fill("doet er niet toe");
  await page.getByRole("button").first().click();
  await page.getByRole("button", { name: "Continue" }).click();
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
  await expect.poll(async () => (await other.goto(`${origin}/regie`))?.url()).toBe(`${origin}/?waarom=ended&next=%2Fregie`);
  await expect(other.getByRole("alert")).toContainText("Uw aanmelding is voorbij");
  await other.context().close();
});

test("een koppeling naar een pagina brengt er na het aanmelden naartoe", async ({ page, place }) => {
  const { origin } = place;
  await page.goto(`${origin}/routekaart`);
  await expect(page).toHaveURL(`${origin}/?next=%2Froutekaart`);
  await signInHere(page, "regisseur");
  await page.waitForURL(`${origin}/routekaart`);
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

  // Taken away by the second person, at once: who was in is out, and unknown again at the door.
  await director.goto(person);
  await expect(director.getByText(/Meldt zich aan bij/)).toBeVisible();
  await director.getByRole("button", { name: /^Koppeling met/ }).click();
  await expect(director.getByText("Deze persoon kan zich nog niet aanmelden")).toBeVisible();
  await expectSound(director);
  await shots(director, "provider/taken-away");
  await stranger.goto(`${origin}/acties`);
  await expect(stranger).toHaveURL(/\?waarom=(ended|shut)&next=%2Facties$/);
  await expect(stranger.getByRole("alert")).toBeVisible();
  await stranger.getByRole("link", { name: /^Gemeente Oeverstad/ }).click();
  await expect(stranger.getByRole("alert")).toContainText("hier nog niet geregistreerd");
  await director.context().close();
  await stranger.context().close();
});

test("twee mensen voegen een aanmeldpunt toe, iemand komt er binnen, en het gaat weer uit", async ({ page, place, browser }) => {
  test.setTimeout(120_000);
  const { origin, database } = place;
  const port = await freePort();
  const added = await startProvider(port, origin, join(work, `added-${port}`), { key: "duinrand", secret: "een geheim van de proef" });
  // The people of the demo have an account there as well.
  execFileSync(binary, ["--database-url", `sqlite:${database}`, "seed", "--demo", "--issuer", added.issuer]);
  await signIn(page, origin, "beheerder");
  await page.goto(`${origin}/beheer`);
  await page.getByRole("link", { name: "Openen Aanmeldpunten" }).click();
  await expect(page.getByText("Uit bestand")).toBeVisible();
  await expectSound(page);
  await shots(page, "provider/list");
  await page.getByRole("link", { name: "Aanmeldpunt toevoegen" }).click();
  await page.getByRole("button", { name: "Controleer" }).click();
  await expect(page.getByRole("alert")).toContainText("Naam op de voordeur");
  await expectSound(page);
  await shots(page, "provider/add-refused");
  await page.getByLabel("Naam op de voordeur").fill("Gemeente Duinrand");
  await page.getByLabel("Naam in het webadres").fill("duinrand");
  await page.getByRole("group", { name: "Voor welke organisaties?" }).getByLabel("Gemeente Oeverstad").check();
  await page.getByLabel("Naam van Ketentafel daar").fill("ketentafel");
  await page.getByLabel(/^Met een geheim/).check();
  await page.getByLabel("Geheim", { exact: true }).fill("een geheim van de proef");
  await page.getByLabel("Uitgever (issuer)").fill(`${added.issuer}/elders`);
  await page.getByRole("button", { name: "Controleer" }).click();
  await expect(page.getByRole("alert")).toContainText("geen bruikbaar antwoord");
  // What was typed stays, but for the secret.
  await expect(page.getByLabel("Naam op de voordeur")).toHaveValue("Gemeente Duinrand");
  await expect(page.getByLabel("Geheim", { exact: true })).toHaveValue("");
  await page.getByLabel("Uitgever (issuer)").fill(added.issuer);
  await page.getByLabel("Geheim", { exact: true }).fill("een geheim van de proef");
  await page.getByRole("button", { name: "Controleer" }).click();
  await expect(page.getByText("Gecontroleerd op", { exact: false })).toBeVisible();
  await expect(page.getByText(`${origin}/aanmelden/duinrand/terug`)).toBeVisible();
  expect(await page.content()).not.toContain("een geheim van de proef");
  await expectSound(page);
  await shots(page, "provider/checked");
  await page.getByLabel("Waarom?").fill("De gemeente heeft een eigen aanmeldpunt.");
  await page.getByRole("button", { name: "Stel voor" }).click();
  await expect(page.getByText("Wacht op een tweede")).toBeVisible();
  await expectSound(page);

  const anybody = await (await browser.newContext({ locale: "nl-NL" })).newPage();
  await anybody.goto(origin);
  await expect(anybody.getByRole("link", { name: /^Gemeente Duinrand/ })).toHaveCount(0);
  const director = await (await browser.newContext({ locale: "nl-NL" })).newPage();
  await signIn(director, origin, "regisseur");
  await director.goto(`${origin}/beheer/vier-ogen`);
  await shots(director, "provider/four-eyes");
  await director.getByRole("link", { name: "Bekijk de instellingen" }).click();
  await expect(director.getByText(added.issuer)).toBeVisible();
  await director.goBack();
  await director.getByRole("button", { name: /Bevestigen: Aanmeldpunt Gemeente Duinrand/ }).click();
  await expect(director.getByRole("button", { name: /Bevestigen: Aanmeldpunt/ })).toHaveCount(0);

  await signIn(anybody, origin, "politie", /^Gemeente Duinrand/);
  await expect(anybody).toHaveURL(`${origin}/acties`);

  await page.reload();
  await expect(page.getByText("In gebruik")).toBeVisible();
  await shots(page, "provider/in-use");
  await page.getByRole("button", { name: "Zet uit" }).click();
  await expect(page.getByText("Uitgezet").first()).toBeVisible();
  await anybody.goto(`${origin}/acties`);
  await expect(anybody).toHaveURL(`${origin}/?waarom=ended&next=%2Facties`);
  await expect(anybody.getByRole("link", { name: /^Gemeente Oeverstad/ })).toBeVisible();
  await expect(anybody.getByRole("link", { name: /^Gemeente Duinrand/ })).toHaveCount(0);
  expect((await anybody.request.get(`${origin}/aanmelden/duinrand`)).status()).toBe(404);
  await director.context().close();
  await anybody.context().close();
  await added.close();
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
