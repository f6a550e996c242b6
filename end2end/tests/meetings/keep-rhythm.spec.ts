// Journey: the director says when the table meets, and plans a year of it at once.
import { expectSound } from "../../support/sound";
import { signInAs } from "../../support/people";
import { shots } from "../../support/shots";
import { expect, test } from "../../support/test";

test.use({ freshDatabase: true });

test("een ritme dat nooit valt wordt geweigerd, een goed ritme plant een jaar", async ({ page }) => {
  const main = page.getByRole("main");
  await signInAs(page, "director");
  await page.goto("/overleg");
  await page.getByRole("link", { name: "Over dit overleg" }).click();
  await expect(main.getByText("2e dinsdag van de maand")).toBeVisible();
  await expectSound(page);
  await shots(page, "reeks");

  await page.getByRole("link", { name: "Wijzigen", exact: true }).click();
  await page.getByLabel("Om de hoeveel maanden of weken?").fill("12");
  await page.getByLabel("De hoeveelste dag van de maand?").selectOption("Eerste");
  await page.getByLabel("Vanaf welke dag telt dit?").fill("2026-08-01");
  await page.getByLabel("Als het in een schoolvakantie valt").selectOption("Vervalt");
  await page.getByLabel("Plaats").fill("Buurthuis De Brug");
  await page.getByRole("button", { name: "Opslaan" }).click();
  await expect(page.getByRole("alert")).toContainText("Hoe vaak komt u bij elkaar? Met dit ritme komt u");
  await expect(page.getByLabel("Plaats")).toHaveValue("Buurthuis De Brug");
  await expectSound(page);
  await shots(page, "reeks-geweigerd");

  await page.getByLabel("Om de hoeveel maanden of weken?").fill("1");
  await page.getByLabel("De hoeveelste dag van de maand?").selectOption("Laatste");
  await page.getByLabel("Op welke dag?").selectOption("donderdag");
  await page.getByRole("button", { name: "Opslaan" }).click();
  await expect(main.getByText("laatste donderdag van de maand")).toBeVisible();
  await expect(page.getByText("Buurthuis De Brug")).toBeVisible();

  await page.getByRole("link", { name: "Vooruit plannen" }).click();
  await expectSound(page);
  await shots(page, "vooruit");
  const boxes = page.getByRole("group", { name: "Overleggen" }).getByRole("checkbox");
  const all = await boxes.count();
  expect(all).toBeGreaterThan(6);
  for (let at = 2; at < all; at++) await boxes.nth(at).uncheck();
  await page.getByRole("button", { name: "Plan de gekozen overleggen" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("KEGA Amstelrand");

  await page.getByRole("link", { name: "Over dit overleg" }).click();
  await page.getByRole("link", { name: "Vooruit plannen" }).click();
  await expect(page.getByRole("heading", { name: "Staat al" })).toBeVisible();
  await expect(page.getByText(/: gepland$/)).toHaveCount(2);
  await expect(boxes).toHaveCount(all - 2);
});
