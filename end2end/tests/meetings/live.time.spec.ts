// More minutes for the item on the table: the timer moves, for who follows as well.
import { hydrated } from "../../support/hydrated";
import { signInAs } from "../../support/people";
import { shots } from "../../support/shots";
import { expectSound } from "../../support/sound";
import { expect, test } from "../../support/test";
import { another, liveAddress } from "./steps";

test.use({ freshDatabase: true });

test("een punt krijgt er tijd bij", async ({ page, browser, baseURL }) => {
  await signInAs(page, "secretary");
  const address = await liveAddress(page);
  await page.goto(address);
  await hydrated(page);
  await page.getByRole("button", { name: "Begin het overleg" }).click();
  await page.getByRole("button", { name: /^Aan de orde: 5\. Instructie/ }).click();
  const timer = page.getByRole("timer");
  await expect(timer).toContainText("van 10:00");

  const follower = await another(browser, baseURL);
  await signInAs(follower, "police");
  await follower.goto(address);
  await hydrated(follower);
  await expect(follower.getByRole("timer")).toContainText("van 10:00");
  await expect(follower.getByRole("button", { name: /min erbij$/ })).toHaveCount(0);

  await page.getByRole("button", { name: "5 min erbij", exact: true }).click();
  await expect(timer).toContainText("van 15:00");
  await expect(timer).toContainText("met 5 min erbij");
  await expect(follower.getByRole("timer")).toContainText("van 15:00");
  // The focus stays where it was pressed.
  await expect(page.getByRole("button", { name: "5 min erbij", exact: true })).toBeFocused();
  await page.getByRole("button", { name: "10 min erbij", exact: true }).click();
  await expect(follower.getByRole("timer")).toContainText("van 25:00");
  for (const width of [320, 768, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
  await expectSound(page);
  await shots(page, "live-tijd");
  await page.getByRole("button", { name: "Neem 15 min terug" }).click();
  await expect(timer).toContainText("van 10:00");
  await expect(follower.getByRole("timer")).toContainText("van 10:00");
  await expect(page.getByRole("button", { name: /^Neem .* terug$/ })).toHaveCount(0);
  await follower.context().close();
});
