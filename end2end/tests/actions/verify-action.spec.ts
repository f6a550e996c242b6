// Journey 7: the director or a deputy verifies or reopens; never the person who reported it.
import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "../../support/axe";
import { signInAs } from "../../support/people";
import { expect, test } from "../../support/test";

test.use({ freshDatabase: true });

function action(page: Page, title: string): Locator {
  return page.getByRole("listitem").filter({ has: page.getByRole("heading", { level: 3, name: title }) });
}

/** Signs the one person out and the next one in. */
async function changeTo(page: Page, person: Parameters<typeof signInAs>[1]): Promise<void> {
  await page.context().clearCookies();
  await signInAs(page, person);
}

async function toVerify(page: Page): Promise<void> {
  await page.goto("/acties");
  await page.getByRole("link", { name: /^Te verifiëren/ }).click();
}

test("de regisseur verifieert wat een partner meldde", async ({ page }) => {
  await signInAs(page, "director");
  await toVerify(page);
  await expectAccessible(page);

  const figures = action(page, "Lever cijfers over het derde kwartaal");
  await expect(figures.getByText(/De cijfers staan in de map/)).toBeVisible();
  await figures.locator("summary", { hasText: "Verifiëren" }).click();
  await figures.getByRole("button", { name: "Het is gedaan" }).click();
  await expect(figures).toHaveCount(0);

  await page.getByRole("link", { name: "Toon afgeronde acties" }).click();
  await expect(action(page, "Lever cijfers over het derde kwartaal").getByText("Afgerond", { exact: true })).toBeVisible();
});

test("wie het meldde, verifieert niet; de plaatsvervanger wel", async ({ page }) => {
  await signInAs(page, "director");
  await toVerify(page);
  const advice = action(page, "Leg de DPIA voor advies voor aan de FG");
  await expect(advice.getByText("U meldde dit zelf gereed. Iemand anders controleert.")).toBeVisible();
  await expect(advice.locator("summary", { hasText: "Verifiëren" })).toHaveCount(0);

  await changeTo(page, "deputy");
  await toVerify(page);
  await advice.locator("summary", { hasText: "Verifiëren" }).click();
  await advice.getByLabel("Opmerking").fill("Het advies ligt er.");
  await advice.getByRole("button", { name: "Het is gedaan" }).click();
  await expect(advice).toHaveCount(0);
});

test("in een lange lijst staan de formulieren van wat verder staat achter een link", async ({ page }) => {
  await signInAs(page, "director");
  await page.goto("/acties?toon=alles");
  const away = page.getByRole("main").getByRole("link", { name: /^(Toewijzen of annuleren|Controleren|Gereed melden of bijwerken|Bevestigen of afwijzen) A-/ });
  const name = (await away.last().textContent()) ?? "";
  await away.last().click();
  await expect(page).toHaveURL(/#A-/);
  await expect(page.getByRole("link", { name, exact: true })).toHaveCount(0);
  const card = page.getByRole("listitem").filter({ has: page.getByRole("heading", { level: 3, name: /A-\d+$/.exec(name)?.[0] ?? "" }) });
  await expect(card.locator("summary").first()).toBeVisible();
});

test("heropenen vraagt een reden, en de eigenaar leest die", async ({ page }) => {
  await signInAs(page, "director");
  await toVerify(page);
  const figures = action(page, "Lever cijfers over het derde kwartaal");
  await figures.locator("summary", { hasText: "Heropenen" }).click();
  await figures.getByRole("button", { name: "Heropen", exact: true }).click();
  await expect(page.getByRole("alert").getByRole("link", { name: /Vul dit veld in\.$/i })).toBeVisible();
  await expectAccessible(page);

  await page.locator("#text").fill("Het tweede kwartaal ontbreekt.");
  await page.getByRole("button", { name: "Heropen", exact: true }).first().click();
  await expect(figures).toHaveCount(0);

  await changeTo(page, /^Aandachtsfunctionaris Veilig Thuis/);
  await page.goto("/acties");
  await expect(figures.getByText("Heropend: Het tweede kwartaal ontbreekt.")).toBeVisible();
});

test("een afgewezen actie gaat naar een ander", async ({ page }) => {
  await signInAs(page, "director");
  await page.goto("/acties?toon=afgewezen");
  const drop = action(page, "Start een inloopspreekuur");
  await drop.locator("summary", { hasText: "Toewijzen" }).click();
  await drop.getByLabel("Organisatie").selectOption({ label: "Stichting Maatschappelijk Werk" });
  await drop.getByRole("button", { name: "Vraag deze organisatie" }).click();
  await expect(drop).toHaveCount(0);

  await changeTo(page, "socialWork");
  await page.goto("/acties");
  await expect(drop.getByRole("button", { name: "Bevestigen" })).toBeVisible();
});
