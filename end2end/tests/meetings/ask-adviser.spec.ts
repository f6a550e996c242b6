// A national adviser comes for one item: invited, heard, and seeing nothing else.
import { signInAs } from "../../support/people";
import { shots } from "../../support/shots";
import { expectSound } from "../../support/sound";
import { expect, test } from "../../support/test";

test.use({ freshDatabase: true });

const ADVISER = /^Landelijk adviseur/;

test("een adviseur wordt bij één punt uitgenodigd en geeft advies", async ({ page }) => {
  await signInAs(page, "director");
  // Here the adviser has no place at the table.
  await page.goto("/beheer/mensen");
  await page.getByRole("link", { name: "Landelijk adviseur" }).click();
  await page.getByRole("button", { name: "KEGA Amstelrand intrekken" }).click();
  await page.goto("/overleg");
  const links = await page.locator("main a[href^='/overleg/']").evaluateAll((all) => all.map((a) => a.getAttribute("href") ?? ""));
  const next = links.find((href) => /^\/overleg\/[0-9a-f-]{36}/.test(href)) ?? "";
  const meeting = next.split("/").slice(0, 3).join("/");
  await page.goto(meeting);
  await page.getByRole("link", { name: /Instructie Burgerzaken/ }).first().click();
  const item = page.url();
  await page.getByText("Adviseur uitnodigen", { exact: true }).click();
  await page.getByRole("button", { name: "Uitnodigen", exact: true }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await page.getByLabel("Wie nodigt u uit?").selectOption({ index: 1 });
  await page.getByLabel("Waarom vraagt u advies?").fill("De route naar het buitenland is nieuw voor ons.");
  await page.getByRole("button", { name: "Uitnodigen", exact: true }).click();
  await expect(page.getByText(/Landelijk adviseur, .*, is uitgenodigd/)).toBeVisible();
  await expectSound(page);
  await shots(page, "advice/director");

  await page.context().clearCookies();
  await signInAs(page, ADVISER);
  await expect(page).toHaveURL(/\/adviezen$/);
  await expectSound(page);
  await shots(page, "advice/list");
  await page.getByRole("link", { name: /Openen .*Instructie Burgerzaken/ }).click();
  await page.getByRole("button", { name: "Advies geven" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await page.getByLabel("Wat adviseert u?").fill("Vraag eerst het landelijk knooppunt om de route.");
  await page.getByRole("button", { name: "Advies geven" }).click();
  await expect(page.getByText("Vraag eerst het landelijk knooppunt om de route.")).toBeVisible();
  await expectSound(page);
  await shots(page, "advice/item");
  expect((await page.goto(meeting))?.status()).toBe(404);

  await page.context().clearCookies();
  await signInAs(page, "director");
  await page.goto(item);
  await expect(page.getByText("Vraag eerst het landelijk knooppunt om de route.")).toBeVisible();
  await page.getByRole("button", { name: "Uitnodiging intrekken van Landelijk adviseur" }).click();
  await expect(page.getByText(/is uitgenodigd/)).toHaveCount(0);
  await page.context().clearCookies();
  await signInAs(page, ADVISER);
  await expect(page.getByText("Er is nu geen advies van u gevraagd.")).toBeVisible();
  expect((await page.goto(item))?.status()).toBe(404);
});
