// The guard while one types: every field of a page hears the one watcher, and says everything at once.
import { expectAccessible } from "../../support/axe";
import { hydrated } from "../../support/hydrated";
import { withoutJavaScript } from "../../support/nojs";
import { signInAs } from "../../support/people";
import { shots } from "../../support/shots";
import { expect, test } from "../../support/test";

test.use({ freshDatabase: true });

test("een formulier bij een actie zegt alles tegelijk", async ({ page }) => {
  await signInAs(page, "socialWork");
  await page.goto("/acties");
  await hydrated(page);
  const card = page.getByRole("listitem").filter({ has: page.locator("summary", { hasText: "Gereed melden" }) }).first();
  await card.locator("summary", { hasText: "Gereed melden" }).click();
  const form = card.locator('form[action="/api/actions/report_done"]');
  const field = form.getByRole("textbox");
  await field.fill("Bel 06-12345678 of mail iemand@voorbeeld.nl over een 16-jarige");
  await expect(form.getByText("Dit lijkt een telefoonnummer.", { exact: false })).toBeVisible();
  await expect(form.getByText("Dit is een e-mailadres.", { exact: false })).toBeVisible();
  await expect(form.getByText("Een leeftijd maakt iemand herkenbaar.", { exact: false })).toBeVisible();
  // What is refused is a list, a line for each kind; what is asked stands by itself.
  await expect(form.getByRole("listitem")).toHaveText([/e-mailadres/, /telefoonnummer/]);
  // An age without a unit and a country are asked about too, a day and a count are not.
  await field.fill("Een meisje van 16 uit Marokko vroeg om hulp");
  await expect(form.getByText("Een leeftijd maakt iemand herkenbaar.", { exact: false })).toBeVisible();
  await expect(form.getByText("Een nationaliteit of herkomst", { exact: false })).toBeVisible();
  await field.fill("Het overleg van 16 januari, met een agenda van 16 punten");
  await expect(form.getByText("Een leeftijd maakt iemand herkenbaar.", { exact: false })).toHaveCount(0);
  await field.fill("Het spreekuur is begonnen");
  await expect(form.getByText("Dit lijkt een telefoonnummer.", { exact: false })).toHaveCount(0);
});

test("een gast leest het in gewone woorden, ook na versturen", async ({ page }) => {
  await signInAs(page, "guest");
  await page.goto("/gast");
  await hydrated(page);
  const form = page.getByRole("region", { name: "Wilt u iets vertellen?" });
  await form.getByLabel("Waar gaat het over?").fill("Een vraag");
  await form.getByLabel("Uw idee of vraag").fill("Bel 06-12345678 of mail iemand@voorbeeld.nl over een 16-jarige");
  const plain = ["Schrijf de naam van de organisatie.", "Schrijf: een kind, of een volwassene."];
  for (const words of plain) await expect(form.getByText(words, { exact: false }).first()).toBeVisible();
  await form.getByRole("button", { name: "Verstuur" }).click();
  await expectAccessible(page);
  await shots(page, "guard-refused");
  for (const words of plain) await expect(form.getByText(words, { exact: false }).first()).toBeVisible();
  // No reason helps with a number: that goes first. Then the rest can be answered for.
  const reason = form.getByLabel("Waarom moet het er toch in?");
  await expect(reason).toHaveCount(0);
  await form.getByLabel("Uw idee of vraag").fill("Een 16-jarige vroeg ons om hulp");
  await form.getByRole("button", { name: "Verstuur" }).click();
  await expect(reason).toBeVisible();
});

test.describe("zonder JavaScript", () => {
  withoutJavaScript();

  test("wat er anders moet, staat regel voor regel in de samenvatting en bij het veld", async ({ page }) => {
    await signInAs(page, "socialWork");
    await page.goto("/acties");
    const form = page.locator('form[action="/api/actions/report_done"]').first();
    await page.locator("summary", { hasText: "Gereed melden" }).first().click();
    await form.getByRole("textbox").fill("Bel 06-12345678 of mail iemand@voorbeeld.nl");
    await form.getByRole("button").first().click();
    const each = [/e-mailadres/, /telefoonnummer/];
    await expect(page.getByRole("alert").getByRole("link")).toHaveText(each);
    await expect(page.locator(".kt-fielderror").getByRole("listitem")).toHaveText(each);
  });
});
