// Journey: the director finds, the police finds only what is theirs to read, a guest has no search.
import { signInAs } from "../../support/people";
import { shots } from "../../support/shots";
import { expectSound } from "../../support/sound";
import { expect, test } from "../../support/test";

async function ask(page: import("@playwright/test").Page, words: string): Promise<void> {
  const main = page.getByRole("main");
  await main.getByLabel("Waar zoekt u naar?").fill(words);
  await main.getByRole("button", { name: "Zoeken" }).click();
}

test("de regisseur zoekt, bladert en opent wat gevonden is; de vraag staat in geen adres", async ({ page }) => {
  await signInAs(page, "director");
  await page.getByRole("navigation").getByRole("link", { name: "Zoeken" }).click();
  const main = page.getByRole("main");
  await expect(main.getByRole("heading", { level: 1, name: "Zoeken" })).toBeVisible();
  await expectSound(page);
  await shots(page, "search/empty");

  await ask(page, "ov");
  await expect(main.getByText("Typ minstens één woord van drie letters of cijfers")).toBeVisible();
  await expectSound(page);
  await shots(page, "search/short");

  await ask(page, "overl");
  await expect(main.getByRole("heading", { name: "Gevonden, het nieuwste eerst" })).toBeVisible();
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe("/zoek");
  await expect(main.locator("mark").first()).toHaveText(/^overl/i);
  await expect(main.getByLabel("Waar zoekt u naar?")).toHaveValue("overl");
  await expectSound(page);
  await shots(page, "search/found");
  const first = await main.getByRole("listitem").first().textContent();
  await main.getByRole("button", { name: "Volgende 20" }).click();
  await expect(main.getByRole("heading", { name: "Verder gevonden" })).toBeVisible();
  await expect(main.getByRole("listitem").first()).not.toHaveText(first ?? "");
  await main.getByRole("button", { name: "Terug naar het begin" }).click();
  await expect(main.getByRole("listitem").first()).toHaveText(first ?? "");
  await main.getByRole("listitem").first().getByRole("link").click();
  await expect(main.getByRole("heading", { level: 1 })).toBeVisible();

  await page.goto("/zoek");
  await ask(page, "\"'%*zzz<b>");
  await expect(main.getByRole("heading", { name: "Niets gevonden" })).toBeVisible();
  await expectSound(page);
  await shots(page, "search/none");
});

test("de politie vindt minder dan er is; een gast heeft geen zoekpagina", async ({ page }) => {
  await signInAs(page, "police");
  await page.goto("/zoek");
  await ask(page, "zorg");
  const main = page.getByRole("main");
  await expect(main.getByRole("heading", { level: 2 }).first()).toBeVisible();
  for (const link of await main.getByRole("listitem").getByRole("link").all()) {
    const answer = await page.request.get((await link.getAttribute("href")) ?? "");
    expect(answer.status()).toBe(200);
  }
  await page.context().clearCookies();
  await signInAs(page, "guest");
  await expect(page.getByRole("navigation").getByRole("link", { name: "Zoeken" })).toHaveCount(0);
  const answer = await page.goto("/zoek");
  expect(answer?.status()).toBe(403);
});

test.describe("zonder JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("zoeken werkt", async ({ page }) => {
    await signInAs(page, "director");
    await page.goto("/zoek");
    await ask(page, "overleg");
    await expect(page.getByRole("main").locator("mark").first()).toBeVisible();
  });
});
