// What every page owes everybody, in every state: one heading, a language, a title, a way past the
// menu, nothing that hangs out of a small window, and no violation of WCAG, wide and narrow.
import { expect, type Page } from "@playwright/test";
import { expectAccessible } from "./axe";

const wide = { width: 1280, height: 900 };
const narrow = { width: 320, height: 700 };

export async function expectSound(page: Page): Promise<void> {
  const head = await page.evaluate(() => ({
    lang: document.documentElement.lang,
    title: document.title,
    headings: document.querySelectorAll("h1").length,
    first: document.querySelector("a, button, input, select, textarea, summary")?.getAttribute("href"),
    target: document.querySelectorAll("main#inhoud").length,
  }));
  expect(head, page.url()).toEqual({
    lang: "nl",
    title: expect.stringMatching(/^\S.* - Ketentafel$/),
    headings: 1,
    first: "#inhoud",
    target: 1,
  });
  await expectAccessible(page);
  // Narrow, and with everything unfolded: what a press of a button shows has to fit too.
  await page.setViewportSize(narrow);
  await page.evaluate(() => document.querySelectorAll("main details").forEach((it) => it.setAttribute("open", "")));
  const out = await page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const beyond = Array.from(document.querySelectorAll("body *")).filter((it) => it.getBoundingClientRect().right > root.clientWidth);
    return beyond.map((it) => it.outerHTML.slice(0, 120));
  });
  expect(out, `what hangs out of ${page.url()} at 320 px`).toEqual([]);
  await expectAccessible(page);
  await page.setViewportSize(wide);
}
