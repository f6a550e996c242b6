// Journey: a paper is attached to an item; what is wrong with a file is said and nothing typed is lost.
import { expectAccessible } from "../../support/axe";
import { shots } from "../../support/shots";
import { expect, test } from "../../support/test";
import { nextMeeting } from "../meetings/steps";

test.use({ freshDatabase: true });

const TITLE = "Voortgang van de meldroute";

test("een stuk komt bij het punt, en een verkeerd bestand krijgt een zin", async ({ page }) => {
  await nextMeeting(page, "director");
  const main = page.getByRole("main");
  await main.getByRole("link", { name: "Instructie Burgerzaken in alle gemeenten" }).click();
  await main.getByRole("link", { name: "Stukken toevoegen of weghalen" }).click();
  await expect(page.getByRole("heading", { name: "Een stuk toevoegen" })).toBeVisible();
  await expectAccessible(page);
  await shots(page, "papers-empty");

  const send = async (name: string, text: string) => {
    const buffer = Buffer.from(text);
    await main.getByLabel("Bestand").setInputFiles({ name, mimeType: "application/octet-stream", buffer });
    await main.getByRole("button", { name: "Stuk toevoegen" }).click();
  };
  await main.getByLabel("Hoe heet het stuk?").fill(TITLE);
  await send("nota.pdf", "Dit is geen PDF.");
  await expect(main.getByText("past niet bij wat erin zit").first()).toBeVisible();
  await expect(main.getByLabel("Hoe heet het stuk?")).toHaveValue(TITLE);
  await expectAccessible(page);
  await shots(page, "papers-refused");

  await send("nota.txt", "Burgerservicenummer 111222333");
  await expect(main.getByText("Dit lijkt een burgerservicenummer.").first()).toBeVisible();

  await send("nota.txt", "Beste ketenpartners, dit is de nota.");
  const link = main.getByRole("link", { name: TITLE });
  await expect(link).toBeVisible();
  await expectAccessible(page);
  await shots(page, "papers-list");
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  expect(download.suggestedFilename()).toBe("stuk-1.txt");

  await main.getByText("Weghalen", { exact: true }).click();
  await main.getByRole("button", { name: "Haal dit stuk weg" }).click();
  await expect(link).toBeHidden();
});
