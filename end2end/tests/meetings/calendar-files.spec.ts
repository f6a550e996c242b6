// Meetings planned as the form plans them, the nights in which clocks change among them: the reader of
// Thunderbird finds each at the day and time that was typed, and complains about none. A thousand entries
// are read by another program in the tests of `service` (`calendar::entries`).
import { randomUUID } from "node:crypto";
import ICAL from "ical.js";
import { signInAs } from "../../support/people";
import { expect, test } from "../../support/test";

test.use({ freshDatabase: true });

const count = 40;

interface Planned {
  id: string;
  date: string;
  time: string;
  length: number;
}

/** Numbers that look like chance and are the same each time. */
function dice(seed: number): (most: number) => number {
  let state = seed;
  return (most) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
}

const two = (number: number): string => String(number).padStart(2, "0");

/** The last Sunday of a month, on which clocks change. */
function change(year: number, month: number): string {
  const last = new Date(Date.UTC(year, month, 0));
  last.setUTCDate(last.getUTCDate() - last.getUTCDay());
  return last.toISOString().slice(0, 10);
}

/** Three in eight on a day on which clocks change. */
function random(below: (most: number) => number, number: number): Planned {
  const year = 2027 + below(12);
  const length = 15 + below(466);
  const id = randomUUID();
  const minute = two(below(60));
  switch (number % 8) {
    case 0:
      // Between two and three there is no time that night.
      return { id, length, date: change(year, 3), time: `${two([0, 1, 3, 4, 9][below(5)] ?? 9)}:${minute}` };
    case 1:
      return { id, length, date: change(year, 10), time: `${two([0, 1, 2, 3, 9][below(5)] ?? 9)}:${minute}` };
    case 2:
      return { id, length, date: change(year, below(2) ? 3 : 10), time: `${two(10 + below(14))}:${minute}` };
    default:
      return { id, length, date: `${year}-${two(1 + below(12))}-${two(1 + below(28))}`, time: `${two(below(24))}:${minute}` };
  }
}

/** The day and time of an instant on the clocks of the Netherlands. */
const clock = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Amsterdam", dateStyle: "short", timeStyle: "short" });

test("bestanden voor een agenda worden zonder klacht gelezen, op de dag en tijd die is ingevuld", async ({ page, baseURL }) => {
  await signInAs(page, "director");
  await page.goto("/overleg");
  const plan = await page.locator('a[href^="/overleg/nieuw?serie="]').first().getAttribute("href");
  const series = new URLSearchParams((plan ?? "").split("?")[1]).get("serie") ?? "";
  expect(series).toMatch(/^[0-9a-f-]{36}$/);
  const headers = { accept: "text/html", origin: baseURL ?? "", "sec-fetch-site": "same-origin" };
  const below = dice(20261123);
  const planned = Array.from({ length: count }, (_, number) => random(below, number));

  for (const meeting of planned) {
    const fields = { id: meeting.id, series, date: meeting.date, time: meeting.time, length: String(meeting.length), room: "Stadhuis" };
    const form = Object.fromEntries(Object.entries(fields).map(([field, value]) => [`command[${field}]`, value]));
    const done = await page.request.post("/api/meetings/plan", { form, headers, maxRedirects: 0 });
    expect(done.headers()["location"], JSON.stringify(meeting)).toBe(`/overleg/${meeting.id}/opstellen`);
    const found = await page.request.get(`/overleg/${meeting.id}/agenda.ics`);
    expect(found.headers()["content-disposition"]).toBe('attachment; filename="overleg.ics"');
    const calendar = new ICAL.Component(ICAL.parse(await found.text()));
    const events = calendar.getAllSubcomponents("vevent");
    expect(events).toHaveLength(1);
    const event = new ICAL.Event(events[0] as ICAL.Component, { strictExceptions: true });
    expect(event.uid).toBe(`${meeting.id}@localhost`);
    expect(clock.format(event.startDate.toJSDate()), JSON.stringify(meeting)).toBe(`${meeting.date} ${meeting.time}`);
    expect(event.duration.toSeconds()).toBe(meeting.length * 60);
    expect(event.attendees).toHaveLength(0);
  }
});
