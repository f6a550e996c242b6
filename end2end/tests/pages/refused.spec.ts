// Every form with text in it, sent with what the guard refuses: the page comes back sound, points at
// the field and keeps what was typed. Sent by the browser itself, past the islands, so that it is the
// page of the server that is looked at.
import type { Page, Response } from "@playwright/test";
import { type Person, signInAs } from "../../support/people";
import { shots } from "../../support/shots";
import { expectSound } from "../../support/sound";
import { expect, test } from "../../support/test";
import { walk } from "../../support/walk";

// No film: the message says which form it was.
test.use({ freshDatabase: true, trace: "off", screenshot: "off" });
test.describe.configure({ mode: "parallel" });

const FORBIDDEN = "Bel naar 06 12345678 voor de afspraak.";
const TEXT = "textarea, input[type=text], input:not([type])";

for (const person of ["director", "police", "guest"] satisfies Person[]) {
  test(`wat ${person} geweigerd krijgt, blijft staan`, async ({ page }) => {
    test.setTimeout(600_000);
    await signInAs(page, person);
    const forms = await formsWithText(page);
    expect(forms.size, "forms with text in them").toBeGreaterThan(0);
    for (const [operation, path] of forms) {
      await page.goto(path);
      const refused = await send(page, operation, FORBIDDEN);
      expect(refused.status(), `${operation} on ${path}`).toBe(422);
      const wrong = page.locator(`[aria-invalid=true]:is(${TEXT})`);
      expect(await wrong.evaluateAll((found) => found.map((field) => (field as HTMLInputElement).value)), operation).toContain(FORBIDDEN);
      await expectSound(page);
      await shots(page, `refused/${person}-${operation.split("/").slice(2).join("-")}`);
    }
  });
}

/** One address for each operation that takes text, wherever a link leads. */
async function formsWithText(page: Page): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  await walk(page, async () => {
    const { pathname, search } = new URL(page.url());
    const operations = await page.locator(`form[action^="/api/"]:has(:is(${TEXT}))`).evaluateAll((forms) => forms.map((form) => form.getAttribute("action") ?? ""));
    for (const operation of operations) if (!found.has(operation)) found.set(operation, pathname + search);
  });
  return found;
}

/** Writes the same text into every field of the form and sends it without asking any script. */
async function send(page: Page, operation: string, text: string): Promise<Response> {
  const answer = page.waitForResponse((response) => response.request().method() === "POST" && new URL(response.url()).pathname === operation);
  await page
    .locator(`form[action="${operation}"]:has(:is(${TEXT}))`)
    .first()
    .evaluate(
      (form: HTMLFormElement, [fields, words]) => {
        form.querySelectorAll<HTMLInputElement>(fields ?? "").forEach((field) => (field.value = words ?? ""));
        HTMLFormElement.prototype.submit.call(form);
      },
      [TEXT, text],
    );
  // A refused form stands at the address it was sent to.
  await page.waitForURL((url) => url.pathname === operation);
  return answer;
}
