// Journey without JavaScript: what is refused comes back with everything that was typed.
import { expect, test } from "../../support/test";
import { nextMeeting } from "./steps";

test.use({ freshDatabase: true });

test("een geweigerd punt komt terug met alle tekst", async ({ page }) => {
  await nextMeeting(page, "police");
  await page.getByRole("link", { name: "Punt voorstellen" }).click();
  await page.getByLabel("Onderwerp").fill("Aangifte doen met begeleiding");
  await page.getByLabel(/^besluiten/).check();
  await page.getByLabel("Minuten").fill("10");
  await page.getByLabel("Toelichting").fill("Het gaat om nummer 111222333.");
  await page.getByRole("button", { name: "Stel voor" }).click();

  await expect(page.getByRole("alert")).toContainText(/dit lijkt een burgerservicenummer/i);
  await expect(page.getByLabel("Onderwerp")).toHaveValue("Aangifte doen met begeleiding");
  await expect(page.getByLabel("Toelichting")).toHaveValue("Het gaat om nummer 111222333.");
  await expect(page.getByLabel(/^besluiten/)).toBeChecked();

  await page.getByLabel("Toelichting").fill("Met dank aan de heer Van den Berg.");
  await page.getByRole("button", { name: "Stel voor" }).click();
  await page.getByLabel("Reden om dit toch te bewaren").fill("Een spreker van buiten, geen betrokkene.");
  await page.getByRole("button", { name: "Stel voor" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Aangifte doen met begeleiding" })).toBeVisible();
  await expect(page.getByText(/Een spreker van buiten/)).toBeVisible();
});
