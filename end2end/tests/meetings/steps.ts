// What several journeys of this slice do: get to the next meeting, and take it from there.
import { expect, type Browser, type Page } from "@playwright/test";
import { signInAs, type Person } from "../../support/people";

/** Signs in and opens the agenda of the next meeting. */
export async function nextMeeting(page: Page, person: Person): Promise<void> {
  await signInAs(page, person);
  await page.goto("/overleg");
  await page.getByRole("link", { name: /^Volgende overleg/ }).click();
  await page.getByRole("heading", { level: 1, name: /^Agenda/ }).waitFor();
}

/** A second person, in a browser of their own. */
export async function another(browser: Browser, baseURL: string | undefined, javaScriptEnabled = true): Promise<Page> {
  const context = await browser.newContext({ baseURL, javaScriptEnabled, locale: "nl-NL", timezoneId: "Europe/Amsterdam" });
  return context.newPage();
}

/** The live page of the meeting that is ready to start, found by who runs the table. */
export async function liveAddress(page: Page): Promise<string> {
  await page.goto("/overleg");
  const links = page.getByRole("main").getByRole("link");
  for (const href of await links.evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""))) {
    if (!/^\/overleg\/[0-9a-f-]{36}$/.test(href)) continue;
    await page.goto(`${href}/live`);
    if (await page.getByRole("button", { name: "Begin het overleg" }).count()) return `${href}/live`;
  }
  throw new Error("no meeting is ready to start");
}

/** Says of everybody who keeps the door shut that they are not in the room. */
export async function clearTheWay(page: Page): Promise<void> {
  const inTheWay = page.getByRole("button", { name: /^(Is er niet|Is de kamer uit): / });
  for (let left = await inTheWay.count(); left > 0; left--) {
    await inTheWay.first().click();
    await expect(inTheWay).toHaveCount(left - 1);
  }
}
