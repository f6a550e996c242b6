// Journey: the agenda proposes what should not be forgotten; one thing is put on it, another left aside.
import { shots } from "../../support/shots";
import { expectSound } from "../../support/sound";
import { expect, test } from "../../support/test";
import { nextMeeting } from "./steps";

test.use({ freshDatabase: true });

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "met JavaScript" : "zonder JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("wat de agenda voorstelt, komt erop of wordt overgeslagen", async ({ page }) => {
      await nextMeeting(page, "director");
      await page.getByRole("link", { name: "Stel agenda op" }).click();
      const panel = page.getByRole("region", { name: "De agenda stelt voor" });
      await expect(panel.getByText(/^Open sinds /).first()).toBeVisible();
      if (javaScriptEnabled) await expectSound(page);
      await shots(page, "meetings/suggestions");

      const put = panel.getByRole("button", { name: /^Op de agenda .*Geen opvangplek voor jongens/ });
      await put.click();
      await expect(page).toHaveURL(/#punt-/);
      await expect(page.locator(".kt-agenda").getByRole("link", { name: "Knelpunt 1: Geen opvangplek voor jongens" })).toBeVisible();
      await expect(put).toHaveCount(0);

      const object = "Acties worden traag bevestigd";
      await panel.getByRole("button", { name: new RegExp(`^Nu niet .*${object}`) }).click();
      const aside = panel.getByRole("group").filter({ hasText: "overgeslagen" });
      await aside.getByText("Voor dit overleg overgeslagen (1)").click();
      await shots(page, "meetings/suggestions-passed");
      await aside.getByRole("button", { name: new RegExp(`^Toch tonen .*${object}`) }).click();
      await expect(panel.getByRole("button", { name: new RegExp(`^Op de agenda .*${object}`) })).toBeVisible();
    });
  });
}
