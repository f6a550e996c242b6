// What several journeys of this slice do: get to the next meeting, and take it from there.
import type { Browser, Page } from "@playwright/test";
import { signInAs, type Person } from "../../support/people";

/** Signs in and opens the agenda of the next meeting. */
export async function nextMeeting(page: Page, person: Person): Promise<void> {
  await signInAs(page, person);
  await page.goto("/overleg");
  await page.getByRole("link", { name: /^Volgende overleg/ }).click();
  await page.getByRole("heading", { level: 1, name: /^Agenda/ }).waitFor();
}

/** A second person, in a browser of their own. */
export async function another(browser: Browser, baseURL: string | undefined): Promise<Page> {
  const context = await browser.newContext({ baseURL, locale: "nl-NL", timezoneId: "Europe/Amsterdam" });
  return context.newPage();
}
