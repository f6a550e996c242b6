// Somebody takes the place of a colleague at one meeting, sees that one and no other, and no longer
// than it counts.
import { signInAs } from "../../support/people";
import { shots } from "../../support/shots";
import { expectSound } from "../../support/sound";
import { expect, test } from "../../support/test";

test.use({ freshDatabase: true });

const COORDINATOR = /^Coördinator politie/;

test("een vervanger ziet één overleg, tot de vervanging is ingetrokken", async ({ page }) => {
  await signInAs(page, "police");
  await page.goto("/overleg");
  const links = await page.locator("main a[href^='/overleg/']").evaluateAll((all) => all.map((a) => a.getAttribute("href") ?? ""));
  const meetings = [...new Set(links.filter((href) => /^\/overleg\/[0-9a-f-]{36}$/.test(href)))];
  const [next = "", later = ""] = meetings;
  await page.goto(next);
  await expect(page.getByText("Niemand laat zich vervangen.")).toBeVisible();
  await page.getByRole("link", { name: "Vervanging bekijken of regelen" }).click();
  await expectSound(page);

  // Without a choice the form comes back and says so.
  const form = page.locator("details", { hasText: "Vervanger aanmelden" });
  if ((await form.getAttribute("open")) === null) await form.locator("summary").click();
  await page.getByRole("button", { name: "Voorstellen", exact: true }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await expectSound(page);
  await page.getByLabel("Wie komt in de plaats?").selectOption({ label: "Coördinator politie" });
  await page.getByLabel("Waarom?").fill("De collega heeft die dag verlof.");
  await page.getByRole("button", { name: "Voorstellen", exact: true }).click();
  await expect(page.getByText("Een voorstel wacht op een tweede")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Voorstel terugnemen/ })).toBeVisible();
  await expectSound(page);
  await shots(page, "deputy/waits");

  await page.context().clearCookies();
  await signInAs(page, "secretary");
  await page.goto(`${next}/vervanging`);
  await page.getByRole("link", { name: "Bekijk het voorstel" }).click();
  await expect(page.getByText(/^Vervanging tot en met K3 bij /)).toBeVisible();
  await expectSound(page);
  await page.getByRole("button", { name: /^Bevestigen: Vervanging/ }).click();
  await page.goto(`${next}/vervanging`);
  await expect(page.getByText("Vervangen door Coördinator politie")).toBeVisible();
  await expectSound(page);
  await shots(page, "deputy/named");

  await page.context().clearCookies();
  await signInAs(page, COORDINATOR);
  await page.getByRole("link", { name: "Overleg", exact: true }).click();
  const open = page.locator(`main a[href^='/overleg/']`);
  const shown = await open.evaluateAll((all) => [...new Set(all.map((a) => a.getAttribute("href")))]);
  expect(shown).toEqual([next]);
  await open.first().click();
  await expect(page.getByText(/U neemt bij dit overleg de plaats in van Taakaccenthouder politie/)).toBeVisible();
  await expect(page.getByText(/Coördinator politie komt in de plaats van Taakaccenthouder politie/)).toBeVisible();
  await expectSound(page);
  await shots(page, "deputy/agenda");
  await page.getByRole("link", { name: /Afspraken met opvang buiten de regio/ }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: /Afspraken met opvang buiten de regio/ })).toBeVisible();
  expect((await page.goto(later))?.status()).toBe(404);

  await page.context().clearCookies();
  await signInAs(page, "director");
  await page.getByRole("link", { name: "Beheer", exact: true }).click();
  await page.getByRole("link", { name: "Openen Vervanging" }).click();
  await expectSound(page);
  await shots(page, "deputy/ahead");
  await page.goto(`${next}/vervanging`);
  await shots(page, "deputy/director");
  await page.getByRole("button", { name: "Vervanging intrekken voor Taakaccenthouder politie, Politie Amstelrand" }).click();
  await expect(page.getByText("Vervangen door Coördinator politie")).toHaveCount(0);

  await page.context().clearCookies();
  await signInAs(page, COORDINATOR);
  expect((await page.goto(next))?.status()).toBe(404);
});

test("de poort zegt dat een vervanger niet is aangemeld", async ({ page }) => {
  await signInAs(page, "secretary");
  await page.goto("/overleg");
  await page.locator("main a[href^='/overleg/']").first().click();
  const meeting = page.url();
  await page.goto(`${meeting}/live`);
  await page.getByRole("button", { name: "Begin het overleg" }).press("Enter");
  await page.getByLabel(/^verwacht, wijzig aanwezigheid van Politie Amstelrand/).press("Enter");
  await page.getByRole("button", { name: /^vervanger: Politie Amstelrand/i }).press("Enter");
  const gate = page.getByRole("region", { name: "Deur besloten deel" });
  await expect(gate.getByText("vervanger niet aangemeld").first()).toBeVisible();
  await page.getByRole("link", { name: /^Vervanger aanmelden voor Politie Amstelrand/ }).press("Enter");
  await expect(page).toHaveURL(/\/vervanging#stoel-/);
});
