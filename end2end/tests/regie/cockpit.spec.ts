// Journey 11: the director's home; each number one click from acting.
import { expectAccessible } from "../../support/axe";
import { signInAs } from "../../support/people";
import { shots } from "../../support/shots";
import { expect, test } from "../../support/test";
import { liveAddress } from "../meetings/steps";

test.use({ freshDatabase: true });

const lists = [
  { figure: /Antwoord blijft uit/, count: "3", status: "Niet bevestigd" },
  { figure: /Te laat/, count: "4", status: /dagen te laat/ },
  { figure: /Geblokkeerd/, count: "2", status: "Geblokkeerd" },
];

for (const { figure, count, status } of lists) {
  test(`het cijfer ${figure.source} opent precies die acties`, async ({ page }) => {
    await signInAs(page, "director");
    await page.goto("/regie");
    const figures = page.getByRole("list", { name: "Vijf cijfers" });
    const link = figures.getByRole("link", { name: figure });
    await expect(link).toContainText(count);
    await link.click();
    await expect(page.getByRole("heading", { level: 3 })).toHaveCount(Number(count));
    await expect(page.locator("main .kt-action__state").filter({ hasText: status })).toHaveCount(Number(count));
  });
}

test("handtekening en einde leiden naar het convenant", async ({ page }) => {
  await signInAs(page, "director");
  for (const figure of [/Niet ondertekend/, /Loopt af/]) {
    await page.goto("/regie");
    await page.getByRole("list", { name: "Vijf cijfers" }).getByRole("link", { name: figure }).click();
    expect(new URL(page.url()).pathname).toMatch(/^\/convenant\/.+/);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  }
});

test("de regisseur ziet wat vandaag telt, wie aan zet is en wat volgt", async ({ page }) => {
  await signInAs(page, "director");
  await page.goto("/regie");
  await expect(page.getByRole("heading", { name: "Nu aan u" })).toBeVisible();
  await expect(page.getByRole("heading", { name: /A-118 .* afgewezen/ })).toBeVisible();
  const turns = page.getByRole("region", { name: "Tabel, acties per organisatie" });
  await turns.getByRole("link", { name: "1 te laat, Politie Amstelrand" }).click();
  await expect(page.getByRole("heading", { level: 3, name: /werkinstructie/ })).toBeVisible();

  await page.goto("/regie");
  await expect(page.getByRole("img", { name: /Tafel: voor \d+ van de \d+ partijen is de deur open/ })).toBeVisible();
  await expectAccessible(page);
  await shots(page, "cockpit");
});

test("tijdens een overleg staat de weg naar de tafel bovenaan", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await signInAs(page, "director");
  await page.goto(await liveAddress(page));
  await page.getByRole("button", { name: "Begin het overleg" }).click();
  await page.getByText(/^Bezig sinds/).waitFor();
  await page.goto("/regie");
  const sections = page.getByRole("main").getByRole("heading", { level: 2 });
  await expect(page.getByText("Nu bezig").first()).toBeVisible();
  await expect(sections.first()).toHaveText(/^Overleg /);
  await expectAccessible(page);
  await shots(page, "cockpit-bezig");
  await page.getByRole("link", { name: "Naar het overleg" }).click();
  await expect(page.getByRole("heading", { name: "Er is nog geen punt aan de orde" })).toBeVisible();
});

test("op een telefoon past het zonder opzij te schuiven", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await signInAs(page, "director");
  await page.goto("/regie");
  const sideways = () => page.locator("html").evaluate((root) => root.scrollWidth - root.clientWidth);
  await expect.poll(sideways).toBe(0);
  await expectAccessible(page);
});

test("een partner heeft geen regiepagina", async ({ page }) => {
  await signInAs(page, "police");
  const answer = await page.goto("/regie");
  expect(answer?.status()).toBe(403);
});
