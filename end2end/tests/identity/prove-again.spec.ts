// Showing again who one is, when the last time is longer ago than counts for what is restricted. Here
// that is a few seconds and not a quarter of an hour.
import { expect, test as base } from "@playwright/test";
import { copied, ended, freePort, start, work } from "../../support/binary";
import { signInAs } from "../../support/people";
import { shots } from "../../support/shots";
import { expectSound } from "../../support/sound";
import { join } from "node:path";

/** A site where a proof counts for a few seconds. */
const test = base.extend<{ origin: string }>({
  origin: async ({}, use) => {
    const port = await freePort();
    const name = `proof-${port}`;
    const database = join(work, `${name}.db`);
    copied("demo", database);
    const child = start(["serve", "--demo", "--proof-seconds", "15", "--addr", `127.0.0.1:${port}`], database, name);
    const origin = `http://localhost:${port}`;
    await expect.poll(() => fetch(`${origin}/health/ready`).then((answer) => answer.ok, () => false), { timeout: 60_000 }).toBe(true);
    await use(origin);
    child.kill("SIGKILL");
    await ended(child);
  },
  baseURL: async ({ origin }, use) => use(origin),
});

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
