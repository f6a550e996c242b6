// Journey 6: a social-work partner on a phone handles three actions on one page. Runs with and
// without JavaScript, because every step is a plain form.
import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "../../support/axe";
import { withoutJavaScript } from "../../support/nojs";
import { signInAs } from "../../support/people";
import { shots } from "../../support/shots";
import { expect, test } from "../../support/test";

test.use({ freshDatabase: true, viewport: { width: 320, height: 700 } });

function action(page: Page, title: string): Locator {
  return page.getByRole("listitem").filter({ has: page.getByRole("heading", { level: 3, name: title }) });
}

/** Folds out a form of an action. */
async function unfold(card: Locator, name: string): Promise<void> {
  await card.locator("summary", { hasText: name }).click();
}

async function openList(page: Page): Promise<void> {
  await signInAs(page, "socialWork");
  await page.goto("/acties");
  await expect(page.getByRole("heading", { level: 1, name: "Mijn acties" })).toBeVisible();
}

function journey(): void {
  test("drie acties in twee minuten", async ({ page }) => {
    await openList(page);
    await shots(page, "acties");

    const deputy = action(page, "Noem een vervanger voor het besloten deel");
    await deputy.getByRole("button", { name: "Bevestigen" }).click();
    await expect(deputy.getByText("Bevestigd", { exact: true })).toBeVisible();

    const training = action(page, "Plan een training over signalen");
    await unfold(training, "Afwijzen");
    await training.getByLabel("Waarom kan het niet?").fill("Geen ruimte tot januari.");
    await training.getByRole("button", { name: "Wijs af" }).click();
    await expect(training.getByText("Afgewezen", { exact: true })).toBeVisible();

    const aftercare = action(page, "Werk de route voor nazorg uit");
    await unfold(aftercare, "Gereed melden");
    await aftercare.getByLabel("Wat is er gebeurd?").fill("De route is besproken en vastgelegd.");
    await aftercare.getByRole("button", { name: "Meld gereed" }).click();
    await expect(aftercare.getByText("Gereed gemeld", { exact: true })).toBeVisible();
    await expect(aftercare.getByText("De regisseur controleert dit.")).toBeVisible();
  });

  test("bijwerken, vastzitten en weer verder", async ({ page }) => {
    await openList(page);
    const handover = action(page, "Oefen de overdracht aan de opvang");

    await unfold(handover, "Bijwerken");
    await handover.getByLabel("Hoe staat het ervoor?").fill("De oefening is gepland.");
    await handover.getByRole("button", { name: "Bewaar" }).click();
    await expect(handover.getByText("In uitvoering", { exact: true })).toBeVisible();

    await unfold(handover, "Ik zit vast");
    await handover.getByLabel("Wat houdt u tegen?").fill("Wij wachten op de opvang.");
    await handover.getByLabel("Hoort dit bij een bekend knelpunt?").selectOption({ index: 1 });
    await handover.getByRole("button", { name: "Meld dat het vastzit" }).click();
    await expect(handover.getByText("Geblokkeerd", { exact: true })).toBeVisible();

    await handover.getByRole("button", { name: "Ik kan weer verder" }).click();
    await expect(handover.getByText("In uitvoering", { exact: true })).toBeVisible();
  });

  test("wat geweigerd wordt, blijft staan", async ({ page }) => {
    await openList(page);
    const training = action(page, "Plan een training over signalen");
    await unfold(training, "Afwijzen");
    await training.getByLabel("Waarom kan het niet?").fill("Mail maar naar iemand@voorbeeld.nl");
    await training.getByRole("button", { name: "Wijs af" }).click();

    const field = page.getByLabel("Waarom kan het niet?").and(page.locator("#text"));
    await expect(field).toHaveValue("Mail maar naar iemand@voorbeeld.nl");
    await expect(page.getByRole("alert").getByRole("link", { name: /e-mailadres/ })).toBeVisible();
    await expectNoSideways(page);

    await field.fill("Geen ruimte tot januari.");
    await page.getByRole("button", { name: "Wijs af" }).first().click();
    await expect(action(page, "Plan een training over signalen").getByText("Afgewezen", { exact: true })).toBeVisible();
    expect(new URL(page.url()).pathname).toBe("/acties");
  });

  test("de derde keer verzetten vraagt een reden, en alle datums blijven staan", async ({ page }) => {
    await signInAs(page, "police");
    await page.goto("/acties");
    const instruction = action(page, "Stuur de teamchefs de nieuwe werkinstructie");
    await expect(instruction.getByText("verzet: geen reden gegeven")).toBeVisible();
    await unfold(instruction, "Nieuwe datum");
    await instruction.getByLabel("Nieuwe datum").fill("2099-01-15");
    await instruction.getByRole("button", { name: "Verzet de datum" }).click();

    await expect(page.getByText("Geef een reden.").first()).toBeVisible();
    await expect(page.locator("#to")).toHaveValue("2099-01-15");
    await page.locator("#text").fill("Wachten op drukwerk.");
    await page.getByRole("button", { name: "Verzet de datum" }).first().click();
    await expect(instruction.getByText("verzet: Wachten op drukwerk.")).toBeVisible();
    await expect(instruction.getByText("afgesproken")).toBeVisible();
  });
}

async function expectNoSideways(page: Page): Promise<void> {
  const sideways = () => page.locator("html").evaluate((root) => root.scrollWidth - root.clientWidth);
  await expect.poll(sideways, "horizontal scroll").toBe(0);
}

test.describe("met JavaScript", () => {
  journey();

  test("de pagina past, is toegankelijk en heeft knoppen voor een duim", async ({ page }) => {
    await openList(page);
    await expectNoSideways(page);
    await expectAccessible(page);
    for (const button of await page.locator("main .kt-action__do :is(button, summary):visible").all()) {
      const box = await button.boundingBox();
      expect(box?.height ?? 0).toBeGreaterThanOrEqual(40);
    }
    await page.getByRole("link", { name: "Plan een training over signalen" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Plan een training over signalen" })).toBeVisible();
    await expectNoSideways(page);
    await expectAccessible(page);
    await shots(page, "actie");
  });

  test("waar een actie vandaan komt, is een link voor wie er mag lezen", async ({ page }) => {
    await openList(page);
    const trace = page.locator(".kt-trace").filter({ hasText: "besluit" }).first();
    await trace.getByRole("link", { name: /^besluit/ }).click();
    await expect(page).toHaveURL(/\/punt\//);
    await page.goBack();
    await trace.getByRole("link", { name: /^overleg/ }).click();
    await expect(page.getByRole("heading", { level: 1, name: /^Agenda|^Overleg/ })).toBeVisible();
  });

  test("een lege lijst legt uit waar acties vandaan komen", async ({ page }) => {
    await signInAs(page, /^Landelijk adviseur/);
    await page.goto("/acties");
    await expect(page.getByRole("heading", { name: "Geen open acties" })).toBeVisible();
    await expectAccessible(page);
  });
});

test.describe("zonder JavaScript", () => {
  withoutJavaScript();
  journey();
});
