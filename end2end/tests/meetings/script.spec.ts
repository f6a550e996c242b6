// The regieboek: for who chairs, on screen and on paper, and for nobody else.
import { hydrated } from "../../support/hydrated";
import { signInAs } from "../../support/people";
import { onPaper, shots } from "../../support/shots";
import { expectSound } from "../../support/sound";
import { expect, test } from "../../support/test";
import { another, nextMeeting } from "./steps";

test.use({ freshDatabase: true });

const NOTE = "Eerst de GGD vragen.\nDan pas de rest van de tafel.";

test("het regieboek is van wie de tafel leidt", async ({ page, browser, baseURL }) => {
  await nextMeeting(page, "secretary");
  const agenda = page.url();
  await page.getByRole("main").getByRole("link", { name: "Regieboek" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^Regieboek/ })).toBeVisible();
  await hydrated(page);
  const main = page.getByRole("main");
  await expect(main.getByText("Alleen voor voorzitter en secretaris")).toBeVisible();
  await expect(main.getByRole("heading", { level: 3, name: /^Hier begint het besloten deel, \d\d\.\d\d uur$/ })).toBeVisible();
  await expect(main.getByText(/^Gasten gaan eerst de kamer uit: /)).toBeVisible();
  await expect(main.getByText(/^Hier eindigt het besloten deel/)).toBeVisible();

  const item = main.getByRole("listitem").filter({ hasText: "Instructie Burgerzaken" });
  const write = async (at: typeof page, word: string) => {
    const cue = at.getByRole("main").getByRole("listitem").filter({ hasText: "Instructie Burgerzaken" });
    await cue.getByText(word).click();
    return cue;
  };
  await test.step("een aantekening, met wat de bewaking weigert", async () => {
    await write(page, "Schrijf een regie-aantekening");
    await item.getByLabel("Regie-aantekening bij dit punt").fill("Bel 06-12345678");
    await item.getByRole("button", { name: "Bewaar" }).click();
    await expect(item.getByLabel("Regie-aantekening bij dit punt")).toHaveValue("Bel 06-12345678");
    await expect(item.getByLabel("Regie-aantekening bij dit punt")).toHaveAttribute("aria-invalid", "true");
    await item.getByLabel("Regie-aantekening bij dit punt").fill(NOTE);
    await item.getByRole("button", { name: "Bewaar" }).click();
    await expect(item.getByRole("heading", { level: 4, name: "Regie-aantekening" })).toBeVisible();
    await expect(item.getByText("Dan pas de rest van de tafel.").first()).toBeVisible();
  });
  await expectSound(page);
  const address = new URL(page.url()).pathname;

  const director = await another(browser, baseURL);
  await test.step("wie tweede is, ziet beide teksten", async () => {
    await signInAs(director, "director");
    await director.goto(address);
    const cue = await write(director, "Wijzig de regie-aantekening");
    // Looking at all of it opened every form.
    await page.goto(address);
    await write(page, "Wijzig de regie-aantekening");
    await cue.getByLabel("Regie-aantekening bij dit punt").fill("Kort houden.");
    await cue.getByRole("button", { name: "Bewaar" }).click();
    await expect(cue.getByText("Kort houden.").first()).toBeVisible();
    await item.getByLabel("Regie-aantekening bij dit punt").fill("Ruim de tijd nemen.");
    await item.getByRole("button", { name: "Bewaar" }).click();
    const clash = item.getByRole("alert");
    await expect(clash.getByText("Kort houden.")).toBeVisible();
    await expect(clash.getByText("Ruim de tijd nemen.")).toBeVisible();
    await expectSound(page);
    await item.getByRole("button", { name: "Bewaar" }).click();
    await expect(item.getByRole("alert")).toHaveCount(0);
    await expect(item.getByText("Ruim de tijd nemen.").first()).toBeVisible();
  });
  await director.context().close();

  for (const width of [320, 768, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
  await shots(page, "regieboek");

  await test.step("op papier, zonder menu en formulieren", async () => {
    await page.setViewportSize({ width: 794, height: 1123 });
    await page.emulateMedia({ media: "print" });
    await expect(page.getByRole("navigation").first()).toBeHidden();
    await expect(page.getByText("Wijzig de regie-aantekening")).toBeHidden();
    await expect(page.getByRole("button", { name: "Afmelden" })).toBeHidden();
    await expect(page.getByText("Ruim de tijd nemen.").first()).toBeVisible();
    await expect(page.getByText(/^Regieboek van /)).toBeVisible();
    await expect(page.getByText("Alleen voor voorzitter en secretaris")).toBeVisible();
    await onPaper(page, "regieboek-papier");
    await page.emulateMedia({ media: "screen" });
  });

  await test.step("voor anderen is het er niet", async () => {
    for (const person of ["police", "guest", "administrator"] as const) {
      const other = await another(browser, baseURL);
      await signInAs(other, person);
      const answer = await other.goto(address);
      expect([403, 404], person).toContain(answer?.status());
      await other.goto(agenda);
      await expect(other.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(other.getByRole("link", { name: "Regieboek" })).toHaveCount(0);
      await expect(other.getByText("Ruim de tijd nemen.")).toHaveCount(0);
      await other.context().close();
    }
  });
});
