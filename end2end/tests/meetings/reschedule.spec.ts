// Journey: a meeting gets another day, and one is called together that cannot wait.
import { expectAccessible } from "../../support/axe";
import { withoutJavaScript } from "../../support/nojs";
import { signInAs } from "../../support/people";
import { shots } from "../../support/shots";
import { expect, test } from "../../support/test";

test.use({ freshDatabase: true });

test("de regisseur verplaatst een overleg en de politie leest waarom", async ({ page }) => {
  await signInAs(page, "director");
  await page.goto("/overleg");
  await page.getByRole("main").getByRole("heading", { level: 2 }).getByRole("link").first().click();
  const agenda = page.url();
  await page.getByRole("link", { name: "Verplaats", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Overleg verplaatsen");
  await expectAccessible(page);
  await shots(page, "reschedule");

  await page.getByLabel("Reden").fill("De zaal is niet beschikbaar.");
  await page.getByLabel("Plaats").fill("Buurthuis");
  await page.getByLabel("Dag van het overleg").fill("2031-03-11");
  await page.getByRole("button", { name: /^Verplaats naar/ }).click();
  await expect(page.getByRole("alert")).toContainText("Er is nog niets verplaatst.");
  await expect(page.getByLabel("Reden")).toHaveValue("De zaal is niet beschikbaar.");
  await page.getByRole("button", { name: "Verplaats naar dinsdag 11 maart 2031" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("11 maart 2031");
  await expect(page.getByText(/Verplaatst\. Eerst gepland op .* Reden: De zaal is niet beschikbaar\./)).toBeVisible();
  await shots(page, "rescheduled");

  await page.context().clearCookies();
  await signInAs(page, "police");
  await page.goto(agenda);
  await expect(page.getByText(/Verplaatst\. Eerst gepland op/)).toBeVisible();
  await expect(page.getByRole("link", { name: "Verplaats", exact: true })).toHaveCount(0);
});

test.describe("zonder JavaScript", () => {
  withoutJavaScript();

  test("een spoedoverleg staat meteen open, en wat kan wachten wordt geweigerd", async ({ page }) => {
    await signInAs(page, "director");
    await page.goto("/overleg");
    await page.getByRole("link", { name: "Spoedoverleg" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Spoedoverleg bijeenroepen");
    await shots(page, "urgent");

    await page.getByLabel("Waarom kan dit niet wachten?").fill("Er moet deze week worden besloten.");
    await page.getByLabel("Dag van het overleg").fill("2031-03-11");
    await page.getByRole("button", { name: "Roep spoedoverleg bijeen" }).click();
    await expect(page.getByRole("alert").first()).toContainText("oor deze dag is er tijd genoeg");
    await expect(page.getByLabel("Waarom kan dit niet wachten?")).toHaveValue("Er moet deze week worden besloten.");
    await shots(page, "urgent-refused");

    await page.getByLabel("Dag van het overleg").fill(tomorrow());
    await page.getByRole("button", { name: "Roep spoedoverleg bijeen" }).click();
    await expect(page).toHaveURL(/opstellen$/);
    await page.goto(page.url().replace(/\/opstellen$/, ""));
    await expect(page.getByText("Spoedoverleg: Er moet deze week worden besloten.")).toBeVisible();
    await expect(page.getByRole("main").getByText("Spoed", { exact: true })).toBeVisible();
    await shots(page, "urgent-agenda");
  });
});

/** The day after today. */
function tomorrow(): string {
  return new Date(Date.now() + 24 * 3600 * 1000).toISOString().slice(0, 10);
}
