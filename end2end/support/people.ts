// The people of the demo, by what they do: a journey says who acts, not which name the seed gave them.
import type { Page } from "@playwright/test";

/** The accessible name of the button on the sign-in page contains the function of the person. */
export const people = {
  director: /^Regisseur ?Gemeente Oeverstad/,
  deputy: /^Plaatsvervangend regisseur/,
  secretary: /^Secretaris/,
  police: /^Taakaccenthouder politie ?Politie Amstelrand/,
  prosecution: /^Beleidsadviseur OM/,
  socialWork: /^Teamleider maatschappelijk werk/,
  guest: /^Vrijwilliger Vrouwen Verbinden/,
  administrator: /^Technisch beheerder/,
} as const;

export type Person = keyof typeof people;

/** Picks a person on the sign-in page of the demo, as a visitor would; works without JavaScript. */
export async function signInAs(page: Page, person: Person | RegExp): Promise<void> {
  const name = typeof person === "string" ? people[person] : person;
  await page.goto("/");
  const entrance = page.url();
  await page.getByRole("button", { name }).first().click();
  await page.waitForURL((url) => url.href !== entrance);
}
