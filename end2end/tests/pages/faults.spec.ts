// The pages nobody asks for: not there, not yours, changed meanwhile, signed out, and no database.
// Each is sound, says what to do in a sentence, and has a way on.
import type { Page } from "@playwright/test";
import { signInAs } from "../../support/people";
import { shots } from "../../support/shots";
import { expectSound } from "../../support/sound";
import { expect, test } from "../../support/test";

test.use({ freshDatabase: true });

async function expectFault(page: Page, path: string, status: number, title: string): Promise<void> {
  const answer = await page.goto(path);
  expect(answer?.status(), path).toBe(status);
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await expect(page.getByRole("link", { name: "Naar het begin" })).toBeVisible();
  await expectSound(page);
}

test("onbekend, van een ander en zonder recht", async ({ page }) => {
  await signInAs(page, "police");
  await expectFault(page, "/bestaat/niet", 404, "Niet gevonden");
  await expectFault(page, "/overleg/geen-nummer", 404, "Niet gevonden");
  await expectFault(page, "/overleg/01900000-0000-7000-8000-000000000001", 404, "Niet gevonden");
  await expectFault(page, "/regie", 403, "Dit hoort niet bij uw rol");
  await shots(page, "faults/not-allowed");
});

test("intussen gewijzigd: beide teksten staan er", async ({ page }) => {
  await signInAs(page, "director");
  await page.goto("/overleg");
  await page.getByRole("link", { name: /^Volgende overleg/ }).click();
  await page.getByRole("link", { name: "Stel agenda op" }).click();
  await page.getByRole("link", { name: "Scholing van huisartsen", exact: true }).click();
  await page.getByRole("link", { name: "Wijzig" }).click();
  await page.getByLabel("Onderwerp").fill("Scholing van alle huisartsen");
  await page.locator('input[name="command[version]"]').evaluate((field) => ((field as HTMLInputElement).value = "0"));
  await page.locator("main form").evaluate((form) => HTMLFormElement.prototype.submit.call(form));
  await page.waitForURL("**/api/meetings/edit");
  await expect(page.getByRole("heading", { name: "Iemand was u voor" })).toBeVisible();
  await expectSound(page);
  await shots(page, "faults/stale");
});

test("een voorbije sessie en een weggevallen database", async ({ page, server }) => {
  await signInAs(page, "guest");
  await page.getByLabel("Waar gaat het over?").fill("Een idee");
  await page.context().clearCookies();
  await page.locator('form[action="/api/guests/contribute"]').evaluate((form) => HTMLFormElement.prototype.submit.call(form));
  await page.waitForURL("**/api/guests/contribute");
  await expect(page.getByRole("heading", { level: 1, name: "U bent afgemeld" })).toBeVisible();
  await expectSound(page);

  await signInAs(page, "guest");
  server.ruin();
  await expectFault(page, "/gast", 503, "Even niet bereikbaar");
  await shots(page, "faults/unavailable");
  await server.fresh();
});
