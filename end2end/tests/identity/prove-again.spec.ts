// Showing again who one is, when the last time is longer ago than counts for what is restricted. Here
// that is a few seconds and not a quarter of an hour.
import { expect } from "@playwright/test";
import { onOwnSite } from "../../support/own-site";
import { signInAs } from "../../support/people";
import { shots } from "../../support/shots";
import { expectSound } from "../../support/sound";

/** A site where a proof counts for a few seconds. */
const test = onOwnSite("proof", "--proof-seconds", "15");

test("wie toeziet bevestigt na een tijd opnieuw wie hij is, en gaat verder waar hij was", async ({ page }) => {
  await signInAs(page, /Functionaris/);
  await page.goto("/toezicht");
  await page.getByLabel("Reden", { exact: true }).fill("Steekproef van dit halfjaar");
  await page.getByRole("button", { name: "Open het logboek" }).click();
  await page.getByRole("link", { name: "Datalek: wat raakte een account?" }).click();
  await page.getByLabel("Wie").selectOption({ index: 1 });
  await page.getByRole("button", { name: "Zoek uit" }).click();
  const report = page.url();
  // The thing itself: the page asks once the proof has become too old.
  const asks = page.getByRole("heading", { level: 1, name: "Bevestig dat u het bent" });
  await expect(async () => {
    await page.goto(report);
    await expect(asks).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 60_000 });
  await expectSound(page);
  await shots(page, "account/prove-again");
  await page.getByRole("button", { name: /^Ja, ik ben/ }).click();
  await expect(page).toHaveURL(report);
  await expect(asks).toBeHidden();
});
