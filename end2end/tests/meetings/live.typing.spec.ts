// Nobody who types in a meeting waits for the server: what comes after Enter is not lost, however
// slow the line, and neither is what the server refuses or what never arrived.
import type { Page, Route } from "@playwright/test";
import { hydrated } from "../../support/hydrated";
import { signInAs } from "../../support/people";
import { expect, test } from "../../support/test";
import { liveAddress } from "./steps";

test.use({ freshDatabase: true });

/** Holds the next thing that is sent to one address until told to let it go. */
async function held(page: Page, address: string): Promise<{ arrived: Promise<void>; letGo: () => void; drop: () => void }> {
  let arrive!: () => void;
  let decide!: (go: boolean) => void;
  const arrived = new Promise<void>((done) => (arrive = done));
  const decision = new Promise<boolean>((done) => (decide = done));
  const hold = async (route: Route) => {
    arrive();
    await ((await decision) ? route.continue() : route.abort());
  };
  await page.route(address, hold, { times: 1 });
  return { arrived, letGo: () => decide(true), drop: () => decide(false) };
}

test("wie doortypt verliest niets", async ({ page }) => {
  await signInAs(page, "secretary");
  await page.goto(await liveAddress(page));
  await hydrated(page);
  await page.getByRole("button", { name: "Begin het overleg" }).press("Enter");
  await page.getByRole("button", { name: /^Aan de orde: .*Instructie Burgerzaken/ }).press("Enter");
  await expect(page.getByRole("heading", { level: 2, name: /Instructie Burgerzaken/ })).toBeVisible();
  const bar = page.getByLabel("Wat leggen we vast?");
  const log = page.getByRole("region", { name: "Vastgelegd" });

  await test.step("het volgende besluit, terwijl het vorige nog onderweg is", async () => {
    const line = await held(page, "**/api/meetings/capture");
    await page.keyboard.press("Alt+b");
    await page.keyboard.type("Het eerste besluit");
    await page.keyboard.press("Enter");
    await line.arrived;
    await expect(bar).toHaveValue("");
    await page.keyboard.press("Alt+p");
    await page.keyboard.type("Daarna dit");
    await page.keyboard.press("Enter");
    await expect(bar).toHaveValue("Daarna dit");
    line.letGo();
    await expect(log.getByText("Het eerste besluit")).toBeVisible();
    await expect(log.getByText("Daarna dit")).toBeVisible();
    await expect(log.getByText(/^Besluiten: 1/)).toBeVisible();
    await expect(bar).toHaveValue("");
    await expect(bar).toBeFocused();
  });

  await test.step("tweemaal Enter legt één ding vast", async () => {
    const line = await held(page, "**/api/meetings/capture");
    await bar.fill("Nog een besluit");
    await bar.press("Enter");
    await line.arrived;
    await bar.press("Enter");
    line.letGo();
    await expect(log.getByText("Nog een besluit")).toHaveCount(1);
    await expect(log.getByText(/^Besluiten: 2/)).toBeVisible();
    await expect(page.getByText("Vul dit veld in.")).toHaveCount(0);
  });

  await test.step("wat geweigerd wordt komt terug, met wat erna getypt is", async () => {
    const line = await held(page, "**/api/meetings/capture");
    await bar.fill("Bel met 06-12345678");
    await bar.press("Enter");
    await line.arrived;
    await page.keyboard.type("en dan verder");
    line.letGo();
    await expect(bar).toHaveValue("Bel met 06-12345678 en dan verder");
    await expect(bar).toHaveAttribute("aria-invalid", "true");
    await bar.fill("");
  });

  await test.step("wat niet aankomt staat er weer", async () => {
    const line = await held(page, "**/api/meetings/capture");
    await bar.fill("Het derde besluit");
    await bar.press("Enter");
    await line.arrived;
    line.drop();
    await expect(bar).toHaveValue("Het derde besluit");
    await bar.press("Enter");
    await expect(log.getByText("Het derde besluit")).toBeVisible();
  });

  await test.step("een notitie groeit door terwijl zij bewaard wordt", async () => {
    const note = page.getByRole("textbox", { name: /^Notitie bij/ });
    const line = await held(page, "**/api/meetings/note");
    await note.fill("Drie balies doen mee.");
    await page.getByRole("button", { name: "Bewaar notitie" }).press("Enter");
    await line.arrived;
    await note.focus();
    await note.press("End");
    await page.keyboard.type(" De vierde ook.");
    const first = page.waitForResponse("**/api/meetings/note");
    line.letGo();
    await first;
    await expect(note).toHaveValue("Drie balies doen mee. De vierde ook.");
    await expect(note).toBeFocused();
    const kept = page.waitForResponse("**/api/meetings/note");
    await page.getByRole("button", { name: "Bewaar notitie" }).press("Enter");
    await kept;
    await page.reload();
    await hydrated(page);
    await expect(note).toHaveValue("Drie balies doen mee. De vierde ook.");
  });
});
