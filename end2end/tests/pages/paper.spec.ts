// The agenda and the action list on paper: only what one reads, whose copy it is, and how confidential.
import type { Page } from "@playwright/test";
import { signInAs } from "../../support/people";
import { expect, test } from "../../support/test";
import { nextMeeting } from "../meetings/steps";

/** Everything on the sheet that a finger could press, or that only helps on a screen. */
async function expectPaper(page: Page): Promise<void> {
  await page.waitForLoadState();
  await page.emulateMedia({ media: "print" });
  const left = page.locator("button, summary, input, textarea, select, nav, .kt-safety, .kt-footer, .utrecht-skip-link");
  await expect(left.filter({ visible: true }), "what cannot be pressed on paper").toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const after = await page.locator("main a").evaluateAll((links) => links.map((link) => getComputedStyle(link, "::after").content));
  expect(after.filter((content) => content.includes("http") || content.includes("attr"))).toEqual([]);
  const torn = await page
    .locator(".kt-item, .kt-action")
    .evaluateAll((items) => items.filter((item) => getComputedStyle(item).breakInside !== "avoid").length);
  expect(torn, "items that may be torn over two sheets").toBe(0);
  await expect(page.getByText(/Exemplaar van: .+ Stand van .+ \d\d\.\d\d uur\./)).toBeVisible();
}

test("de agenda van een partner draagt de hoogste klasse", async ({ page }) => {
  await nextMeeting(page, "socialWork");
  const mark = page.getByText("Vertrouwelijk, klasse K3.", { exact: false });
  await expect(mark).toBeHidden();
  await expectPaper(page);
  await expect(mark).toBeVisible();
  await expect(page.getByText("Teamleider maatschappelijk werk, Stichting Maatschappelijk Werk", { exact: false })).toBeVisible();
  const black = await page.locator(".kt-class--k3").first().evaluate((badge) => getComputedStyle(badge).color);
  expect(black, "the letters of the class").toBe("rgb(0, 0, 0)");
});

test("de agenda van een gast is niet vertrouwelijk en noemt de lezer", async ({ page }) => {
  await nextMeeting(page, "guest");
  await expectPaper(page);
  await expect(page.getByText("Vertrouwelijk, klasse", { exact: false })).toHaveCount(0);
});

test("de actielijst past zonder knoppen op papier", async ({ page }) => {
  await signInAs(page, "socialWork");
  await page.goto("/acties");
  await expectPaper(page);
  await expect(page.getByText("Vertrouwelijk, klasse K2.", { exact: false })).toBeVisible();
  await expect(page.locator(".kt-action").first()).toBeVisible();
});
