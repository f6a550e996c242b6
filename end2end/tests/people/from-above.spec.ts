// Journey: the steering group reads what was published, and the FG sees numbers and states, and opens what
// concerns the own organisation on a reason that is written down.
import { signInAs } from "../../support/people";
import { shots } from "../../support/shots";
import { expectSound } from "../../support/sound";
import { expect, test } from "../../support/test";

test.use({ freshDatabase: true });

test("de stuurgroep leest de gepubliceerde agenda en wat te laat is", async ({ page }) => {
  await signInAs(page, /^Stuurgroeplid/);
  await page.getByRole("link", { name: "Overleg", exact: true }).click();
  await expectSound(page);
  await page.locator("main h2 a[href^='/overleg/']").first().click();
  await expect(page.getByText("U leest mee zonder plaats aan tafel")).toBeVisible();
  await expect(page.getByText("Dit deel is voor de partners aan tafel.")).toBeVisible();
  await expect(page.getByText(/Casu/)).toHaveCount(0);
  await expectSound(page);
  await shots(page, "above/agenda");
  await page.getByRole("link", { name: /Instructie Burgerzaken/ }).click();
  await expectSound(page);
  await shots(page, "above/item");
  await page.getByRole("link", { name: "Acties", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Achterstallige acties" })).toBeVisible();
  await expectSound(page);
  await shots(page, "above/actions");
});

test("de FG ziet aantallen en opent een eigen punt op een reden", async ({ page }) => {
  await signInAs(page, /^Functionaris gegevensbescherming/);
  await page.getByRole("link", { name: "Acties", exact: true }).click();
  await expectSound(page);
  await shots(page, "officer/actions");
  await page.getByRole("link", { name: "Overleg", exact: true }).click();
  await expect(page.getByText(/punten, \d+ besloten/).first()).toBeVisible();
  await expectSound(page);
  await shots(page, "officer/meetings");
  await page.locator("main h2 a[href^='/overleg/']").first().click();
  await expect(page.getByText("Instructie Burgerzaken")).toHaveCount(0);
  await expectSound(page);
  await shots(page, "officer/agenda");
  await page.getByRole("link", { name: "Besloten deel: Casuïstiek" }).click();
  await expect(page.getByRole("heading", { name: "Eerst een reden" })).toBeVisible();
  await expectSound(page);
  await shots(page, "officer/shut");
  const item = page.url();
  await page.getByRole("link", { name: "Geef een reden op bij Toezicht" }).click();
  await page.getByLabel("Reden").fill("Vraag van het college over dit punt");
  await page.getByRole("button", { name: "Open het logboek" }).click();
  await page.goto(item);
  await expect(page.getByText("U leest dit op de reden die u opschreef.")).toBeVisible();
  await expectSound(page);
  await shots(page, "officer/open");
});
