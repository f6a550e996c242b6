// Journey without JavaScript: an agenda that is too long is made to fit, and everything has its way
// back.
import { expect, test } from "../../support/test";
import { nextMeeting } from "./steps";

test.use({ freshDatabase: true });

test("een te lange agenda past door inkorten, aanhouden en eraf halen", async ({ page }) => {
  await nextMeeting(page, "director");
  await page.getByRole("link", { name: "Stel agenda op" }).click();
  await page.getByRole("listitem").filter({ hasText: "Scholing van huisartsen" }).getByRole("button", { name: /Opnemen/ }).click();
  await expect(page.getByText("15 minuten te lang", { exact: true })).toBeVisible();

  // The sentence that says so leads to what can be done: every item is open.
  await page.getByRole("link", { name: "Kort in, haal een punt eraf of houd het aan" }).first().click();
  const minutes = page.getByLabel("Minuten voor Scholing van huisartsen");
  await minutes.fill("0");
  await minutes.press("Enter");
  await expect(page.getByText("Vul een getal in van 1 tot en met 120.").first()).toBeVisible();
  await page.getByLabel("Minuten voor Scholing van huisartsen").fill("10");
  await page.getByLabel("Minuten voor Scholing van huisartsen").press("Enter");
  await expect(page.getByText("10 minuten te lang", { exact: true })).toBeVisible();

  await page.getByRole("button", { name: "Houd aan Instructie Burgerzaken in alle gemeenten" }).click();
  await expect(page.getByRole("heading", { name: "Aangehouden" })).toBeVisible();
  await expect(page.getByText("Naar het volgende overleg:")).toBeVisible();
  await expect(page.getByText(/minuten te lang/)).toHaveCount(0);
  await page.getByRole("button", { name: "Zet terug op de agenda Instructie Burgerzaken in alle gemeenten" }).click();
  await expect(page.getByText("10 minuten te lang", { exact: true })).toBeVisible();

  // What nobody has read yet leaves at once; what was published leaves with a reason.
  await page.getByLabel("Wijzig of haal eraf: Scholing van huisartsen").click();
  await page.getByRole("button", { name: "Haal van de agenda Scholing van huisartsen" }).click();
  await expect(page.locator(".kt-proposal").filter({ hasText: "Scholing van huisartsen" })).toBeVisible();
  await page.getByLabel("Wijzig of haal eraf: Instructie Burgerzaken in alle gemeenten").click();
  await page.getByRole("link", { name: "Haal van de agenda Instructie Burgerzaken in alle gemeenten" }).click();
  await page.getByRole("button", { name: "Haal van de agenda" }).click();
  await expect(page.getByRole("alert")).toContainText(/vul dit veld in\./i);
  await page.getByLabel("Reden").fill("Deze keer is er geen tijd voor.");
  await page.getByRole("button", { name: "Haal van de agenda" }).click();
  await expect(page.getByText("Van de agenda gehaald: Deze keer is er geen tijd voor.")).toBeVisible();
  await expect(page.getByText("Van de agenda af:")).toBeVisible();
  await page.getByRole("button", { name: "Opnemen Instructie Burgerzaken in alle gemeenten" }).click();
  await expect(page.getByLabel("Wijzig of haal eraf: Instructie Burgerzaken in alle gemeenten")).toBeVisible();
});
