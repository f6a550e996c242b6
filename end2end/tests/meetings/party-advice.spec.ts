// Journey: the secretary asks an organisation for advice on a proposal, the organisation finds it and
// answers, and whoever composes the agenda reads the answer beside the item.
import type { Page } from "@playwright/test";
import { withoutJavaScript } from "../../support/nojs";
import { type Person, signInAs } from "../../support/people";
import { shots } from "../../support/shots";
import { expectSound } from "../../support/sound";
import { expect, test } from "../../support/test";

test.use({ freshDatabase: true });

const ITEM = "Spoedoverleg: wie roept het bijeen?";
const ASKED = "Kan dit binnen uw werkproces?";
const ANSWER = "Alleen met één vast telefoonnummer voor alle partijen.";

async function become(page: Page, person: Person): Promise<void> {
  await page.context().clearCookies();
  await signInAs(page, person);
}

/** The page of the meeting that collects proposals, from the list. */
async function collecting(page: Page): Promise<string> {
  await page.goto("/overleg");
  const row = page.getByRole("main").getByRole("row").filter({ hasText: "Verzamelen" });
  await row.first().getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Agenda \d/);
  return page.url();
}

/** Asks social work, from the item on the bench. */
async function ask(page: Page, meeting: string): Promise<void> {
  await page.goto(`${meeting}/opstellen`);
  await page.getByRole("link", { name: ITEM, exact: true }).click();
  await page.getByRole("link", { name: "Vraag advies" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Vraag advies" })).toBeVisible();
  await page.getByLabel("Aan welke organisatie?").selectOption({ label: "Stichting Maatschappelijk Werk" });
  await page.getByLabel("Wat wilt u weten?").fill(ASKED);
}

test("een organisatie wordt om advies gevraagd en antwoordt", async ({ page }) => {
  await signInAs(page, "secretary");
  const meeting = await collecting(page);
  await page.getByRole("link", { name: "Adviezen" }).click();
  await expect(page.getByRole("heading", { name: "Er zijn nog geen adviezen gevraagd" })).toBeVisible();
  await expectSound(page);
  await shots(page, "advice/empty");
  await ask(page, meeting);
  await expectSound(page);
  await shots(page, "advice/ask");
  await page.getByLabel("Werkdagen om te antwoorden").fill("30");
  await page.getByRole("button", { name: "Vraag dit advies" }).click();
  await expect(page.getByRole("alert").first()).toContainText("Kies minder werkdagen");
  await expect(page.getByLabel("Wat wilt u weten?")).toHaveValue(ASKED);
  await shots(page, "advice/refused");
  await page.getByLabel("Werkdagen om te antwoorden").fill("5");
  await page.getByRole("button", { name: "Vraag dit advies" }).click();
  await expect(page.getByRole("region", { name: "Gevraagd, nog geen antwoord" })).toContainText("Nog 5 werkdagen");
  await shots(page, "advice/waiting");

  // It stands on the page of the meeting for who is asked, and the proposal opens for them.
  await become(page, "socialWork");
  await page.goto(meeting);
  await expect(page.getByText("Uw organisatie is om advies gevraagd.")).toBeVisible();
  await shots(page, "advice/told");
  await page.getByRole("link", { name: "Geef advies" }).click();
  const mine = page.getByRole("region", { name: "Aan uw organisatie gevraagd" });
  await expect(mine).toContainText(ASKED);
  await mine.getByLabel(/^Positief, mits/).check();
  await mine.getByLabel("Waarom?").fill("Bel 06-12345678.");
  await mine.getByRole("button", { name: "Geef dit advies" }).click();
  await expect(page.getByRole("alert").first()).toContainText("telefoonnummer");
  await expect(mine.getByLabel("Waarom?")).toHaveValue("Bel 06-12345678.");
  await shots(page, "advice/guarded");
  await mine.getByLabel("Waarom?").fill(ANSWER);
  await mine.getByRole("button", { name: "Geef dit advies" }).click();
  await expect(mine.getByText("Positief, mits", { exact: true }).first()).toBeVisible();
  await expectSound(page);
  await shots(page, "advice/given");
  await mine.getByRole("link", { name: ITEM }).click();
  await expect(page.getByRole("region", { name: "Advies van organisaties" })).toContainText(ANSWER);
  await expectSound(page);
  await shots(page, "advice/item");

  await become(page, "director");
  await page.goto(`${meeting}/opstellen`);
  const row = page.getByRole("listitem").filter({ has: page.getByRole("link", { name: ITEM, exact: true }) });
  await expect(row).toContainText("Advies Stichting Maatschappelijk Werk: positief, mits");
  await expectSound(page);
  await shots(page, "advice/bench");
  await page.goto(`${meeting}/advies`);
  await expect(page.getByRole("region", { name: "Binnengekomen" })).toContainText(ANSWER);

  // Whoever brought it in reads it; whoever was not asked does not find the proposal.
  await become(page, "police");
  await page.goto(`${meeting}/advies`);
  await expect(page.getByRole("main")).not.toContainText(ASKED);
});

test.describe("zonder JavaScript", () => {
  withoutJavaScript();

  test("een vraag om advies wordt ingetrokken", async ({ page }) => {
    await signInAs(page, "director");
    const meeting = await collecting(page);
    await ask(page, meeting);
    await page.getByRole("button", { name: "Vraag dit advies" }).click();
    await page.getByRole("button", { name: "Vraag dit niet meer" }).click();
    await expect(page.getByRole("heading", { name: "Er zijn nog geen adviezen gevraagd" })).toBeVisible();
    await become(page, "socialWork");
    await page.goto(meeting);
    await expect(page.getByText("om advies gevraagd")).toHaveCount(0);
  });
});
