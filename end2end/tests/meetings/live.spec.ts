// Journey 4: the secretary runs the table, a partner follows, a guest is shown out.
import type { Browser, Page } from "@playwright/test";
import { expectAccessible } from "../../support/axe";
import { hydrated } from "../../support/hydrated";
import { signInAs, type Person } from "../../support/people";
import { shots } from "../../support/shots";
import { expect, test } from "../../support/test";
import { clearTheWay, liveAddress } from "./steps";

test.use({ freshDatabase: true });

/** The live page of the meeting that is ready, as somebody would reach it. */
async function atTable(browser: Browser, origin: string, who: Person): Promise<Page> {
  const context = await browser.newContext({ baseURL: origin, locale: "nl-NL", timezoneId: "Europe/Amsterdam" });
  const page = await context.newPage();
  await signInAs(page, who);
  return page;
}

test("tafel, volger en gast zien hetzelfde overleg, ieder het zijne", async ({ browser, server }) => {
  const desk = await atTable(browser, server.origin, "secretary");
  const address = await liveAddress(desk);
  const police = await atTable(browser, server.origin, "police");
  const visitor = await atTable(browser, server.origin, "guest");
  for (const page of [desk, police, visitor]) {
    await page.goto(address);
    await hydrated(page);
  }
  await expect(police.getByRole("heading", { name: "Het overleg is nog niet begonnen" })).toBeVisible();
  await expectAccessible(desk);

  await test.step("beginnen, aanwezigheid, het eerste punt", async () => {
    await desk.getByRole("button", { name: "Begin het overleg" }).press("Enter");
    await expect(police.getByText(/^Bezig sinds/)).toBeVisible();
    await desk.getByRole("button", { name: /^Is er: Politie Amstelrand/ }).press("Enter");
    await expect(desk.getByLabel(/^aanwezig, wijzig aanwezigheid van Politie Amstelrand/)).toBeVisible();
    await desk.getByRole("button", { name: /^Volgende punt: 1\./ }).press("Enter");
    await expect(police.getByRole("heading", { level: 2, name: /^Opening/ })).toBeVisible();
    await expect(visitor.getByRole("heading", { level: 2, name: /^Opening/ })).toBeVisible();
  });

  await test.step("een notitie, en wat iemand intussen typt blijft staan", async () => {
    await desk.getByRole("button", { name: /^Aan de orde: .*Instructie Burgerzaken/ }).press("Enter");
    await expect(police.getByRole("heading", { level: 2, name: /Instructie Burgerzaken/ })).toBeVisible();
    // Not for guests: a guest reads that, and nothing of the item.
    await expect(visitor.getByRole("heading", { level: 2, name: "Nu: een punt zonder gasten" })).toBeVisible();
    await expect(visitor.getByText("Instructie Burgerzaken")).toHaveCount(0);
    await desk.getByRole("textbox", { name: /^Notitie bij/ }).fill("Drie balies doen mee.");
    await desk.getByRole("button", { name: "Bewaar notitie" }).press("Enter");
    await expect(police.getByText("Drie balies doen mee.")).toBeVisible();
    await desk.getByRole("textbox", { name: /^Notitie bij/ }).fill("Drie balies doen mee, en een vierde");
    await desk.getByRole("button", { name: /^Is er: GGD/ }).press("Enter");
    await expect(desk.getByLabel(/^aanwezig, wijzig aanwezigheid van GGD/)).toBeVisible();
    await expect(desk.getByRole("textbox", { name: /^Notitie bij/ })).toHaveValue("Drie balies doen mee, en een vierde");
  });

  await test.step("vastleggen met een toets", async () => {
    await desk.keyboard.press("Alt+b");
    await desk.keyboard.type("De instructie geldt vanaf januari");
    await desk.keyboard.press("Enter");
    await expect(police.getByText("De instructie geldt vanaf januari")).toBeVisible();
    await desk.keyboard.press("Alt+a");
    await desk.keyboard.type("Stuur de instructie rond");
    await desk.keyboard.press("Enter");
    await expect(desk.getByText("Vul dit veld in.").first()).toBeVisible();
    await expect(desk.getByLabel("Wat leggen we vast?")).toHaveValue("Stuur de instructie rond");
    await desk.getByLabel("Organisatie").selectOption({ label: "GGD Amstelrand" });
    await desk.getByLabel("Klaar op").fill("2030-01-12");
    await desk.getByRole("button", { name: /^Leg vast/ }).press("Enter");
    await expect(police.getByText("Stuur de instructie rond")).toBeVisible();
    await desk.keyboard.press("Alt+p");
    await desk.keyboard.type("Terugblik themadag");
    await desk.keyboard.press("Enter");
    await expect(police.getByText("Terugblik themadag")).toBeVisible();
    await desk.getByRole("button", { name: /^Maak ongedaan: Terugblik themadag/ }).press("Enter");
    await expect(police.getByText("Terugblik themadag")).toBeHidden();
    await expectAccessible(desk);
    await expectAccessible(police);
    await shots(desk, "live");
  });

  await test.step("wie nog niet gemeld is, komt met één druk", async () => {
    await desk.getByRole("button", { name: /^Alle verwachte deelnemers zijn er/ }).press("Enter");
    await expect(desk.getByText(/^Aanwezigheid: 18 van 18 zijn er/)).toBeVisible();
    await expect(desk.getByLabel(/^aanwezig, wijzig aanwezigheid van GGD/)).toBeHidden();
    await desk.getByText(/^Aanwezigheid: 18 van 18 zijn er/).click();
    await desk.getByLabel(/^aanwezig, wijzig aanwezigheid van Gemeente Veenrijk/).click();
    await desk.getByRole("button", { name: /^verwacht: Gemeente Veenrijk/ }).press("Enter");
    await expect(desk.getByText(/^Aanwezigheid: nog 1 van 18 te melden/)).toBeVisible();
  });

  await test.step("de deur zegt wie niet binnen mag, en waarom", async () => {
    await expect(desk.getByText("Dicht voor OM, parket Amstelrand: handtekening ontbreekt")).toBeAttached();
    await expect(desk.getByText("vertrekt eerst").first()).toBeVisible();
    const open = desk.getByRole("button", { name: "Open besloten deel" });
    for (const width of [320, 1280]) {
      await desk.setViewportSize({ width, height: 900 });
      const over = () => desk.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      await expect.poll(over).toBeLessThanOrEqual(0);
      await expectAccessible(desk);
    }
    await shots(desk, "live-door");
    await expect(open).toHaveClass(/secondary/);
    await open.press("Enter");
    await expect(desk.getByText(/^Er is misschien nog iemand in de kamer/)).toBeVisible();
    await clearTheWay(desk);
    await expect(open).toHaveClass(/primary/);
    await expect(desk.getByText(/^Dicht, en niet in de kamer: .*OM, parket Amstelrand/)).toBeVisible();
    await open.press("Enter");
    await expect(visitor.getByRole("heading", { name: "Het besloten deel is begonnen. U kunt straks weer verder." })).toBeVisible();
    await expect(visitor.getByText("Casus AR-7K2Q")).toHaveCount(0);
    await expect(police.getByText("Casus AR-7K2Q").first()).toBeVisible();
    await expectAccessible(visitor);
    await shots(visitor, "live-out");
  });

  await test.step("daarna komt de gast terug", async () => {
    await desk.getByRole("button", { name: "Volgende punt: Casus AR-7K2Q" }).press("Enter");
    await expect(police.getByRole("heading", { level: 2, name: "Casus AR-7K2Q" })).toBeVisible();
    await desk.getByRole("button", { name: "Sluit besloten deel" }).press("Enter");
    await expect(visitor.getByText(/^Bezig sinds/)).toBeVisible();
  });
});
