// By keyboard on any page: past the menu in one step, everything in view reached, and no way in
// without a way out.
import { hydrated } from "../../support/hydrated";
import { signInAs } from "../../support/people";
import { expect, test } from "../../support/test";

test("de eerste Tab brengt langs het menu", async ({ page }) => {
  await signInAs(page, "director");
  await page.goto("/regie");
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Naar de inhoud" });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page.locator("main")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.locator("main :focus")).toHaveCount(1);
});

for (const path of ["/regie", "/acties?toon=alles", "/routekaart", "/overleg", "/knelpunten"]) {
  test(`Tab komt op ${path} overal en blijft nergens hangen`, async ({ page }) => {
    await signInAs(page, "director");
    await page.goto(path);
    await hydrated(page);
    const reachable = await page
      .locator("a[href], button:enabled, input:enabled:not([type=hidden]), select, textarea, summary, [tabindex='0']")
      .filter({ visible: true })
      .evaluateAll((found) => {
        // One stop for a group of radio buttons.
        const groups = new Set<string>();
        return found.filter((it) => {
          if (!(it instanceof HTMLInputElement) || it.type !== "radio") return true;
          const again = groups.has(it.name);
          groups.add(it.name);
          return !again;
        }).length;
      });
    const stops = new Set<string>();
    const hidden: string[] = [];
    for (let press = 0; press < reachable; press += 1) {
      await page.keyboard.press("Tab");
      const stop = await page.evaluate(() => {
        const it = document.activeElement as HTMLElement;
        const all = Array.from(document.querySelectorAll("*"));
        const { outlineStyle, outlineWidth } = getComputedStyle(it);
        return { at: `${all.indexOf(it)} ${it.outerHTML.slice(0, 80)}`, seen: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 };
      });
      stops.add(stop.at);
      if (!stop.seen) hidden.push(stop.at);
    }
    expect(stops.size, "places where Tab stops").toBe(reachable);
    expect(hidden, "places where one does not see the focus").toEqual([]);
  });
}
