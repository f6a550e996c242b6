// Journey 12 at the table: two write the same note; the second is shown both texts and loses nothing.
import { expectAccessible } from "../../support/axe";
import { hydrated } from "../../support/hydrated";
import { signInAs } from "../../support/people";
import { expect, test } from "../../support/test";
import { another, liveAddress } from "./steps";

test.use({ freshDatabase: true });

test("twee schrijven tegelijk aan dezelfde notitie", async ({ page: secretary, browser, baseURL }) => {
  await signInAs(secretary, "secretary");
  const address = await liveAddress(secretary);
  const director = await another(browser, baseURL);
  await signInAs(director, "director");
  for (const page of [secretary, director]) {
    await page.goto(address);
    await hydrated(page);
  }
  await secretary.getByRole("button", { name: "Begin het overleg" }).click();
  await secretary.getByRole("button", { name: /^Aan de orde: .*Instructie Burgerzaken/ }).click();
  const note = /^Notitie bij: Instructie Burgerzaken/;
  await director.getByRole("textbox", { name: note }).fill("Vier balies doen mee.");

  await secretary.getByRole("textbox", { name: note }).fill("Drie balies doen mee.");
  await secretary.getByRole("button", { name: "Bewaar notitie" }).click();
  // The page of the director hears of it, and leaves what is being typed alone.
  await secretary.getByRole("button", { name: /^Is er: GGD/ }).click();
  await expect(director.getByLabel(/^aanwezig, wijzig aanwezigheid van GGD/)).toBeVisible();
  await expect(director.getByRole("textbox", { name: note })).toHaveValue("Vier balies doen mee.");

  await director.getByRole("button", { name: "Bewaar notitie" }).click();
  const conflict = director.getByRole("alert");
  await expect(conflict.getByRole("heading", { name: "Iemand was u voor" })).toBeVisible();
  await expect(conflict.getByText("Drie balies doen mee.")).toBeVisible();
  await expect(conflict.getByText("Vier balies doen mee.")).toBeVisible();
  await expect(director.getByRole("textbox", { name: note })).toHaveValue("Vier balies doen mee.");
  await expectAccessible(director);
  // Nothing was kept in secret.
  await expect(secretary.getByRole("textbox", { name: note })).toHaveValue("Drie balies doen mee.");

  await director.getByRole("textbox", { name: note }).fill("Drie of vier balies doen mee.");
  await director.getByRole("button", { name: "Bewaar notitie" }).click();
  await expect(director.getByRole("heading", { name: "Iemand was u voor" })).toHaveCount(0);
  await expect(secretary.getByRole("textbox", { name: note })).toHaveValue("Drie of vier balies doen mee.");
  await director.context().close();
});
