// Pictures to look at, at the three widths that decide the design. Only with SHOTS=1.
import { join } from "node:path";
import type { Page } from "@playwright/test";

const folder = join(import.meta.dirname, "../.shots");
const widths = [320, 768, 1280];

export async function shots(page: Page, name: string): Promise<void> {
  if (process.env.SHOTS !== "1") return;
  const before = page.viewportSize();
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: true });
  }
  if (before) await page.setViewportSize(before);
}

/** One picture as it stands, for a page that is looked at as paper. */
export async function onPaper(page: Page, name: string): Promise<void> {
  if (process.env.SHOTS !== "1") return;
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
