// Every form with text in it, sent with what the guard refuses and sent empty: the page comes back
// sound, points at the field and keeps what was typed. Sent by the browser itself, past the islands, so that it is the
// page of the server that is looked at.
import type { Page, Response } from "@playwright/test";
import { hydrated } from "../../support/hydrated";
import { type Person, signInAs } from "../../support/people";
import { shots } from "../../support/shots";
import { expectSound } from "../../support/sound";
import { expect, test } from "../../support/test";
import { walk } from "../../support/walk";
import { liveAddress } from "../meetings/steps";

// No film: the message says which form it was.
test.use({ freshDatabase: true, trace: "off", screenshot: "off" });
test.describe.configure({ mode: "parallel" });

const FORBIDDEN = "Bel naar 06 12345678 voor de afspraak.";
const TEXT = "textarea, input[type=text], input:not([type])";
const TYPED = `${TEXT}, input[type=number], input[type=date], input[type=time]`;

/** Whoever may leave a form empty: what it asks can be left out, or pressing the button says enough. */
const MAY_BE_EMPTY: Record<"director" | "police" | "guest", string[]> = {
  director: ["/api/actions/verify", "/api/meetings/stage_note", "/api/roadmaps/answer_criterion"],
  police: [],
  guest: [],
};

for (const person of ["director", "police", "guest"] satisfies Person[]) {
  test(`wat ${person} geweigerd krijgt, blijft staan`, async ({ page }) => {
    test.setTimeout(600_000);
    await signInAs(page, person);
    const forms = await formsWithText(page);
    expect(forms.size, "forms with text in them").toBeGreaterThan(0);
    for (const [operation, path] of forms) {
      await page.goto(path);
      await expectRefused(page, operation);
      await shots(page, `refused/${person}-${operation.split("/").slice(2).join("-")}`);
    }
  });
}

test("wat tijdens een overleg geweigerd wordt, blijft staan", async ({ page }) => {
  test.setTimeout(600_000);
  await signInAs(page, "director");
  const live = await liveAddress(page);
  await page.goto(live);
  await hydrated(page);
  await page.getByRole("button", { name: "Begin het overleg" }).click();
  await page.getByRole("button", { name: /^Aan de orde: .*Instructie Burgerzaken/ }).click();
  await page.getByLabel("Wat leggen we vast?").fill("De instructie geldt vanaf januari");
  await page.getByRole("button", { name: /^Leg vast/ }).click();
  await expect(page.getByText("nog te bevestigen", { exact: false })).toBeVisible();
  const seen = new Set<string>();
  for (const path of [live, live.replace(/live$/, "besluiten")]) {
    await page.goto(path);
    for (const operation of await operationsWithText(page)) {
      // The words of a reservation count only with a reservation: a journey of its own.
      if (operation === "/api/meetings/record_positions") continue;
      await page.goto(path);
      await expectRefused(page, operation);
      await shots(page, `refused/live-${operation.split("/").slice(2).join("-")}`);
      seen.add(operation);
    }
  }
  for (const verb of ["capture", "note", "confirm"]) expect([...seen]).toContain(`/api/meetings/${verb}`);
});

async function expectRefused(page: Page, operation: string): Promise<void> {
  const refused = await send(page, operation, TEXT, FORBIDDEN);
  // A refused form stands at the address it was sent to.
  await page.waitForURL((url) => url.pathname === operation);
  expect(refused.status(), operation).toBe(422);
  const wrong = page.locator(`[aria-invalid=true]:is(${TEXT})`);
  const typed = () => wrong.evaluateAll((found) => found.map((field) => (field as HTMLInputElement).value));
  await expect.poll(typed, operation).toContain(FORBIDDEN);
  await expectSound(page);
}

for (const person of ["director", "police", "guest"] satisfies Person[]) {
  test(`wat ${person} leeg verstuurt, wijst aan wat er mist`, async ({ page, server }) => {
    test.setTimeout(600_000);
    await signInAs(page, person);
    const taken: string[] = [];
    for (const [operation, path] of await formsWithText(page)) {
      // A tab of its own: what it is still loading stands in nobody's way once it is closed.
      const tab = await page.context().newPage();
      await tab.goto(path);
      const answer = await send(tab, operation, TYPED, "");
      if (answer.status() < 400) {
        // It was no refusal: begin again, so that the next form stands on the same ground.
        taken.push(operation);
        await tab.close();
        await server.fresh();
        await page.context().clearCookies();
        await signInAs(page, person);
        continue;
      }
      expect(answer.status(), `${operation} on ${path}`).toBe(422);
      await tab.waitForURL((url) => url.pathname === operation);
      await expect(tab.locator("[aria-invalid=true]").first(), operation).toBeAttached();
      await expectSound(tab);
      await shots(tab, `refused/${person}-empty-${operation.split("/").slice(2).join("-")}`);
      await tab.close();
    }
    expect(taken.sort()).toEqual(MAY_BE_EMPTY[person]);
  });
}

/** One address for each operation that takes text, wherever a link leads. */
async function formsWithText(page: Page): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  await walk(page, async () => {
    const { pathname, search } = new URL(page.url());
    for (const operation of await operationsWithText(page)) if (!found.has(operation)) found.set(operation, pathname + search);
  });
  return found;
}

async function operationsWithText(page: Page): Promise<string[]> {
  const forms = page.locator(`form[action^="/api/"]:has(:is(${TEXT}))`);
  return [...new Set(await forms.evaluateAll((all) => all.map((form) => form.getAttribute("action") ?? "")))];
}

/** Writes the same text into these fields of the form and sends it without asking any script. */
async function send(page: Page, operation: string, into: string, text: string): Promise<Response> {
  const answer = page.waitForResponse((response) => response.request().method() === "POST" && new URL(response.url()).pathname === operation);
  // In one go: between finding a form and sending it, the live page may put another in its place.
  await page.evaluate(
    ([of, typed, fields, words]) => {
      const form = document.querySelector<HTMLFormElement>(`form[action="${of}"]:has(:is(${typed}))`);
      if (!form) throw new Error(`no form with text for ${of}`);
      form.querySelectorAll<HTMLInputElement>(fields).forEach((field) => (field.value = words));
      HTMLFormElement.prototype.submit.call(form);
    },
    [operation, TEXT, into, text] as const,
  );
  return answer;
}
