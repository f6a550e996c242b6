// Where one is signed in, ending that elsewhere, and showing again who one is.
import { people, signInAs } from "../../support/people";
import { shots } from "../../support/shots";
import { expectSound } from "../../support/sound";
import { expect, test } from "../../support/test";

test("mijn account: waar ben ik aangemeld, en meld het andere apparaat af", async ({ page, browser, baseURL }) => {
  const other = await (await browser.newContext({ locale: "nl-NL", baseURL })).newPage();
  await signInAs(other, "police");
  await signInAs(page, "police");
  await page.getByRole("link", { name: /^Mijn account/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Mijn account" })).toBeVisible();
  await expect(page.getByText("dit apparaat, nu")).toHaveCount(1);
  await shots(page, "account/account");
  await expectSound(page);
  await page.getByRole("button", { name: /^Meld af/ }).last().click();
  await expect(page.getByText("U bent alleen op dit apparaat aangemeld.")).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "Dat apparaat is afgemeld." })).toBeVisible();
  await other.goto("/acties");
  await expect(other.getByRole("heading", { level: 1, name: "Ketentafel" })).toBeVisible();
  await expect(other.getByRole("alert")).toContainText("Uw aanmelding is voorbij");
  await expectSound(other);
  await shots(other, "account/ended");
  // Signing in goes on to where one was.
  await other.getByRole("button", { name: people.police }).first().click();
  await expect(other).toHaveURL(/\/acties$/);
  await page.goto("/bevestigen");
  await expectSound(page);
  await shots(page, "account/prove");
  await page.getByRole("button", { name: /^Ja, ik ben/ }).click();
  await expect(page).toHaveURL(/\/account$/);
});
