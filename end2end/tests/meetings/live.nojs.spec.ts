// Journey 4 without JavaScript: plain forms, and who follows loads the page again.
import { expect, test } from "../../support/test";
import { signInAs } from "../../support/people";
import { another, clearTheWay, liveAddress } from "./steps";

test.use({ freshDatabase: true });

test("het overleg loopt met gewone formulieren", async ({ page, browser, baseURL }) => {
  await signInAs(page, "director");
  const address = await liveAddress(page);
  const police = await another(browser, baseURL, false);
  await signInAs(police, "police");

  await test.step("beginnen en aanwezigheid", async () => {
    await page.getByRole("button", { name: "Begin het overleg" }).click();
    await page.getByRole("button", { name: /^Alle verwachte deelnemers zijn er/ }).click();
    await expect(page.getByText("Aanwezigheid: 18 van 18 zijn er")).toBeVisible();
    await police.goto(address);
    await expect(police.getByText(/^Bezig sinds/)).toBeVisible();
    await expect(police.getByRole("link", { name: "Ververs de pagina" })).toBeVisible();
    // Nothing follows by itself here, and the page does not say so.
    await expect(police.getByText("Deze pagina volgt het overleg vanzelf")).toBeHidden();
    await expect(police.getByRole("heading", { name: "Er is nog geen punt aan de orde" })).toBeVisible();
  });

  await test.step("een punt, een notitie en wat is afgesproken", async () => {
    await page.getByRole("button", { name: /^Aan de orde: .*Instructie Burgerzaken/ }).click();
    await page.getByRole("textbox", { name: /^Notitie bij/ }).fill("Drie balies doen mee.");
    await expect(page.getByText(/^Bewaard om/)).toHaveCount(0);
    await page.getByRole("button", { name: "Bewaar notitie" }).click();
    await expect(page.getByText(/^Bewaard om .* uur$/)).toBeVisible();
    await page.getByLabel("Wat leggen we vast?").fill("De instructie geldt vanaf januari");
    await page.getByRole("button", { name: /^Leg vast/ }).click();
    await page.getByRole("radio", { name: /^Actie/ }).check();
    await page.getByLabel("Wat leggen we vast?").fill("Stuur de instructie rond");
    await page.getByRole("button", { name: /^Leg vast/ }).click();
    // Refused: an action needs an owner and a day. What was typed is still there.
    await expect(page.getByText("Vul dit veld in.").first()).toBeVisible();
    await expect(page.getByLabel("Wat leggen we vast?")).toHaveValue("Stuur de instructie rond");
    await expect(page.getByRole("radio", { name: /^Actie/ })).toBeChecked();
    await page.getByLabel("Organisatie").selectOption({ label: "GGD Amstelrand" });
    await page.getByLabel("Klaar op").fill("2031-01-14");
    await page.getByRole("button", { name: /^Leg vast/ }).click();
    await expect(page.getByText("GGD Amstelrand, klaar op 14 januari", { exact: false })).toBeVisible();

    await expect(police.getByText("Drie balies doen mee.")).toHaveCount(0);
    await police.getByRole("link", { name: "Ververs de pagina" }).click();
    await expect(police.getByText("Drie balies doen mee.")).toBeVisible();
    await expect(police.getByText("Stuur de instructie rond")).toBeVisible();
  });

  await test.step("tussen twee punten", async () => {
    await page.getByRole("button", { name: "Punt afronden" }).click();
    await expect(page.getByRole("heading", { name: "Er is nu geen punt aan de orde" })).toBeVisible();
    await police.getByRole("link", { name: "Ververs de pagina" }).click();
    await expect(police.getByRole("heading", { name: "Er is nu geen punt aan de orde" })).toBeVisible();
  });

  await test.step("de deur", async () => {
    await page.getByRole("button", { name: "Open besloten deel" }).click();
    await expect(page.getByText(/^Er is misschien nog iemand in de kamer/)).toBeVisible();
    await clearTheWay(page);
    await page.getByRole("button", { name: "Open besloten deel" }).click();
    await expect(page.getByRole("heading", { level: 2, name: "Het besloten deel is begonnen" })).toBeVisible();
    await page.getByRole("button", { name: "Aan de orde: Afspraken met opvang buiten de regio" }).click();
    await police.getByRole("link", { name: "Ververs de pagina" }).click();
    await expect(police.getByRole("heading", { level: 2, name: /^Afspraken met opvang/ })).toBeVisible();
    await page.getByRole("button", { name: "Sluit besloten deel" }).click();
  });

  await test.step("bevestigen en sluiten", async () => {
    await page.getByRole("link", { name: "Besluiten voorlezen en sluiten" }).click();
    await page.getByRole("radio", { name: /^Aangenomen/ }).check();
    await page.getByRole("button", { name: "Bevestig besluit 1" }).click();
    await page.getByRole("button", { name: "Sluit overleg" }).click();
    await expect(page.getByRole("link", { name: "Stuur de instructie rond" })).toBeVisible();
    await police.getByRole("link", { name: "Ververs de pagina" }).click();
    await expect(police.getByRole("heading", { name: "Het overleg is gesloten" })).toBeVisible();
  });
  await police.context().close();
});
