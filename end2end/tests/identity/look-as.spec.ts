// Who directs sees the pages as somebody else does: to look, and to go back.
import { hydrated } from "../../support/hydrated";
import { signInAs } from "../../support/people";
import { shots } from "../../support/shots";
import { expectSound } from "../../support/sound";
import { expect, test } from "../../support/test";

test.use({ freshDatabase: true });

test("de regisseur bekijkt de agenda als gast, kan niets wijzigen en gaat terug", async ({ page }) => {
  await signInAs(page, "director");
  await page.goto("/overleg");
  const links = await page.locator("main a[href^='/overleg/']").evaluateAll((all) => all.map((a) => a.getAttribute("href") ?? ""));
  const next = links.find((href) => /^\/overleg\/[0-9a-f-]{36}/.test(href)) ?? "";
  await page.goto(next.split("/").slice(0, 3).join("/"));
  await expect(page.getByText("Instructie Burgerzaken").first()).toBeVisible();
  const agenda = page.url();
  await page.getByRole("link", { name: "Bekijk als…" }).click();
  await expectSound(page);
  await shots(page, "look/choose");
  await page.getByRole("button", { name: "Bekijk als Vrijwilliger Vrouwen Verbinden" }).click();
  await expect(page).toHaveURL(agenda);
  const banner = page.getByRole("region", { name: "U bekijkt dit als iemand anders" });
  await expect(banner.getByText(/Vrijwilliger Vrouwen Verbinden/)).toBeVisible();
  await expect(page.getByText("Instructie Burgerzaken")).toHaveCount(0);
  await expectSound(page);
  await shots(page, "look/agenda");

  // The live page follows as it does for the guest.
  await page.goto(`${agenda}/live`);
  await hydrated(page);
  await expect(banner).toBeVisible();
  await expectSound(page);

  // Whatever would change something is refused, and says why.
  await page.goto("/gast");
  await expectSound(page);
  await shots(page, "look/guest");
  await page.getByRole("button", { name: "Verstuur" }).first().click();
  await expect(page.getByRole("heading", { name: "U bekijkt dit als iemand anders" })).toBeVisible();
  // Also there the way back is at hand.
  await expect(banner).toBeVisible();
  await expectSound(page);
  await shots(page, "look/refused");
  await page.goto("/niets/hier");
  await banner.getByRole("button", { name: "Terug naar uzelf" }).click();
  await expect(page).toHaveURL(/\/bekijk-als$/);
  await expect(banner).toHaveCount(0);
  await page.goto(agenda);
  await expect(page.getByText("Instructie Burgerzaken").first()).toBeVisible();
});

test("vanaf iemands pagina, en de toezichthouder ziet dat het gebeurde", async ({ page }) => {
  await signInAs(page, "director");
  await page.goto("/beheer/mensen");
  await page.getByRole("link", { name: "Taakaccenthouder politie" }).click();
  await page.getByRole("button", { name: "Bekijk als Taakaccenthouder politie" }).click();
  await expect(page).toHaveURL(/\/acties$/);
  await expect(page.getByText(/U bekijkt dit als Taakaccenthouder politie, Politie Amstelrand/)).toBeVisible();
  await expectSound(page);
  await shots(page, "look/actions");
  await page.getByRole("button", { name: "Afmelden" }).click();
  await signInAs(page, /^Functionaris/);
  await page.goto("/toezicht");
  await page.getByLabel("Reden").fill("Steekproef van dit halfjaar");
  await page.getByRole("button", { name: "Open het logboek" }).click();
  await expect(page.getByRole("cell", { name: "Bekeken als iemand anders" }).first()).toBeVisible();
});
