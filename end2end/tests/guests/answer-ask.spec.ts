// What is asked of a guest is answered where it is read, with and without JavaScript.
import { expectAccessible } from "../../support/axe";
import { withoutJavaScript } from "../../support/nojs";
import { signInAs } from "../../support/people";
import { expect, test } from "../../support/test";

test.use({ freshDatabase: true });

function journey(scripted: boolean): void {
  test("ja zeggen, en vertellen dat het klaar is", async ({ page }) => {
    await signInAs(page, "guest");
    await page.goto("/gast");
    const asks = page.getByRole("region", { name: "Dit vragen wij van u" });
    const ask = asks.getByRole("listitem").filter({ hasText: "Bekijk de woordkeus van de nieuwe folder" });
    await expect(ask).toBeVisible();
    const yes = ask.getByRole("button", { name: "Ja, dat doen wij" });
    if (await yes.isVisible()) await yes.click();
    await ask.locator("summary", { hasText: "Het is klaar" }).click();
    await ask.getByRole("button", { name: "Verstuur" }).first().click();
    await expect(asks.getByText("Wat hebt u gedaan?", { exact: false }).first()).toBeVisible();
    await expect(asks.getByText("Vul dit veld in.", { exact: false }).first()).toBeVisible();
    if (scripted) await expectAccessible(page);
    await ask.getByLabel("Wat hebt u gedaan?").fill("Wij lazen de folder en streepten drie moeilijke woorden aan.");
    await ask.getByRole("button", { name: "Verstuur" }).first().click();
    await expect(ask).toHaveCount(0);
    await expect(page.getByRole("heading", { level: 1, name: "Welkom" })).toBeVisible();
  });
}

test.describe("met JavaScript", () => journey(true));
test.describe("zonder JavaScript", () => {
  withoutJavaScript();
  journey(false);
});
