// Journey: a partner looks up what was decided and why something was not adopted, follows one item over
// its meetings, and the secretary settles what was promised by two documents.
import { signInAs } from "../../support/people";
import { shots } from "../../support/shots";
import { expectSound } from "../../support/sound";
import { expect, test } from "../../support/test";

test.use({ freshDatabase: true });

test("besluiten over vergaderingen en het verloop van een punt", async ({ page }) => {
  await signInAs(page, "police");
  await page.goto("/overleg");
  await page.getByRole("main").getByRole("link", { name: "Besluiten" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Besluiten" })).toBeVisible();
  await expect(page.getByText("Niet overgenomen, omdat:")).toBeVisible();
  await expectSound(page);
  await shots(page, "registers/decisions");
  await page.getByLabel("Uitkomst").selectOption({ label: "Niet aangenomen" });
  await page.getByRole("button", { name: "Toon" }).click();
  await expect(page.getByRole("main").getByRole("listitem").filter({ hasText: "Besluit 3" })).toHaveCount(1);
  await expect(page.getByText("De scholen vragen eerst een handreiking.", { exact: false })).toBeVisible();
  await page.getByLabel("Uitkomst").selectOption({ label: "Aangehouden" });
  await page.getByRole("button", { name: "Toon" }).click();
  await page.getByRole("link", { name: "Meldroute: tweede test" }).click();

  const story = page.getByRole("region", { name: "Verloop" });
  await expect(story.getByText("Aangehouden tot het volgende overleg")).toBeVisible();
  await expect(story.getByText("Meegenomen van het vorige overleg")).toBeVisible();
  await expectSound(page);
  await shots(page, "registers/story");
  await story.getByRole("heading", { level: 3 }).last().getByRole("link").click();
  await expect(page.getByRole("region", { name: "Verloop" }).getByText("dit punt", { exact: true })).toBeVisible();
});

test("een toezegging verschuift en wordt afgedaan met twee documenten", async ({ page }) => {
  await signInAs(page, "secretary");
  await page.goto("/toezeggingen");
  await expect(page.getByRole("heading", { level: 1, name: "Toezeggingen" })).toBeVisible();
  await expectSound(page);
  await shots(page, "registers/commitments");
  await page.getByRole("link", { name: "Leg een toezegging vast" }).click();
  await expectSound(page);
  await page.getByRole("button", { name: "Leg vast" }).click();
  await expect(page.getByRole("alert").first()).toBeVisible();
  await shots(page, "registers/make-refused");
  await page.getByLabel("Soort").selectOption({ label: "Toezegging" });
  await page.getByLabel("Wat is er beloofd?").fill("De raad een overzicht van de opvangplaatsen sturen.");
  await page.getByLabel("Aan wie").fill("Gemeenteraad van Oeverstad");
  await page.getByLabel("Op welke dag").fill("2026-01-12");
  await page.getByLabel("Dag of periode").selectOption({ label: "najaar" });
  await page.getByLabel("Jaar", { exact: true }).fill("2031");
  await page.getByRole("button", { name: "Leg vast" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^Toezegging \d+$/ })).toBeVisible();
  await expect(page.getByRole("region", { name: "Beloofde data" })).toContainText("najaar 2031");

  await page.getByText("Geef een latere datum").click();
  await page.getByLabel("Dag of periode").selectOption({ label: "in de loop van het jaar" });
  await page.getByLabel("Jaar", { exact: true }).fill("2032");
  await page.getByLabel("Waarom later").fill("De cijfers komen pas in het voorjaar.");
  await page.getByRole("button", { name: "Geef deze datum" }).click();
  const dates = page.getByRole("region", { name: "Beloofde data" });
  await expect(dates).toContainText("Later: in de loop van 2032");
  await expect(dates).toContainText("najaar 2031");

  for (const [title, button] of [
    ["Raadsbrief over opvang", "Doe af met een document"],
    ["Bijlage met cijfers", "Voeg nog een document toe"],
  ] as const) {
    await page.getByText(button).click();
    await page.getByLabel("Titel van het document").fill(title);
    await page.getByLabel("Datum van het document").fill("2026-02-03");
    await page.getByLabel("Waar te vinden").fill("Raadsinformatiesysteem");
    await page.getByRole("button", { name: "Doe af" }).click();
    await expect(page.getByRole("region", { name: "Afgedaan met" })).toContainText(title);
  }
  await expectSound(page);
  await shots(page, "registers/commitment");
});
