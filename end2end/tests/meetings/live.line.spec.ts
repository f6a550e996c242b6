// The line goes and comes back: the page says which, and is true again by itself.
import { hydrated } from "../../support/hydrated";
import { signInAs } from "../../support/people";
import { expect, test } from "../../support/test";
import { another, clearTheWay, liveAddress } from "./steps";

test.use({ freshDatabase: true });

test("wie volgt, leest of de pagina nog volgt", async ({ page, browser, server }) => {
  await signInAs(page, "secretary");
  const address = await liveAddress(page);
  await hydrated(page);
  const police = await another(browser, server.origin);
  await signInAs(police, "police");
  await police.goto(address);
  await hydrated(police);
  const follows = police.getByText("Deze pagina volgt het overleg vanzelf", { exact: false });
  const lost = police.getByText(/^Geen verbinding met Ketentafel/);
  await expect(follows).toBeVisible();

  await server.stop();
  await expect(lost).toBeVisible();
  await expect(follows).toBeHidden();

  await server.again();
  await expect(follows).toBeVisible();
  await expect(lost).toBeHidden();
  await page.getByRole("button", { name: "Begin het overleg" }).press("Enter");
  await expect(police.getByText(/^Bezig sinds/)).toBeVisible();
});

test("wie wacht, hoort vanzelf dat het langer duurt", async ({ page, browser, server }) => {
  await signInAs(page, "secretary");
  const address = await liveAddress(page);
  await hydrated(page);
  await page.getByRole("button", { name: "Begin het overleg" }).press("Enter");
  await page.getByRole("button", { name: /^Alle verwachte deelnemers zijn er/ }).press("Enter");
  await expect(page.getByText(/^Aanwezigheid: 18 van 18 zijn er/)).toBeVisible();
  await clearTheWay(page);
  await page.getByRole("button", { name: "Open besloten deel" }).press("Enter");
  await expect(page.getByRole("button", { name: "Sluit besloten deel" })).toBeVisible();

  const guest = await another(browser, server.origin);
  await signInAs(guest, "guest");
  await guest.clock.install();
  // The page looks once when its stream is open; after that nothing happens but time.
  const looks = () => guest.waitForResponse((answer) => answer.url().endsWith("/deel"));
  const first = looks();
  await guest.goto(address);
  await hydrated(guest);
  await first;
  await expect(guest.getByText(/straks weer verder/)).toBeVisible();
  const again = looks();
  await guest.clock.fastForward("03:00:00");
  await again;
});
