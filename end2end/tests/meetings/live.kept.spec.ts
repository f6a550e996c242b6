// What somebody typed at the table and the server did not get yet stays on the device, and leaves with whoever
// typed it.
import type { Page } from "@playwright/test";
import { hydrated } from "../../support/hydrated";
import { signInAs } from "../../support/people";
import { shots } from "../../support/shots";
import { expectSound } from "../../support/sound";
import { expect, test } from "../../support/test";
import { another, liveAddress } from "./steps";

test.use({ freshDatabase: true });

/** What the device keeps: keys and texts. */
const kept = (page: Page) =>
  page.evaluate(() => Object.entries(localStorage).map(([key, value]) => [key, value.split("\n").slice(1).join("\n")]));

const texts = async (page: Page) => (await kept(page)).map(([, text]) => text).sort();

/** At the table, with an item on it. */
async function atTable(page: Page): Promise<string> {
  await signInAs(page, "secretary");
  const address = await liveAddress(page);
  await page.goto(address);
  await hydrated(page);
  await page.getByRole("button", { name: "Begin het overleg" }).click();
  await page.getByRole("button", { name: /^Aan de orde: 5\. Instructie/ }).click();
  await expect(page.getByRole("heading", { level: 2, name: /Instructie Burgerzaken/ })).toBeVisible();
  return address;
}

const bar = (page: Page) => page.getByLabel("Wat leggen we vast?");
const note = (page: Page) => page.getByRole("textbox", { name: /^Notitie bij/ });
const back = (page: Page) => page.getByText(/^Niet verstuurde tekst van \d\d\.\d\d uur is teruggezet/);

test("getypte tekst overleeft een weggevallen lijn en een gesloten venster", async ({ page, context }) => {
  const address = await atTable(page);

  await test.step("zonder lijn geschreven, in een nieuw venster terug", async () => {
    await context.setOffline(true);
    await bar(page).fill("Het loket gaat open");
    await bar(page).press("Enter");
    await expect(bar(page)).toHaveValue("Het loket gaat open");
    await note(page).fill("Drie balies doen mee.");
    await expect.poll(() => texts(page)).toEqual(["Drie balies doen mee.", "Het loket gaat open"]);
    for (const [key] of await kept(page)) expect(key).toMatch(/^ketentafel(\/([0-9a-f-]{36}|text|note|\d+))+$/);
    await context.setOffline(false);
    await page.reload();
    await hydrated(page);
    await expect(back(page)).toHaveCount(2);
    const fresh = await context.newPage();
    await page.close();
    page = fresh;
    await page.goto(address);
    await hydrated(page);
    await expect(back(page)).toHaveCount(2);
    await expect(bar(page)).toHaveValue("Het loket gaat open");
    await expect(note(page)).toHaveValue("Drie balies doen mee.");
    await shots(page, "live-teruggezet");
    await expectSound(page);
  });

  await test.step("weg zodra de server het heeft", async () => {
    await bar(page).press("Enter");
    const log = page.getByRole("region", { name: "Vastgelegd" });
    await expect(log.getByText("Het loket gaat open")).toBeVisible();
    await expect.poll(() => texts(page)).toEqual(["Drie balies doen mee."]);
    await expect(back(page)).toHaveCount(1);
    await page.getByRole("button", { name: "Bewaar notitie" }).click();
    await expect.poll(() => texts(page)).toEqual([]);
    await expect(back(page)).toHaveCount(0);
    await page.reload();
    await hydrated(page);
    await expect(note(page)).toHaveValue("Drie balies doen mee.");
    await expect(bar(page)).toHaveValue("");
  });

  await test.step("wat al was aangekomen wordt geen tweede keer gemaakt", async () => {
    await page.route("**/api/meetings/capture", async (route) => {
      await route.fetch();
      await route.abort();
    }, { times: 1 });
    await bar(page).fill("Een besluit waarvan het antwoord zoek raakt");
    await bar(page).press("Enter");
    await expect(bar(page)).toHaveValue("Een besluit waarvan het antwoord zoek raakt");
    await page.reload();
    await hydrated(page);
    await expect(back(page)).toHaveCount(1);
    const sent = page.waitForResponse("**/api/meetings/capture");
    await bar(page).press("Enter");
    await sent;
    await expect.poll(() => texts(page)).toEqual([]);
    const log = page.getByRole("region", { name: "Vastgelegd" });
    await expect(log.getByText("Een besluit waarvan het antwoord zoek raakt")).toHaveCount(1);
  });

  await test.step("wat geweigerd is blijft, tot het wordt weggegooid", async () => {
    await bar(page).fill("Bel met 06-12345678");
    await bar(page).press("Enter");
    await expect(bar(page)).toHaveAttribute("aria-invalid", "true");
    await page.goto(address);
    await hydrated(page);
    await expect(bar(page)).toHaveValue("Bel met 06-12345678");
    await page.getByRole("button", { name: /^Gooi weg: tekst van / }).click();
    await expect(bar(page)).toHaveValue("");
    await expect(back(page)).toHaveCount(0);
    await expect.poll(() => texts(page)).toEqual([]);
  });

  await test.step("bij een ander punt komt het niet terecht", async () => {
    await bar(page).fill("Dit hoort bij Burgerzaken");
    await page.getByRole("button", { name: /^Aan de orde: 4\. / }).click();
    await expect(page.getByRole("heading", { level: 2, name: /Instructie Burgerzaken/ })).toHaveCount(0);
    await page.reload();
    await hydrated(page);
    await expect(page.getByText(/^Deze tekst van .* is nog niet verstuurd en past nu niet in een veld:$/)).toBeVisible();
    await expect(page.getByText("Dit hoort bij Burgerzaken")).toBeVisible();
    await expect(bar(page)).toHaveValue("");
    await page.getByRole("button", { name: /^Heropen: 5\. / }).click();
    await expect(page.getByRole("heading", { level: 2, name: /Instructie Burgerzaken/ })).toBeVisible();
    await expect(bar(page)).toHaveValue("Dit hoort bij Burgerzaken");
    await expect(back(page)).toHaveCount(1);
  });
});

test("een notitie die intussen is gewijzigd komt naast die van een ander", async ({ page, browser, baseURL }) => {
  const address = await atTable(page);
  await note(page).fill("Van de secretaris.");
  await page.goto("/overleg");
  const director = await another(browser, baseURL);
  await signInAs(director, "director");
  await director.goto(address);
  await hydrated(director);
  await note(director).fill("Van de regisseur.");
  await director.getByRole("button", { name: "Bewaar notitie" }).click();
  await expect(director.getByText(/^Bewaard om/)).toBeVisible();
  await page.goto(address);
  await hydrated(page);
  await expect(note(page)).toHaveValue("Van de secretaris.");
  await page.getByRole("button", { name: "Bewaar notitie" }).click();
  await expect(page.getByRole("alert").getByText("Van de regisseur.")).toBeVisible();
  await expect(page.getByRole("alert").getByText("Van de secretaris.")).toBeVisible();
  await director.context().close();
});

test("wie weggaat laat niets achter", async ({ page, browser, baseURL }) => {
  await page.route("https://www.knmi.nl/**", (route) => route.fulfill({ contentType: "text/html", body: "<h1>Weer</h1>" }));
  const address = await atTable(page);
  const type = async () => {
    await page.goto(address);
    await hydrated(page);
    await bar(page).fill("Nog niet af");
    await expect.poll(() => texts(page)).toEqual(["Nog niet af"]);
  };

  await test.step("afmelden", async () => {
    await type();
    await page.getByRole("button", { name: "Afmelden" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Ketentafel" })).toBeVisible();
    expect(await kept(page)).toEqual([]);
  });

  await test.step("de knop die alles verlaat", async () => {
    await signInAs(page, "secretary");
    await type();
    await page.getByRole("button", { name: "Pagina verlaten" }).click();
    await page.waitForURL(/knmi/);
    await page.goto("/privacy");
    expect(await kept(page)).toEqual([]);
  });

  await test.step("drie keer Shift", async () => {
    await signInAs(page, "secretary");
    await type();
    for (let press = 0; press < 3; press++) await page.keyboard.press("Shift");
    await page.waitForURL(/knmi/);
    await page.goto("/privacy");
    expect(await kept(page)).toEqual([]);
  });

  await test.step("iemand anders op dit apparaat", async () => {
    await signInAs(page, "secretary");
    await type();
    const ours = await page.evaluate(() => Object.entries(localStorage));
    await page.context().clearCookies();
    await signInAs(page, "director");
    // As if the page in between had not been there.
    await page.evaluate((all) => all.forEach(([key, value]) => localStorage.setItem(key, value)), ours);
    await page.goto(address);
    await hydrated(page);
    await expect(bar(page)).toHaveValue("");
    await expect.poll(() => kept(page)).toEqual([]);
  });

  await test.step("een sessie die voorbij is, en wat ouder is dan een dag", async () => {
    await bar(page).fill("Nog niet af");
    await expect.poll(() => texts(page)).toEqual(["Nog niet af"]);
    await page.evaluate(() => {
      for (const key of Object.keys(localStorage)) localStorage.setItem(key, `${Date.now() - 90_000_000}\nOud`);
    });
    await page.reload();
    await hydrated(page);
    await expect.poll(() => kept(page)).toEqual([]);
    await expect(bar(page)).toHaveValue("");
    await bar(page).fill("Nog niet af");
    await page.context().clearCookies();
    await page.goto("/");
    await hydrated(page);
    await expect.poll(() => kept(page)).toEqual([]);
  });

  await test.step("wie meeleest bewaart niets", async () => {
    const reader = await another(browser, baseURL);
    await signInAs(reader, "police");
    await reader.goto(address);
    await hydrated(reader);
    expect(await kept(reader)).toEqual([]);
    await reader.context().close();
  });
});
