// Journey: a letter did not leave; the secretary reads why and has it sent again. And somebody chooses
// one letter a day.
import { signInAs } from "../../support/people";
import { shots } from "../../support/shots";
import { expectSound } from "../../support/sound";
import { expect, test } from "../../support/test";

test.use({ freshDatabase: true });

test("de secretaris leest waarom een brief niet aankwam en verstuurt hem opnieuw", async ({ page }) => {
  await signInAs(page, "secretary");
  await page.goto("/beheer");
  await expectSound(page);
  await shots(page, "letters/overview");
  await page.getByRole("link", { name: "Openen Post" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Post" })).toBeVisible();
  const row = page.getByRole("row").filter({ hasText: "Taakaccenthouder politie" });
  await expect(row).toContainText("De mailserver neemt voor dit adres geen post aan.");
  await expectSound(page);
  await shots(page, "letters/failed");
  await page.getByRole("button", { name: /opnieuw versturen/ }).click();
  await expect(page.getByRole("status").filter({ hasText: "De brief wordt opnieuw verstuurd" })).toBeVisible();
  // It arrives in the post of the demonstration; then nothing is left.
  await expect(async () => {
    await page.goto("/beheer/post");
    await expect(page.getByRole("heading", { name: "Alle brieven zijn verstuurd" })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expectSound(page);
  await shots(page, "letters/empty");
});

test("wie wil, krijgt één brief per dag", async ({ page }) => {
  await signInAs(page, "police");
  await page.goto("/account");
  const letters = page.getByRole("region", { name: "Brieven" });
  await expect(letters.getByLabel(/^Meteen/)).toBeChecked();
  await letters.getByLabel(/^Eén keer per dag/).check();
  await letters.getByRole("button", { name: "Bewaar" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Uw keuze is bewaard." })).toBeVisible();
  await expect(page.getByLabel(/^Eén keer per dag/)).toBeChecked();
  await expectSound(page);
  await shots(page, "letters/choice");
  const answer = await page.goto("/beheer/post");
  expect(answer?.status()).toBe(403);
});

test("wie mensen beheert, houdt het adres bij", async ({ page }) => {
  await signInAs(page, "administrator");
  await page.goto("/beheer/mensen");
  await page.getByRole("link", { name: "Taakaccenthouder politie" }).click();
  await page.getByText("Naam, functie of e-mailadres wijzigen").click();
  await page.getByLabel(/^E-mailadres/).fill("geen adres");
  await page.getByRole("button", { name: "Wijzigen", exact: true }).click();
  await expect(page.getByRole("alert").first()).toContainText("E-mailadres");
  await expectSound(page);
  await shots(page, "letters/refused");
  await page.getByLabel(/^E-mailadres/).fill("");
  await page.getByRole("button", { name: "Wijzigen", exact: true }).click();
  await expect(page.getByText("Geen e-mailadres: krijgt geen brieven")).toBeVisible();
  await shots(page, "letters/nowhere");
});
