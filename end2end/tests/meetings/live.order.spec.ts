// What the table needs at once stands first: on the screen, for the keyboard and when read aloud.
import type { Page } from "@playwright/test";
import { hydrated } from "../../support/hydrated";
import { signInAs } from "../../support/people";
import { expect, test } from "../../support/test";
import { liveAddress } from "./steps";

test.use({ freshDatabase: true });

const order = ["live-now", "live-capture", "live-note", "live-log", "live-rail", "live-gate"];

function regions(page: Page): Promise<{ id: string; top: number; left: number }[]> {
  return page.locator("#live [data-live][id]").evaluateAll((all) =>
    all.map((region) => {
      const { top, left } = region.getBoundingClientRect();
      return { id: region.id, top, left };
    }),
  );
}

test("het punt en het vastleggen staan vooraan, op elk scherm", async ({ page }) => {
  await signInAs(page, "secretary");
  await page.goto(await liveAddress(page));
  await hydrated(page);
  await page.getByRole("button", { name: "Begin het overleg" }).press("Enter");
  await page.getByRole("button", { name: /^Volgende punt: 1\./ }).press("Enter");
  await expect(page.getByRole("heading", { level: 2, name: /^Opening/ })).toBeVisible();

  await page.waitForLoadState();
  for (const width of [320, 768, 1024, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    const found = (await regions(page)).filter(({ id }) => order.includes(id));
    expect(found.map(({ id }) => id)).toEqual(order);
    found.reduce((before, next) => {
      expect(next.top > before.top || next.left > before.left, `${next.id} at ${width}`).toBe(true);
      return next;
    });
    // A button stands at its field, without a place in between for what is not said.
    const field = await page.getByRole("textbox", { name: /^Notitie bij/ }).boundingBox();
    const button = await page.getByRole("button", { name: "Bewaar notitie" }).boundingBox();
    expect((button?.y ?? 0) - (field?.y ?? 0) - (field?.height ?? 0)).toBeLessThanOrEqual(24);
  }
});
