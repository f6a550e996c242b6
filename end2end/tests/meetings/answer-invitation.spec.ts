// Journey: from a letter to an answer, and from a letter to the agenda. Who comes is seen by who keeps the
// table running, and a calendar finds its days at an address of one's own.
import type { Page } from "@playwright/test";
import ICAL from "ical.js";
import { withoutJavaScript } from "../../support/nojs";
import { people, signInAs } from "../../support/people";
import { shots } from "../../support/shots";
import { expectSound } from "../../support/sound";
import { expect, test } from "../../support/test";
import { nextMeeting } from "./steps";

test.use({ freshDatabase: true });

const police = "Taakaccenthouder politie";

/** Calls an urgent meeting for tomorrow together; the page of that meeting. */
async function callUrgent(page: Page): Promise<string> {
  await signInAs(page, "director");
  await page.goto("/overleg");
  await page.getByRole("link", { name: "Spoedoverleg" }).click();
  await page.getByLabel("Waarom kan dit niet wachten?").fill("Er moet deze week worden besloten.");
  await page.getByLabel("Dag van het overleg").fill(tomorrow());
  await page.getByRole("button", { name: "Roep spoedoverleg bijeen" }).click();
  await expect(page).toHaveURL(/opstellen$/);
  return page.url().replace(/\/opstellen$/, "");
}

/** Opens the post until a letter to the police has this link, and follows it. */
async function followLetter(page: Page, link: string): Promise<void> {
  const letter = page.getByRole("article").filter({ hasText: police });
  await expect(async () => {
    await page.goto("/postvak");
    await expect(letter.getByRole("link", { name: link }).first()).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await shots(page, "calendar/post");
  await letter.getByRole("link", { name: link }).first().click();
}

test.describe("zonder JavaScript", () => {
  withoutJavaScript();

  test("de politie zegt via de brief te komen en de secretaris ziet het", async ({ page }) => {
    const meeting = await callUrgent(page);
    await page.context().clearCookies();
    await followLetter(page, "Zeg of u erbij bent");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Bent u erbij?");
    await expect(page.getByText(/ tot .* uur/)).toBeVisible();
    // The day and nothing else.
    await expect(page.getByRole("main")).not.toContainText(/KEGA|Stadhuis|besloten/);
    await shots(page, "calendar/answer");
    await page.getByRole("button", { name: "Ik kom", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("U komt");
    await expect(page.getByRole("status").filter({ hasText: "Uw antwoord is bewaard." })).toBeVisible();
    await shots(page, "calendar/answered");
    // Nobody was signed in by it.
    await page.getByRole("link", { name: "Meld u aan" }).click();
    await expect(page.getByRole("button", { name: people.police })).toBeVisible();

    await signInAs(page, "secretary");
    await page.goto(meeting);
    const place = page.getByRole("region", { name: "Wie komt" }).getByRole("listitem").filter({ hasText: police });
    await expect(place).toContainText("Komt");
    await expect(place).not.toContainText("Nog niet bekend");
    await shots(page, "calendar/who-comes");
  });
});

test("wie niet komt, kan een collega sturen, en de regisseur ziet waar dat nodig is", async ({ page }) => {
  await nextMeeting(page, "police");
  const meeting = page.url();
  const asked = page.getByRole("region", { name: "Komt u?" });
  await expectSound(page);
  await shots(page, "calendar/asked");
  await asked.getByRole("button", { name: "Ik kom niet" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Uw antwoord is bewaard: u komt niet." })).toBeVisible();
  await expect(asked).toContainText("U komt niet.");
  await expectSound(page);
  await shots(page, "calendar/declined");
  await asked.getByRole("link", { name: "Regel vervanging" }).click();
  await expect(page).toHaveURL(/vervanging$/);

  await page.context().clearCookies();
  await signInAs(page, "director");
  await page.goto(meeting);
  const place = page.getByRole("region", { name: "Wie komt" }).getByRole("listitem").filter({ hasText: police });
  await expect(place).toContainText("Komt niet");
  await expect(place.getByRole("link", { name: "Regel vervanging" })).toBeVisible();
  await expectSound(page);
  await shots(page, "calendar/director");
});

test("een gast zegt te komen en zet het overleg in een agenda", async ({ page }) => {
  await nextMeeting(page, "guest");
  const asked = page.getByRole("region", { name: "Komt u?" });
  await asked.getByRole("button", { name: "Ik kom", exact: true }).click();
  await expect(asked).toContainText("U komt.");
  await expectSound(page);
  await shots(page, "calendar/guest");
  const saved = page.waitForEvent("download");
  await asked.getByRole("link", { name: "Zet in uw agenda" }).click();
  expect((await saved).suggestedFilename()).toBe("overleg.ics");
});

test("een agendaprogramma haalt het overleg op, tot het adres wordt beëindigd", async ({ page, baseURL, playwright }) => {
  await signInAs(page, "police");
  await page.goto("/account");
  const section = page.getByRole("region", { name: "Uw agenda" });
  await shots(page, "calendar/no-feed");
  await section.getByRole("button", { name: "Maak een adres" }).click();
  const address = section.getByText(/\/agenda\/[0-9a-f]{64}\.ics$/);
  await expect(address).toBeVisible();
  const feed = (await address.innerText()).replace(/^https?:\/\/[^/]+/, "");
  await expectSound(page);
  await shots(page, "calendar/feed");
  await page.goto("/account");
  await expect(section.getByRole("button", { name: "Maak een nieuw adres" })).toBeVisible();
  await expect(address).toHaveCount(0);

  // A program without a session.
  const program = await playwright.request.newContext({ baseURL });
  const found = await program.get(feed);
  expect(found.headers()["content-type"]).toBe("text/calendar; charset=utf-8");
  const calendar = new ICAL.Component(ICAL.parse(await found.text()));
  const meetings = calendar.getAllSubcomponents("vevent");
  expect(meetings.length).toBeGreaterThan(1);
  for (const meeting of meetings) expect(new ICAL.Event(meeting).summary).toBe("Overleg");
  const etag = found.headers()["etag"] ?? "";
  expect((await program.get(feed, { headers: { "if-none-match": etag } })).status()).toBe(304);

  await section.getByRole("button", { name: "Beëindig het adres" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Het adres werkt niet meer." })).toBeVisible();
  const gone = await program.get(feed);
  expect(gone.status()).toBe(404);
  const unknown = await program.get(`/agenda/${"0".repeat(64)}.ics`);
  expect(unknown.status()).toBe(404);
  expect(await gone.body()).toEqual(await unknown.body());
  await expectSound(page);
  await program.dispose();
});

test("een brief over een agenda leidt na aanmelden naar die agenda", async ({ page }) => {
  // The one that could not leave in the demonstration leaves at once.
  await signInAs(page, "secretary");
  await page.goto("/beheer/post");
  await page.getByRole("button", { name: /opnieuw versturen/ }).click();
  await expect(page.getByRole("status").filter({ hasText: "De brief wordt opnieuw verstuurd" })).toBeVisible();
  await page.context().clearCookies();
  await followLetter(page, "Bekijk wat er is klaargezet");
  await page.getByRole("button", { name: people.police }).first().click();
  await expect(page).toHaveURL(/\/overleg\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("heading", { level: 1, name: /^Agenda/ })).toBeVisible();
  await expect(page.getByRole("heading", { level: 2, name: "Agendapunten" })).toBeVisible();
});

/** The day after today. */
function tomorrow(): string {
  return new Date(Date.now() + 24 * 3600 * 1000).toISOString().slice(0, 10);
}
