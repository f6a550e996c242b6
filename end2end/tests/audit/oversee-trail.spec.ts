// Journey: the data protection officer opens the trail on a ground, looks for who did what, finds out
// what an account touched, and takes it along. Others see what is theirs to know.
import { readFileSync } from "node:fs";
import { signInAs } from "../../support/people";
import { shots } from "../../support/shots";
import { expectSound } from "../../support/sound";
import { expect, test } from "../../support/test";

test.use({ freshDatabase: true });

const officer = /^Functionaris gegevensbescherming/;

test("de FG opent het logboek met een reden en zoekt een datalek uit", async ({ page }) => {
  await signInAs(page, "police");
  await page.goto("/acties");
  await page.context().clearCookies();
  await signInAs(page, officer);
  await page.getByRole("link", { name: "Toezicht" }).click();
  await expect(page.getByRole("heading", { name: "Waarom opent u het logboek?" })).toBeVisible();
  await expectSound(page);
  await shots(page, "oversight/ground");
  await page.getByRole("button", { name: "Open het logboek" }).click();
  await expect(page.getByRole("heading", { name: "Nog niet bewaard" })).toBeVisible();
  await page.getByLabel("Reden").fill("Steekproef van dit halfjaar");
  await page.getByRole("button", { name: "Open het logboek" }).click();
  await expect(page.getByText(/Het logboek staat voor u open tot/)).toBeVisible();
  await expect(page.getByRole("cell", { name: "Logboek geopend, met reden" })).toBeVisible();
  await expectSound(page);
  await shots(page, "oversight/trail");

  await page.goto("/toezicht");
  await page.getByText("Zoek in het logboek").click();
  await page.getByLabel("Wat", { exact: true }).selectOption({ label: "Aangemeld" });
  await page.getByRole("button", { name: "Toon" }).click();
  await expect(page.getByRole("cell", { name: "Aangemeld" }).first()).toBeVisible();
  await expect(page.getByRole("cell", { name: "Logboek geopend, met reden" })).toHaveCount(0);
  const file = page.waitForEvent("download");
  await page.getByRole("button", { name: "Neem mee als bestand (CSV)" }).click();
  expect(readFileSync(await (await file).path(), "utf8")).toContain('"Aangemeld"');

  await page.goto("/toezicht");
  await page.getByRole("link", { name: "Datalek: wat raakte een account?" }).click();
  await page.getByLabel("Wie").selectOption({ label: "Taakaccenthouder politie, Politie Amstelrand" });
  await page.getByRole("button", { name: "Zoek uit" }).click();
  await expect(page.getByRole("rowheader", { name: "Aangemeld" })).toBeVisible();
  await expectSound(page);
  await shots(page, "oversight/breach");
});

test("de beheerder ziet de techniek, de regisseur alleen aantallen", async ({ page }) => {
  await signInAs(page, "administrator");
  await page.getByRole("link", { name: "Toezicht" }).click();
  await expect(page.getByRole("cell", { name: "Aangemeld" }).first()).toBeVisible();
  await expect(page.getByRole("link", { name: "Wie zag dit punt" })).toHaveCount(0);
  await expectSound(page);
  await shots(page, "oversight/technical");
  await page.context().clearCookies();
  await signInAs(page, "director");
  await page.getByRole("link", { name: "Toezicht" }).click();
  await expect(page.getByText("Niet door wie")).toBeVisible();
  await page.getByRole("link", { name: /^Wat de bewaking vroeg/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Antwoorden aan de bewaking" })).toBeVisible();
  await shots(page, "oversight/guard");
});

test("mijn gegevens: bekijken en meenemen", async ({ page }) => {
  await signInAs(page, "police");
  await page.getByRole("link", { name: /^Mijn account/ }).click();
  await page.getByRole("link", { name: "Bekijk wat wij van u bewaren" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Uw gegevens" })).toBeVisible();
  await expectSound(page);
  await shots(page, "account/data");
  const file = page.waitForEvent("download");
  await page.getByRole("button", { name: "Neem alles mee als bestand (JSON)" }).click();
  const data = JSON.parse(readFileSync(await (await file).path(), "utf8"));
  const [here] = data.regions;
  expect(here.person.function).toBe("Taakaccenthouder politie");
  expect(here.trail.map((line: { action: string }) => line.action)).toContain("ExportOwnData");
});
