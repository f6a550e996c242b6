// Journey: cases stay shut at a table until DPIA, advice of the FG and annex are there, and the page of
// the table says what is missing and who puts it right.
import type { Page } from "@playwright/test";
import { people, signInAs, type Person } from "../../support/people";
import { shots } from "../../support/shots";
import { expectSound } from "../../support/sound";
import { expect, test } from "../../support/test";

test.use({ freshDatabase: true });

const OFFICER = /^Functionaris gegevensbescherming/;
const CASE = "AR-M4TD";

/** Somebody else sits down at the machine and opens the page of the table. */
async function about(page: Page, person: Person | RegExp): Promise<void> {
  await page.context().clearCookies();
  await signInAs(page, person);
  await page.goto("/overleg");
  await page.getByRole("link", { name: "Over dit overleg" }).click();
  await expect(page.getByRole("heading", { name: "Casuïstiek bespreken" })).toBeVisible();
}

/** The address of the next meeting. */
async function next(page: Page): Promise<string> {
  await page.goto("/overleg");
  const links = page.getByRole("main").locator("a[href^='/overleg/']");
  const all = await links.evaluateAll((found) => found.map((a) => a.getAttribute("href") ?? ""));
  return /^\/overleg\/[0-9a-f-]{36}/.exec(all.find((href) => /^\/overleg\/[0-9a-f-]{36}/.test(href)) ?? "")?.[0] ?? "";
}

test("de FG adviseert, de regisseur antwoordt, en dan gaan casussen open", async ({ page }) => {
  const main = page.getByRole("main");
  const open = main.getByText("Casussen kunnen hier besproken worden");
  const shut = main.getByText("Casussen gaan hier nog niet open");

  await about(page, OFFICER);
  await expect(open).toBeVisible();
  await expectSound(page);
  await shots(page, "cases/officer");
  await main.getByRole("link", { name: "Nieuw advies geven" }).click();
  await expectSound(page);
  await shots(page, "cases/advise");
  await page.getByLabel("Advies", { exact: true }).fill("Nee.");
  await page.getByRole("button", { name: "Advies vastleggen" }).click();
  await expect(page.getByRole("alert")).toContainText("Wat adviseert u?");
  await expect(page.getByLabel("Advies", { exact: true })).toHaveValue("Nee.");
  await shots(page, "cases/advise-refused");
  await page.getByRole("radio", { name: "Negatief" }).check();
  await page.getByLabel("Advies", { exact: true }).fill("De werkwijze voor het vernietigen van casussen ontbreekt nog.");
  await page.getByRole("button", { name: "Advies vastleggen" }).click();
  await expect(shut).toBeVisible();
  await expect(main.getByText("De werkwijze voor het vernietigen van casussen ontbreekt nog.")).toBeVisible();

  await about(page, "police");
  await expect(shut).toBeVisible();
  await expect(main.getByText("De regisseur legt vast waarom casussen toch besproken worden.")).toBeVisible();
  await shots(page, "cases/police");
  const meeting = await next(page);
  await page.goto(meeting);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByText(CASE)).toHaveCount(0);

  await about(page, "director");
  await expectSound(page);
  await shots(page, "cases/director-waits");
  await main.getByRole("link", { name: "Advies beantwoorden" }).click();
  const why = page.getByLabel("Waarom worden casussen toch besproken?");
  await why.fill("Ja.");
  await page.getByRole("button", { name: "Antwoord vastleggen" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(why).toHaveValue("Ja.");
  await expectSound(page);
  await shots(page, "cases/answer-refused");
  await why.fill("De werkwijze is vastgesteld en gaat in met het eerste overleg.");
  await page.getByRole("button", { name: "Antwoord vastleggen" }).click();
  await expect(open).toBeVisible();
  await expect(main.getByText("De werkwijze is vastgesteld en gaat in met het eerste overleg.")).toBeVisible();
  await shots(page, "cases/director-open");

  await page.context().clearCookies();
  await signInAs(page, "police");
  await page.goto(meeting);
  await expect(page.getByText(CASE).first()).toBeVisible();
});

test("zonder bijlage gaat geen casus open, en wie er niet in staat leest er geen", async ({ page }) => {
  const main = page.getByRole("main");
  await about(page, "director");
  await main.getByRole("link", { name: "Bijlage beëindigen" }).click();
  await expectSound(page);
  await shots(page, "cases/end");
  await page.getByLabel("Waarom beëindigt u de bijlage?").fill("De afspraken worden herzien met de partners.");
  await page.getByRole("button", { name: "Beëindig de bijlage" }).click();
  await expect(main.getByText("Casussen gaan hier nog niet open")).toBeVisible();
  await expect(main.getByText("De afspraken worden herzien met de partners.")).toHaveCount(1);
  await shots(page, "cases/no-annex");

  await main.getByRole("link", { name: "Bijlage vastleggen" }).click();
  await expectSound(page);
  await shots(page, "cases/annex");
  const partners = page.getByRole("group", { name: "Welke partners doen mee?" }).getByRole("checkbox");
  const all = await partners.count();
  for (let at = 0; at < all; at++) await partners.nth(at).uncheck();
  await page.getByLabel("Wat mag verteld worden?").fill("Referentie, de vraag en wie wat doet.");
  await page.getByRole("button", { name: "Bijlage vastleggen" }).click();
  await expect(page.getByRole("alert")).toContainText("Welke partners doen mee?");
  await expect(page.getByLabel("Wat mag verteld worden?")).toHaveValue("Referentie, de vraag en wie wat doet.");
  await expectSound(page);
  await shots(page, "cases/annex-refused");
  await page.getByRole("checkbox", { name: /Oeverstad/ }).check();
  await page.getByRole("checkbox", { name: /Veilig Thuis/ }).check();
  await page.getByRole("button", { name: "Bijlage vastleggen" }).click();
  await expect(main.getByText("Casussen kunnen hier besproken worden")).toBeVisible();
  await expect(main.getByText(/met 2 partners/)).toBeVisible();

  await page.context().clearCookies();
  await signInAs(page, "police");
  await page.goto(await next(page));
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByText(CASE)).toHaveCount(0);
});

test("een overleg zonder convenant zegt wat ontbreekt", async ({ page }) => {
  const main = page.getByRole("main");
  await about(page, /^Regisseur Vechtdelta/);
  await expect(main.getByText("Casussen gaan hier nog niet open")).toBeVisible();
  await expect(main.getByText("Dit overleg heeft geen convenant.")).toBeVisible();
  await expect(main.getByText("heeft nog niet geadviseerd")).toBeVisible();
  await expect(main.getByRole("link", { name: "Convenant opstellen" })).toBeVisible();
  await expectSound(page);
  await shots(page, "cases/nothing");
  // A guest has no business with it.
  await page.context().clearCookies();
  await signInAs(page, people.guest);
  await page.goto("/overleg");
  await expect(page.getByText("Casuïstiek bespreken")).toHaveCount(0);
});
