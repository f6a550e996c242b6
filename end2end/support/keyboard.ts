// A person without a mouse: moves with Tab, always sees where the focus is, and presses what is there.
import { expect, type Page } from "@playwright/test";

/** What has the focus, as somebody would hear and see it. */
interface Focus {
  name: string;
  visible: boolean;
  inView: boolean;
}

/** Longer than any page of ours: after that the thing is not reachable. */
const TABS = 250;

async function focus(page: Page): Promise<Focus> {
  return page.evaluate(() => {
    const held = document.activeElement as HTMLElement | null;
    if (!held || held === document.body) return { name: "", visible: true, inView: true };
    const label = held as HTMLInputElement;
    const words = label.labels?.length ? label.labels[0]?.textContent : held.textContent;
    const name = (held.getAttribute("aria-label") ?? words ?? "").replace(/\s+/g, " ").trim();
    // A radio button out of sight shows its focus on its label.
    const shown = [held, ...(label.labels ?? [])].some((element) => {
      const style = getComputedStyle(element);
      return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    });
    const box = (label.labels?.[0] ?? held).getBoundingClientRect();
    const inView = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    return { name, visible: shown, inView };
  });
}

/** Asks again when the press before it was a link that is only now followed. */
async function held(page: Page): Promise<Focus> {
  try {
    return await focus(page);
  } catch (problem) {
    if (!String(problem).includes("Execution context was destroyed")) throw problem;
    await page.waitForLoadState();
    return focus(page);
  }
}

/** Moves on until something with this name has the focus; asserts that every step can be seen. */
export async function reach(page: Page, name: RegExp, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  const passed: string[] = [];
  for (let at = 0; at < TABS; at++) {
    await page.keyboard.press(key);
    let now = await held(page);
    // A page that is only now arriving may not have painted its first focus yet.
    const seen = async () => (now = await held(page)).visible;
    if (!now.visible) await expect.poll(seen, { message: `focus is visible on “${now.name}”` }).toBe(true);
    if (name.test(now.name)) {
      // The page may still be scrolling to it.
      await expect.poll(async () => (await held(page)).inView, { message: `“${now.name}” is in view` }).toBe(true);
      return;
    }
    passed.push(now.name);
  }
  throw new Error(`not reachable by ${key}: ${name}\npassed: ${[...new Set(passed)].join(" | ")}`);
}

/** Moves to something and presses it. */
export async function press(page: Page, name: RegExp, key: "Enter" | "Space" = "Enter"): Promise<void> {
  await reach(page, name);
  await page.keyboard.press(key);
}
