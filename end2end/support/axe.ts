// Accessibility, asked of every page and state: WCAG 2.0, 2.1 and 2.2, levels A and AA, no violations.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, type Page } from "@playwright/test";
import type { AxeResults, Result } from "axe-core";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Fails with rule, element and remedy for each violation on the page as it stands now. */
export async function expectAccessible(page: Page): Promise<void> {
  // With its style: a page that was reached by a link may stand there before that has come.
  await page.waitForLoadState();
  // From the top: a target half under the safety strip, which stays in view, is one scroll from being whole.
  // After a drawn frame, because a refused form scrolls to what it says is wrong.
  await page.evaluate(async () => {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    window.scrollTo({ top: 0, behavior: "instant" });
  });
  // By the protocol, because a script tag would be refused by the page's content security policy.
  const protocol = await page.context().newCDPSession(page);
  await protocol.send("Runtime.evaluate", { expression: source });
  await protocol.detach();
  const results: AxeResults = await page.evaluate(
    (values) =>
      (globalThis as unknown as { axe: typeof import("axe-core") }).axe.run(document, {
        runOnly: { type: "tag", values },
        resultTypes: ["violations"],
        preload: false,
      }),
    tags,
  );
  expect(results.violations.map(readable).join("\n\n"), `accessibility of ${page.url()}`).toBe("");
}

function readable(violation: Result): string {
  const places = violation.nodes.map((node) => `  ${node.target.join(" ")}\n    ${node.html}\n    ${node.failureSummary ?? ""}`);
  return `${violation.id} (${violation.impact ?? "?"}): ${violation.help}\n${places.join("\n")}`;
}
