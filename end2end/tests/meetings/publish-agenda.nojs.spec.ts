// Journey without JavaScript: order by buttons, send one back, take one in, publish.
import { expect, test } from "../../support/test";
import { nextMeeting } from "./steps";

test.use({ freshDatabase: true });

test("de agenda wordt met knoppen opgesteld en gepubliceerd", async ({ page }) => {
  await nextMeeting(page, "director");
  await page.getByRole("link", { name: "Stel agenda op" }).click();
  await page.getByRole("button", { name: "Mededelingen omhoog" }).click();
  await expect(page.locator(".kt-item__title").first()).toContainText("Mededelingen");

  const proposal = page.locator(".kt-proposal").filter({ hasText: "Nieuw werkproces van de Raad" });
  await proposal.getByRole("link", { name: /Terug met reden/ }).click();
  await page.getByRole("button", { name: "Terug met reden" }).click();
  await expect(page.getByRole("alert")).toContainText(/vul dit veld in\./i);
  await page.getByLabel("Reden").fill("Dit kan schriftelijk.");
  await page.getByRole("button", { name: "Terug met reden" }).click();
  await expect(page.getByText("2 wachten")).toBeVisible();

  await page.getByRole("listitem").filter({ hasText: "Scholing van huisartsen" }).getByRole("button", { name: /Opnemen/ }).click();
  await page.getByRole("button", { name: "Versie 2 publiceren" }).click();
  await expect(page.getByText("Versie 2", { exact: true })).toBeVisible();
});
