// Journey: a case is due; the FG advises, the director decides, the secretary confirms, and a certificate is
// left. And a case that is nearly due is held and kept longer.
import { signInAs } from "../../support/people";
import { shots } from "../../support/shots";
import { expectSound } from "../../support/sound";
import { expect, test } from "../../support/test";

test.use({ freshDatabase: true });

const OFFICER = /^Functionaris gegevensbescherming/;
const HOME = "/beheer/vernietiging";

test("een zaak wordt na advies, besluit en bevestiging vernietigd; de verklaring blijft", async ({ page }) => {
  await signInAs(page, OFFICER);
  await page.goto("/beheer");
  await page.getByRole("link", { name: "Openen Vernietiging" }).click();
  const main = page.getByRole("main");
  await expect(main.getByRole("heading", { level: 1, name: "Vernietiging" })).toBeVisible();
  await expectSound(page);
  await shots(page, "retention/overview");
  await main.getByRole("link", { name: /^Nu doen/ }).last().click();
  await expect(main.getByRole("heading", { level: 1, name: "Lijst om te vernietigen" })).toBeVisible();
  const list = new URL(page.url()).pathname;
  await expect(main.getByText("Casus")).toHaveCount(0);
  await main.getByLabel(/^Vernietigen, onder voorwaarden/).check();
  await main.getByRole("button", { name: "Advies vastleggen" }).click();
  await expect(main.getByRole("alert")).toBeVisible();
  await expect(main.getByLabel(/^Vernietigen, onder voorwaarden/)).toBeChecked();
  await expectSound(page);
  await shots(page, "retention/advise");
  await main.getByLabel("Waarom?").fill("De inbrenger heeft bevestigd dat het dossier daar compleet is.");
  await main.getByRole("button", { name: "Advies vastleggen" }).click();
  await expect(main.getByText("Wacht op het besluit van de regisseur")).toBeVisible();

  await page.context().clearCookies();
  await signInAs(page, "director");
  await page.goto(list);
  await expectSound(page);
  await shots(page, "retention/decide");
  await main.getByLabel("Wat doet u met het advies?").fill("Veilig Thuis heeft dit schriftelijk bevestigd.");
  await main.getByLabel(/^Ja, wat op deze lijst staat/).check();
  await main.getByRole("button", { name: "Besluiten tot vernietigen" }).click();
  await expect(main.getByText("Wacht op de bevestiging van de secretaris")).toBeVisible();
  await expect(main.getByRole("button", { name: "Vastleggen" })).toHaveCount(0);

  await page.context().clearCookies();
  await signInAs(page, "secretary");
  await page.goto(list);
  await expectSound(page);
  await shots(page, "retention/confirm");
  await main.getByLabel(/^Bevestigen en vernietigen/).check();
  await main.getByRole("button", { name: "Vastleggen" }).click();
  await expect(main.getByRole("heading", { level: 1, name: "Verklaring van vernietiging" })).toBeVisible();
  await expect(main.getByText("Deze verklaring is sinds de vernietiging niet gewijzigd.")).toBeVisible();
  await expectSound(page);
  await shots(page, "retention/certificate");
  await page.emulateMedia({ media: "print" });
  await expect(main.getByText(/^Verklaring van vernietiging van/)).toBeVisible();
  await shots(page, "retention/certificate-paper");
  await page.emulateMedia({ media: "screen" });
  await page.goto(HOME);
  await expect(main.getByRole("region", { name: "Vernietigd of vervallen" }).getByRole("link", { name: /^Verklaring/ })).toBeVisible();
  await shots(page, "retention/overview-after");
});

test("wat nog nodig is, wordt vastgehouden of langer bewaard", async ({ page }) => {
  await signInAs(page, "director");
  await page.goto(HOME);
  const main = page.getByRole("main");
  const near = main.getByRole("region", { name: "Komt binnenkort aan de beurt" });
  await near.getByRole("link", { name: /^Bewaren of vasthouden/ }).first().click();
  await expect(main.getByRole("heading", { level: 1, name: "Bewaren of vernietigen" })).toBeVisible();
  await main.getByRole("button", { name: "Vasthouden" }).click();
  await expect(main.getByRole("alert")).toBeVisible();
  await expectSound(page);
  await shots(page, "retention/item");
  const hold = main.getByRole("region", { name: "Vasthouden" });
  await hold.getByLabel("Wie vraagt erom?").fill("Rechtbank");
  await hold.getByLabel("Waarom?").fill("Er loopt een verzoek om inzage.");
  await hold.getByRole("button", { name: "Vasthouden" }).click();
  await expect(main.getByText(/^Op verzoek van Rechtbank/)).toBeVisible();
  await page.goto(HOME);
  await expect(main.getByRole("region", { name: "Wordt vastgehouden" }).getByRole("listitem")).toHaveCount(1);
  await expectSound(page);
  await shots(page, "retention/held");
});
