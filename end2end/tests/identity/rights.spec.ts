// Who may do what: given by more than one, taken by one, and seen by who oversees.
import { expect, test } from "../../support/test";
import { signInAs } from "../../support/people";
import { shots } from "../../support/shots";
import { expectSound } from "../../support/sound";

test.use({ freshDatabase: true });

test("een beheerder stelt voor, een regisseur bevestigt, en intrekken gaat meteen", async ({ page }) => {
  await signInAs(page, "administrator");
  await expect(page).toHaveURL(/\/beheer$/);
  await expectSound(page);
  await shots(page, "rights/overview");
  await page.getByRole("link", { name: "Openen Mensen" }).click();
  await expectSound(page);
  await shots(page, "rights/people");

  // Somebody new is made known; what is left out is asked for, and the rest stays.
  await page.getByRole("link", { name: "Iemand toevoegen" }).click();
  await page.getByLabel("Naam op het werk").fill("Beleidsadviseur preventie");
  await page.getByRole("button", { name: "Toevoegen" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(page.getByLabel("Naam op het werk")).toHaveValue("Beleidsadviseur preventie");
  await expectSound(page);
  await page.getByLabel("Organisatie").selectOption({ label: "GGD Amstelrand" });
  await page.getByLabel("Functie").fill("Adviseur");
  await page.getByRole("button", { name: "Toevoegen" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Beleidsadviseur preventie" })).toBeVisible();
  await expect(page.getByText("Deze persoon heeft nog geen rol.")).toBeVisible();
  const person = page.url();

  await page.getByText("Een rol geven").click();
  await page.getByLabel("Rol", { exact: true }).selectOption({ label: "Deelnemer" });
  await page.locator("form", { has: page.getByLabel("Rol", { exact: true }) }).getByLabel("Waarom?").fill("Neemt deel namens de GGD.");
  await page.getByRole("button", { name: "Geven of voorstellen" }).first().click();
  await expect(page.getByRole("heading", { name: "Rol Deelnemer" })).toBeVisible();
  await expect(page.getByText("Deze persoon heeft nog geen rol.")).toBeVisible();
  await expect(page.getByText("U stelde dit voor")).toBeVisible();
  await expectSound(page);
  await shots(page, "rights/person");

  await page.context().clearCookies();
  await signInAs(page, "director");
  await page.getByRole("link", { name: "Beheer", exact: true }).click();
  await page.getByRole("link", { name: "Openen Vier ogen" }).click();
  await expectSound(page);
  await shots(page, "rights/approvals");
  await page.getByRole("button", { name: "Bevestigen: Rol Deelnemer" }).click();
  await expect(page.getByRole("button", { name: "Bevestigen: Rol Deelnemer" })).toHaveCount(0);
  await page.goto(person);
  await page.getByRole("button", { name: "Deelnemer intrekken" }).click();
  await expect(page.getByText("Deze persoon heeft nog geen rol.")).toBeVisible();
});

test("een gepauzeerde is er bij het volgende scherm uit", async ({ page, browser, server }) => {
  const other = await (await browser.newContext({ locale: "nl-NL", baseURL: server.origin })).newPage();
  await signInAs(other, "police");
  await signInAs(page, "director");
  await page.goto("/beheer/mensen");
  await page.getByRole("link", { name: "Taakaccenthouder politie" }).click();
  await page.getByText("Pauzeren", { exact: true }).click();
  await page.getByRole("button", { name: "Nu pauzeren" }).click();
  await expect(page.getByText("Gepauzeerd")).toBeVisible();
  await other.goto("/acties");
  await expect(other).toHaveURL(/\/\?waarom=(shut|ended)&next=%2Facties$/);
  await expect(other.getByRole("alert")).toBeVisible();
  await page.getByText("Weer toelaten", { exact: true }).first().click();
  await page.getByLabel("Waarom?").last().fill("Het onderzoek is afgerond.");
  await page.getByRole("button", { name: "Weer toelaten" }).click();
  await expect(page.getByText("Mag binnen")).toBeVisible();
  await other.context().close();
});

test("wie toeziet leest mee en beslist niet", async ({ page }) => {
  await signInAs(page, /Functionaris/);
  await page.goto("/beheer/vier-ogen");
  await expect(page.getByRole("heading", { name: /Plaats aan tafel bij KEGA/ }).first()).toBeVisible();
  await expect(page.getByRole("button", { name: /Bevestigen/ })).toHaveCount(0);
  await page.goto("/beheer/rechten");
  await expectSound(page);
  await shots(page, "rights/reviews");
  await page.goto("/beheer/tafels");
  await expectSound(page);
  await shots(page, "rights/tables");
  await page.goto("/beheer/organisaties");
  await expectSound(page);
  await shots(page, "rights/organisations");
});

test("wie is uitgesloten vindt het punt niet, en een poging wordt verteld", async ({ page }) => {
  await signInAs(page, "police");
  await page.goto("/overleg");
  await page.locator("main a[href^='/overleg/']").first().click();
  await page.getByRole("link", { name: /Afspraken met opvang buiten de regio/ }).first().click();
  const item = page.url();

  await page.context().clearCookies();
  await signInAs(page, "director");
  await page.goto(item);
  await page.getByRole("link", { name: "Uitsluiten" }).click();
  await page.getByLabel("Wie?").selectOption({ label: "Eén persoon: Taakaccenthouder politie, Politie" });
  await page.getByRole("button", { name: "Nu uitsluiten" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await page.getByLabel("Waarom?").fill("Er is een band met een betrokkene.");
  await expectSound(page);
  await page.getByRole("button", { name: "Nu uitsluiten" }).click();
  await expect(page.getByText("Omdat: Er is een band met een betrokkene.")).toBeVisible();
  await expectSound(page);
  await shots(page, "rights/exclusions");

  await page.context().clearCookies();
  await signInAs(page, "police");
  await page.goto(item);
  await expect(page.getByText("Afspraken met opvang buiten de regio")).toHaveCount(0);

  await page.context().clearCookies();
  await signInAs(page, "director");
  await expect(page.getByText(/Iemand probeerde een punt te openen/)).toBeVisible();
  await expectSound(page);
  await shots(page, "rights/alert");

  // Lowering the class waits for somebody else.
  await page.goto(item);
  await page.getByText("Lagere klasse voorstellen").click();
  await page.getByLabel("Nieuwe klasse").selectOption("k1");
  await page.getByLabel("Waarom kan de klasse lager?").fill("Er staat niets vertrouwelijks meer in.");
  await expectSound(page);
  await page.getByRole("button", { name: "Voorstellen", exact: true }).click();
  await page.context().clearCookies();
  await signInAs(page, "secretary");
  await page.goto("/beheer/vier-ogen");
  await page.getByRole("button", { name: /Bevestigen: Lagere klasse/ }).click();
  await expect(page.getByRole("button", { name: /Bevestigen: Lagere klasse/ })).toHaveCount(0);
});
