// The same pages for who zooms in, sets colours of their own, or cannot bear movement.
import { hydrated } from "../../support/hydrated";
import { signInAs } from "../../support/people";
import { shots } from "../../support/shots";
import { expect, test } from "../../support/test";

const pages = ["/regie", "/acties?toon=alles", "/routekaart"];

test.describe("200 % vergroot", () => {
  test.use({ viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 });

  test("alles past, en de kop dekt niets af", async ({ page }) => {
    await signInAs(page, "director");
    for (const path of pages) {
      await page.goto(path);
      const out = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(out, `how far ${path} hangs out`).toBe(0);
      const strip = await page.getByRole("complementary", { name: "Veiligheid" }).boundingBox();
      expect(strip?.height, "the strip that stays in view").toBeLessThan(450 / 4);
    }
  });
});

test("zonder beweging beweegt er niets", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await signInAs(page, "director");
  for (const path of pages) {
    await page.goto(path);
    await hydrated(page);
    const moving = await page.evaluate(() =>
      Array.from(document.querySelectorAll("*"))
        .filter((it) => {
          const { animationName, animationDuration, transitionDuration } = getComputedStyle(it);
          return (animationName !== "none" && parseFloat(animationDuration) > 0.01) || parseFloat(transitionDuration) > 0.01;
        })
        .map((it) => it.className),
    );
    expect(moving, `what moves on ${path}`).toEqual([]);
  }
});

test("in eigen kleuren blijft elke status leesbaar", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await signInAs(page, "director");
  for (const path of pages) {
    await page.goto(path);
    const mute = await page
      .locator(".kt-status, .kt-cell, .kt-class")
      .filter({ visible: true })
      .evaluateAll((found) => found.filter((it) => !it.textContent?.trim()).map((it) => it.outerHTML));
    expect(mute, `statuses of ${path} without a word`).toEqual([]);
    await shots(page, `modes/forced${path.split("?")[0]?.replaceAll("/", "-")}`);
  }
});
