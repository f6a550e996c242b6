// Islands wake when the browser is idle. A journey that needs them waits for their marker, never for time.
import { expect, type Page } from "@playwright/test";

export async function hydrated(page: Page): Promise<void> {
  await expect(page.locator("html[data-hydrated]")).toBeAttached();
}
