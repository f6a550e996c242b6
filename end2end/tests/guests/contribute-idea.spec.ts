// Journey 10: a guest sees the own slice, brings something in, and finds the answer on the next
// visit. Runs with and without JavaScript, because every step is a plain form.
import { expectAccessible } from "../../support/axe";
import { withoutJavaScript } from "../../support/nojs";
import { signInAs } from "../../support/people";
import { shots } from "../../support/shots";
import { expect, test } from "../../support/test";

test.use({ freshDatabase: true });

function journey(scripted: boolean): void {
  test("een idee, en het antwoord", async ({ page }) => {
    await signInAs(page, "guest");
    await page.goto("/gast");
    await expect(page.getByRole("region", { name: "Uw volgende overleg" })).toBeVisible();
    await expect(page.getByRole("region", { name: "Dit vragen wij van u" })).toBeVisible();
    if (scripted) await expectAccessible(page);
    await shots(page, "gast");

    const form = page.getByRole("region", { name: "Wilt u iets vertellen?" });
    await form.getByLabel("Waar gaat het over?").fill("Een avond voor moeders");
    await form.getByLabel("Uw idee of vraag").fill("Bel mij op 06 12345678.");
    await form.getByRole("button", { name: "Verstuur" }).click();
    await expect(form.getByText("Dit lijkt een telefoonnummer.").first()).toBeVisible();
    await expect(form.getByLabel("Waar gaat het over?")).toHaveValue("Een avond voor moeders");
    await expect(form.getByLabel("Uw idee of vraag")).toHaveValue("Bel mij op 06 12345678.");
    if (scripted) await expectAccessible(page);
    await form.getByLabel("Uw idee of vraag").fill("Moeders willen samen praten over zelf kiezen.");
    await form.getByRole("button", { name: "Verstuur" }).click();
    await expect(page.getByText("Dank u wel. Wij hebben het ontvangen.")).toBeVisible();
    const mine = page.getByRole("article").filter({ hasText: "Een avond voor moeders" });
    await expect(mine.getByText(/U krijgt antwoord voor/)).toBeVisible();

    await page.context().clearCookies();
    await signInAs(page, "secretary");
    await page.goto("/bijdragen");
    const waiting = page.getByRole("region", { name: "Een avond voor moeders" });
    await expect(waiting.getByText("dag 0 van 14")).toBeVisible();
    if (scripted) await expectAccessible(page);
    await waiting.locator("summary", { hasText: "Zet op de agenda" }).click();
    await waiting.getByRole("button", { name: "Stel voor" }).click();
    await expect(waiting.getByText("Op de agenda", { exact: true })).toBeVisible();
    await waiting.locator("summary", { hasText: "Beantwoord" }).click();
    await waiting.getByLabel("Wat is ermee gedaan?").fill("Goed idee. Wij organiseren de avond samen met u.");
    await waiting.getByRole("button", { name: "Stuur het antwoord" }).click();
    await expect(waiting).toHaveCount(0);

    await page.context().clearCookies();
    await signInAs(page, "guest");
    await page.goto("/gast");
    await expect(mine.getByText("Nieuw antwoord")).toBeVisible();
    await expect(mine.getByText("Goed idee. Wij organiseren de avond samen met u.")).toBeVisible();
  });
}

test.describe("met JavaScript", () => journey(true));
test.describe("zonder JavaScript", () => {
  withoutJavaScript();
  journey(false);
});

test("een gast ziet verder niets", async ({ page }) => {
  await signInAs(page, "guest");
  for (const [path, status] of [["/routekaart", 403], ["/knelpunten", 403], ["/bijdragen", 404], ["/regie", 403]] as const) {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(status);
  }
});
