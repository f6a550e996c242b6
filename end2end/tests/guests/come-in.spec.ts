// The life of a guest, from the wish of a sponsor to the day the key is taken away. The device is
// Chromium's own: a virtual authenticator that makes and shows passkeys.
import { createHmac } from "node:crypto";
import type { Browser, BrowserContext, Page } from "@playwright/test";
import { expectAccessible } from "../../support/axe";
import { signInAs } from "../../support/people";
import { shots } from "../../support/shots";
import { expectSound } from "../../support/sound";
import { expect, test } from "../../support/test";

test.use({ freshDatabase: true });

const guest = "Vrijwilliger voorlichting";

/** A phone of somebody else: a browser of its own with a device that knows passkeys. */
async function phone(browser: Browser, origin: string | undefined): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({ locale: "nl-NL", ...(origin === undefined ? {} : { baseURL: origin }) });
  const page = await context.newPage();
  return { page, context };
}

/** Gives the phone a device that knows passkeys. It is gone as soon as something else looks at the page by the protocol. */
async function equip(page: Page): Promise<void> {
  const device = await page.context().newCDPSession(page);
  await device.send("WebAuthn.enable");
  await device.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

/** Presses a button that asks the device. A device is asked by the window in front only. */
async function present(page: Page, name: string): Promise<void> {
  await page.bringToFront();
  await page.getByRole("button", { name }).click();
}

async function request(page: Page, email: string): Promise<void> {
  await signInAs(page, "police");
  await page.getByRole("contentinfo").getByRole("link", { name: "Gasten" }).click();
  await page.getByRole("link", { name: "Gast aanvragen" }).click();
  await page.getByLabel("Organisatie van de gast").selectOption("Stichting Vrouwen Verbinden");
  await page.getByLabel("Wat doet de gast?").fill(guest);
  await page.getByLabel("E-mailadres van de gast").fill(email);
  await page.getByLabel("Waarom is deze gast nodig?").fill("Vertelt wat vrouwen tegenhoudt om hulp te vragen.");
  await page.getByRole("button", { name: "Vraag aan" }).click();
  await expect(page.getByText("Wacht op de regisseur")).toBeVisible();
}

async function letIn(page: Page): Promise<string> {
  await page.context().clearCookies();
  await signInAs(page, "director");
  await page.getByRole("link", { name: "Gasten toelaten en beheren" }).click();
  await page.getByRole("link", { name: guest }).click();
  await expectAccessible(page);
  await shots(page, "gast-aanvraag");
  await page.getByRole("button", { name: "Laat toe en nodig uit" }).click();
  await expect(page.getByText(/Toegelaten, brief onderweg|Uitgenodigd/).first()).toBeVisible();
  return page.url();
}

/** Opens the last letter to the guest, once it is there. */
async function letter(page: Page, name: string): Promise<void> {
  const mine = page.getByRole("article").filter({ hasText: guest }).getByRole("link", { name });
  await expect(async () => {
    await page.goto("/postvak");
    await expect(mine.first()).toBeVisible({ timeout: 500 });
  }).toPass();
  await mine.first().click();
}

async function accept(page: Page): Promise<void> {
  await letter(page, "Regel uw toegang");
  await expectSound(page);
  await shots(page, "uitnodiging");
  await page.getByRole("button", { name: "Ga verder" }).click();
  await expect(page.getByRole("alert")).toHaveText("Kruis allebei de vakjes aan. Dan kunt u verder.");
  await page.getByLabel("Ik houd mij aan de huisregels.").check();
  await page.getByLabel("Ik houd geheim wat ik hier hoor en lees.").check();
  await page.getByRole("button", { name: "Ga verder" }).click();
  await expect(page.getByRole("heading", { name: "Hoe wilt u zich aanmelden?" })).toBeVisible();
  await expectSound(page);
  await shots(page, "toegang");
}

test("een gast komt binnen met een toegangssleutel, en gaat eruit als de regisseur dat zegt", async ({ page, browser, baseURL }) => {
  await request(page, "eerste@post.example");
  const account = await letIn(page);

  const { page: theirs, context } = await phone(browser, baseURL);
  await accept(theirs);
  await equip(theirs);
  await present(theirs, "Maak een toegangssleutel");
  await theirs.waitForURL("**/gast");
  await expect(theirs.getByRole("heading", { name: "Welkom" })).toBeVisible();

  // A link that was opened while signed out is where the key leads to.
  await theirs.getByRole("button", { name: "Afmelden" }).click();
  await theirs.goto("/overleg");
  await expect(theirs).toHaveURL(/\/\?next=%2Foverleg$/);
  await theirs.getByRole("link", { name: "Aanmelden als gast" }).click();
  await present(theirs, "Gebruik uw toegangssleutel");
  await theirs.waitForURL("**/overleg");
  await expect(theirs.getByRole("heading", { level: 1 })).toBeVisible();

  await page.goto(account);
  await expect(page.getByText("een toegangssleutel")).toBeVisible();
  await page.locator("summary", { hasText: "Trek de toegang in" }).click();
  await page.getByLabel("Waarom?").last().fill("De organisatie doet niet meer mee.");
  await page.getByRole("button", { name: "Trek in", exact: true }).click();
  await expect(page.getByText("Ingetrokken").first()).toBeVisible();

  // The next thing the guest does on the open page leads to the front door, and the key opens nothing.
  await theirs.reload();
  await expect(theirs).toHaveURL(/\/\?waarom=left&next=%2Foverleg$/);
  await expect(theirs.getByRole("alert")).toContainText("Uw toegang als gast is gestopt.");
  await theirs.goto("/aanmelden-gast");
  await present(theirs, "Gebruik uw toegangssleutel");
  await expect(theirs.getByRole("alert")).toHaveText(/Het is niet gelukt/);
  await context.close();
});

test("met één adres komt er één gast, en wie dat mag weten, leest het", async ({ page }) => {
  // This address is of a guest for whom somebody else vouches, so the police hears nothing of it.
  await request(page, "vrijwilliger@post.example");
  await page.goto("/beheer/gasten/nieuw");
  await page.getByLabel("Organisatie van de gast").selectOption("Stichting Vrouwen Verbinden");
  await page.getByLabel("Wat doet de gast?").fill("Nog een keer");
  await page.getByLabel("E-mailadres van de gast").fill("vrijwilliger@post.example");
  await page.getByLabel("Waarom is deze gast nodig?").fill("Vertelt over de wijk.");
  await page.getByRole("button", { name: "Vraag aan" }).click();
  await expect(page.getByText("Met dit e-mailadres is er al een gast of een aanvraag.").first()).toBeVisible();
  await expect(page.getByLabel("Wat doet de gast?")).toHaveValue("Nog een keer");

  await page.context().clearCookies();
  await signInAs(page, "director");
  await page.getByRole("link", { name: "Gasten toelaten en beheren" }).click();
  await page.getByRole("link", { name: guest }).click();
  await expect(page.getByText("Met dit e-mailadres is er al een gast:")).toBeVisible();
  await expect(page.getByRole("button", { name: "Laat toe en nodig uit" })).toHaveCount(0);
  await expectSound(page);
  await shots(page, "gast-zelfde-adres");
  await page.getByRole("link", { name: "Vrijwilliger Vrouwen Verbinden" }).click();
  await expect(page.getByText("Welkom", { exact: true }).first()).toBeVisible();
});

test("van wie lang weg is, staat er niet meer wie het was", async ({ page }) => {
  await signInAs(page, "director");
  await page.getByRole("link", { name: "Gasten toelaten en beheren" }).click();
  await page.getByRole("link", { name: "Voorbij" }).click();
  await page.getByRole("link", { name: "Gast (vertrokken)" }).click();
  await expect(page.getByText(/zijn gewist/)).toBeVisible();
  await expectSound(page);
  await shots(page, "gast-vertrokken");
});

test("een gast bevestigt met de toegangssleutel wie hij is", async ({ page, browser, baseURL }) => {
  await request(page, "derde@post.example");
  await letIn(page);
  const { page: theirs, context } = await phone(browser, baseURL);
  await accept(theirs);
  await equip(theirs);
  await present(theirs, "Maak een toegangssleutel");
  await theirs.waitForURL("**/gast");
  await theirs.goto("/bevestigen");
  await present(theirs, "Bevestig met uw toegangssleutel");
  await theirs.waitForURL("**/account");
  await theirs.goto("/bevestigen");
  await expect(theirs.getByRole("button", { name: "Bevestig met uw toegangssleutel" })).toBeVisible();
  await expectSound(theirs);
  await shots(theirs, "bevestigen-sleutel");
  await context.close();
});

test("de pagina's bij de deur kloppen", async ({ page }) => {
  for (const path of ["/aanmelden-gast", "/aanmelden-gast/kwijt", "/uitnodiging/onbekend", "/postvak"]) {
    await page.goto(path);
    await expectSound(page);
    await shots(page, path.slice(1).replaceAll("/", "-"));
  }
  // Nothing of the islands is there, and Shift three times is still the way out.
  await page.context().route("https://www.knmi.nl/**", (route) => route.fulfill({ contentType: "text/html", body: "<h1>Weer</h1>" }));
  await page.goto("/aanmelden-gast");
  await expect(page.locator("[data-ready]")).toBeAttached();
  for (let press = 0; press < 3; press++) await page.keyboard.press("Shift");
  await expect(page.getByRole("heading", { name: "Weer" })).toBeVisible();
});

test("een gast zonder toegangssleutel komt binnen met een code, en later met een brief en een code", async ({ page, browser, baseURL }) => {
  await request(page, "tweede@post.example");
  await letIn(page);
  const context = await browser.newContext({ locale: "nl-NL", ...(baseURL === undefined ? {} : { baseURL }) });
  const theirs = await context.newPage();
  await accept(theirs);
  await theirs.getByRole("link", { name: "Kies een code uit een app" }).click();
  await expectSound(theirs);
  await expect(theirs.getByRole("img", { name: "Vierkante code voor de app" })).toBeVisible();
  await shots(theirs, "toegang-code");
  const key = (await theirs.getByText("Uw sleutel:").locator("b").innerText()).replaceAll(" ", "");
  await theirs.getByLabel("De zes cijfers").fill("000000");
  await theirs.getByRole("button", { name: "Ga verder" }).click();
  await expect(theirs.getByText("Deze code klopt niet.").first()).toBeVisible();
  await expectAccessible(theirs);
  const first = step();
  await theirs.getByLabel("De zes cijfers").fill(code(key, first));
  await theirs.getByRole("button", { name: "Ga verder" }).click();
  await theirs.waitForURL("**/gast");
  await theirs.goto("/bevestigen");
  await theirs.getByLabel("De zes cijfers").fill("000000");
  await theirs.getByRole("button", { name: "Bevestig met deze code" }).click();
  await expect(theirs.getByRole("alert")).toHaveText(/Deze code klopt niet/);
  await expectSound(theirs);
  await shots(theirs, "bevestigen-code");
  await theirs.getByRole("button", { name: "Afmelden", exact: true }).click();

  await theirs.goto("/aanmelden-gast");
  await theirs.getByLabel("Uw e-mailadres").fill("tweede@post.example");
  await theirs.getByRole("button", { name: "Stuur mij een link" }).click();
  await expect(theirs.getByRole("heading", { name: "Kijk in uw e-mail" })).toBeVisible();
  await expectSound(theirs);
  await letter(theirs, "Ga verder met aanmelden");
  await expectSound(theirs);
  await theirs.getByRole("button", { name: "Ga verder" }).click();
  await expectSound(theirs);
  // The code that was used already opens nothing; the next one does.
  await theirs.getByLabel("De zes cijfers").fill(code(key, first));
  await theirs.getByRole("button", { name: "Ga verder" }).click();
  await expect(theirs.getByText("Deze code klopt niet.").first()).toBeVisible();
  await theirs.getByLabel("De zes cijfers").fill(code(key, first + 1));
  await theirs.getByRole("button", { name: "Ga verder" }).click();
  await theirs.waitForURL("**/gast");
  await context.close();
});

/** The half minute it is. */
function step(): number {
  return Math.floor(Date.now() / 30_000);
}

/** What an app for codes shows in that half minute (RFC 6238). */
function code(key: string, at: number): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...key].map((letter) => letters.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const secret = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(at));
  const mac = createHmac("sha1", secret).update(counter).digest();
  const from = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(from) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}
