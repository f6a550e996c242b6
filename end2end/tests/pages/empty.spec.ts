// Where nothing has happened yet: every page that can be reached says what it is for and what to do
// first, and no link leads nowhere.
import { type Person, signInAs } from "../../support/people";
import { shots } from "../../support/shots";
import { expectSound } from "../../support/sound";
import { expect, test } from "../../support/test";
import { walk } from "../../support/walk";

test.use({ freshDatabase: true, begins: "empty", trace: "off", screenshot: "off" });

const visitors: Person[] = ["director", "police", "guest", "administrator"];

for (const person of visitors) {
  test(`een regio die nog moet beginnen, voor ${person}`, async ({ page }) => {
    test.setTimeout(600_000);
    await signInAs(page, person);
    const seen = await walk(page, async (route) => {
      if (person !== "director" && route.startsWith("/naslag/")) return;
      await expectSound(page);
      await shots(page, `empty/${person}${route.replaceAll("/", "-")}`);
    });
    expect([...seen.keys()]).not.toContain("/overleg/{id}");
  });
}

test("de regisseur plant het eerste overleg", async ({ page }) => {
  await signInAs(page, "director");
  await page.getByRole("link", { name: "Plan een overleg" }).click();
  await page.getByRole("link", { name: "Plan overleg" }).first().click();
  await page.getByRole("button", { name: "Plan overleg" }).click();
  await expect(page.getByText("Verzamelen")).toBeVisible();
  await expect(page.getByRole("link", { name: "Verslag en open acties" })).toBeVisible();
});
