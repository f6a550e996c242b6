// Journey: a partner proposes an item and a case; the guard helps while typing.
import { expectAccessible } from "../../support/axe";
import { hydrated } from "../../support/hydrated";
import { shots } from "../../support/shots";
import { expect, test } from "../../support/test";
import { nextMeeting } from "./steps";

test.use({ freshDatabase: true });

test("de wacht waarschuwt tijdens het typen en het punt komt aan", async ({ page }) => {
  await nextMeeting(page, "police");
  await page.getByRole("link", { name: "Punt voorstellen" }).click();
  await hydrated(page);
  await expectAccessible(page);

  await page.getByLabel("Onderwerp").fill("Aangifte doen met begeleiding");
  await page.getByLabel("Toelichting").pressSequentially("Zie nummer 111222333.");
  await expect(page.getByText(/Dit lijkt een burgerservicenummer/)).toBeVisible();
  await page.getByLabel("Toelichting").fill("Wie gaat mee naar het bureau?");
  await expect(page.getByText(/Dit lijkt een burgerservicenummer/)).toBeHidden();

  await page.getByLabel(/^besluiten/).check();
  await page.getByLabel("Minuten").fill("10");
  await page.getByRole("button", { name: "Stel voor" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Aangifte doen met begeleiding" })).toBeVisible();
  await expect(page.getByText("Voorgesteld", { exact: true })).toBeVisible();
  await expectAccessible(page);
});

test("een casus is een referentie met een vraag voor wie genoemd is", async ({ page }) => {
  await nextMeeting(page, "police");
  await page.getByRole("link", { name: "Punt voorstellen" }).click();
  await page.getByRole("link", { name: "Casuïstiek" }).click();
  await page.getByLabel("Vraag aan de tafel").fill("Wie voert het gesprek?");
  await page.getByLabel(/^bespreken/).check();
  await page.getByLabel("Minuten").fill("15");
  await page.getByRole("button", { name: "Stel voor" }).click();
  await expect(page.getByRole("alert")).toContainText(/kies ten minste een organisatie/i);
  await expect(page.getByLabel("Vraag aan de tafel")).toHaveValue("Wie voert het gesprek?");
  await expectAccessible(page);

  await page.getByLabel("Veilig Thuis Amstelrand").check();
  await page.getByRole("button", { name: "Stel voor" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^Casus AR-/ })).toBeVisible();
  await expectAccessible(page);
  await shots(page, "case");
});
