// Where an agenda leads: ahead to composing, behind to what was decided; and a case, or why not.
import { expectAccessible } from "../../support/axe";
import { signInAs } from "../../support/people";
import { expect, test } from "../../support/test";
import { nextMeeting } from "./steps";

test("een overleg dat komt leidt naar opstellen, een overleg dat was naar wat is afgesproken", async ({ page }) => {
  await nextMeeting(page, "director");
  const compose = page.getByRole("link", { name: "Stel agenda op: 3 voorstellen wachten op u" });
  await expect(compose).toHaveClass(/primary/);
  await compose.click();
  await expect(page.getByRole("heading", { level: 1, name: /^Agenda opstellen/ })).toBeVisible();

  await page.goto("/overleg");
  await page.getByRole("region", { name: "Geweest" }).getByRole("link").first().click();
  await page.getByRole("link", { name: "Besluiten en acties" }).click();
  await expect(page.getByRole("heading", { level: 2, name: "Acties" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Start een inloopspreekuur" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Acties worden traag bevestigd" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Meldroute: tweede test" }).last()).toBeVisible();
  // An action of a case is for those named on it.
  await expect(page.getByText("Vervolg bij casus")).toHaveCount(0);
  await expectAccessible(page);
});

test("wie geen casus kan inbrengen leest waarom", async ({ page }) => {
  await nextMeeting(page, "director");
  await page.goto(`${page.url()}/voorstel?soort=casus`);
  await expect(page.getByText(/^Een casus komt van een ketenpartner/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Stel voor" })).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole("link", { name: "Stel een ander punt voor" }).click();
  await expect(page.getByLabel("Onderwerp")).toBeVisible();

  await page.context().clearCookies();
  await nextMeeting(page, "prosecution");
  await page.goto(`${page.url()}/voorstel?soort=casus`);
  await expect(page.getByText(/De deur is dicht: handtekening ontbreekt/)).toBeVisible();

  await page.context().clearCookies();
  await nextMeeting(page, "police");
  await page.goto(`${page.url()}/voorstel?soort=casus`);
  await expect(page.getByText("OM, parket Amstelrand dicht: handtekening ontbreekt")).toBeVisible();
  await expect(page.getByText("Alleen wie u noemt leest dit.", { exact: false })).toBeVisible();
  await expectAccessible(page);
});

test("een gast leest op de agenda hetzelfde als thuis", async ({ page }) => {
  await signInAs(page, "guest");
  const told = page.getByText(/^U gaat om .* weg\. Om .* bent u er weer bij\.$/);
  const home = (await told.textContent()) ?? "";
  await page.goto("/overleg");
  await page.getByRole("link", { name: /^Volgende overleg/ }).click();
  await expect(page.getByText(home)).toBeVisible();
});
