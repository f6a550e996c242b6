// Who brought in a case can see who looked at it.
import { shots } from "../../support/shots";
import { expectSound } from "../../support/sound";
import { expect, test } from "../../support/test";
import { another, nextMeeting } from "./steps";

test.use({ freshDatabase: true });

test("wie zag mijn stuk", async ({ page, browser, baseURL }) => {
  await nextMeeting(page, "police");
  await page.getByRole("link", { name: /Casus AR-M4TD/ }).click();
  const other = await another(browser, baseURL);
  await nextMeeting(other, "socialWork");
  await other.getByRole("link", { name: /Casus AR-M4TD/ }).click();
  // It is not theirs, so they are not told.
  await expect(other.getByRole("link", { name: "Wie zag dit punt" })).toHaveCount(0);

  await page.getByRole("link", { name: "Wie zag dit punt" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Wie zag dit punt" })).toBeVisible();
  const rows = page.getByRole("row").filter({ hasText: "las het punt" });
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText("Teamleider maatschappelijk werk");
  await expect(rows.last()).toContainText("Taakaccenthouder politie");
  await expectSound(page);
  await shots(page, "readers");
  await other.context().close();
});
