// Journey: a partner looks something up: each list is readable, honest, and says where it comes from.
import { expectAccessible } from "../../support/axe";
import { signInAs } from "../../support/people";
import { shots } from "../../support/shots";
import { expect, test } from "../../support/test";

const lists = ["Maatregelen", "Toezeggingen", "Gemeenten en programma's", "Keten en actielijnen", "Meldcode", "Contactpunten"];

test("elke lijst noemt haar herkomst", async ({ page }) => {
  await signInAs(page, "socialWork");
  await page.goto("/naslag");
  await expectAccessible(page);
  await shots(page, "reference");
  for (const list of lists) {
    await page.goto("/naslag");
    await page.getByRole("main").getByRole("link", { name: list }).click();
    await expect(page.getByRole("heading", { level: 1, name: list })).toBeVisible();
    await expect(page.getByRole("heading", { name: "Herkomst" }).first()).toBeVisible();
    await expectAccessible(page);
    await shots(page, `reference-${list.split(" ")[0]?.toLowerCase()}`);
  }
});

test("een vage datum heeft een uiterste dag en een eerlijke stand", async ({ page }) => {
  await signInAs(page, "director");
  await page.goto("/naslag/toezeggingen");
  const row = page.getByRole("row", { name: /eerstelijnszorg/ });
  await expect(row).toContainText("begin 2024");
  await expect(row).toContainText("31 maart 2024");
  await expect(row).toContainText("Te laat");
});

test("een oud nummer is alleen geschiedenis", async ({ page }) => {
  await signInAs(page, "director");
  await page.goto("/naslag/contact");
  await expect(page.getByRole("region", { name: "Geschiedenis" })).toContainText("0900-1262626");
  await expect(page.getByRole("link", { name: "0900-1262626" })).toHaveCount(0);
  await expect(page.getByRole("main").getByRole("link", { name: "0800-2000" })).toBeVisible();
});
