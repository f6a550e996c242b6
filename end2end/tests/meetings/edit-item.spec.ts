// Journey: two people change the same item; the second is shown both texts and loses nothing.
import { expectAccessible } from "../../support/axe";
import type { Person } from "../../support/people";
import { shots } from "../../support/shots";
import { expect, test } from "../../support/test";
import { another, nextMeeting } from "./steps";

test.use({ freshDatabase: true });

test("de tweede ziet beide teksten en verliest niets", async ({ page, browser, baseURL }) => {
  const open = async (who: typeof page, person: Person) => {
    await nextMeeting(who, person);
    await who.getByRole("link", { name: "Instructie Burgerzaken in alle gemeenten" }).click();
    await who.getByRole("link", { name: "Wijzig" }).click();
  };
  await open(page, "director");
  const second = await another(browser, baseURL);
  await open(second, "secretary");

  await page.getByLabel("Toelichting").fill("De eerste tekst.");
  await page.getByRole("button", { name: "Bewaar" }).click();
  await expect(page.getByText("De eerste tekst.")).toBeVisible();

  await second.getByLabel("Toelichting").fill("De tweede tekst.");
  await second.getByRole("button", { name: "Bewaar" }).click();
  await expect(second.getByRole("heading", { name: "Iemand was u voor" })).toBeVisible();
  await expect(second.getByText("De eerste tekst.")).toBeVisible();
  await expect(second.getByLabel("Toelichting")).toHaveValue("De tweede tekst.");
  await expectAccessible(second);
  await shots(second, "conflict");

  await second.getByRole("button", { name: "Bewaar" }).click();
  await expect(second.getByText("De tweede tekst.")).toBeVisible();
});
