// The three phases of a discussion, seen by who follows; and an action that could put somebody in danger.
import { hydrated } from "../../support/hydrated";
import { signInAs } from "../../support/people";
import { expectSound } from "../../support/sound";
import { expect, test } from "../../support/test";
import { another, liveAddress } from "./steps";

test.use({ freshDatabase: true });

test("beeld, oordeel, besluit, en een deskundige voor een gesprek met familie", async ({ page, browser, baseURL }) => {
  await signInAs(page, "secretary");
  const address = await liveAddress(page);
  await page.goto(address);
  await hydrated(page);
  await page.getByRole("button", { name: "Begin het overleg" }).click();
  await page.getByRole("button", { name: /^Aan de orde: 5\. Instructie/ }).click();
  const now = page.getByRole("list", { name: "Fase van het gesprek" }).locator("[aria-current=step]");
  await expect(now).toHaveText("Beeld");

  const follower = await another(browser, baseURL);
  await signInAs(follower, "police");
  await follower.goto(address);
  await hydrated(follower);
  const followed = follower.getByRole("list", { name: "Fase van het gesprek" }).locator("[aria-current=step]");
  await expect(followed).toHaveText("Beeld");
  await page.getByRole("button", { name: "Naar fase Oordeel" }).click();
  await expect(now).toHaveText("Oordeel");
  await expect(followed).toHaveText("Oordeel");
  // The focus stays at the way on.
  await expect(page.getByRole("button", { name: "Naar fase Besluit" })).toBeFocused();
  await page.getByRole("button", { name: "Terug naar Beeld" }).click();
  await expect(followed).toHaveText("Beeld");
  await page.getByRole("button", { name: "Naar fase Oordeel" }).click();
  await page.getByRole("button", { name: "Naar fase Besluit" }).click();
  await expect(followed).toHaveText("Besluit");
  await expect(page.getByRole("button", { name: /^Naar fase/ })).toHaveCount(0);
  for (const width of [320, 768, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
  await expectSound(page);

  const bar = page.getByRole("region", { name: "Vastleggen", exact: true });
  await bar.getByRole("radio", { name: /^Actie/ }).check();
  await bar.getByLabel("Wat leggen we vast?").fill("Plan een gesprek met de ouders");
  await bar.getByLabel("Organisatie").selectOption({ label: "GGD Amstelrand" });
  await bar.getByLabel("Klaar op").fill("2031-01-01");
  await bar.getByRole("button", { name: /^Leg vast/ }).click();
  const expert = bar.getByLabel("Welke deskundige is geraadpleegd?");
  await expect(expert).toBeVisible();
  await expect(bar.getByText("kan iemand in gevaar brengen")).toBeVisible();
  await expect(bar.getByLabel("Wat leggen we vast?")).toHaveValue("Plan een gesprek met de ouders");
  await expectSound(page);
  await expert.fill("Het LEC EGG");
  await bar.getByRole("button", { name: /^Leg vast/ }).click();
  await expect(page.getByRole("region", { name: "Vastgelegd" }).getByText("Plan een gesprek met de ouders")).toBeVisible();
  await follower.context().close();
});
