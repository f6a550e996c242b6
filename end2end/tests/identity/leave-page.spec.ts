// Somebody comes in while a volunteer reads. One key, three times, and the page was never there.
import { expect, test } from "../../support/test";
import { hydrated } from "../../support/hydrated";
import { signInAs } from "../../support/people";

test.describe("Pagina verlaten", () => {
  test.beforeEach(async ({ context }) => {
    // The neutral page leads on to a weather site; this machine answers in its place.
    await context.route("https://www.knmi.nl/**", (route) => route.fulfill({ contentType: "text/html", body: "<h1>Weer</h1>" }));
  });

  test("drie keer Shift sluit af en laat niets achter", async ({ page }) => {
    await signInAs(page, "guest");
    await hydrated(page);
    const left = page.url();
    for (let press = 0; press < 3; press++) await page.keyboard.press("Shift");
    await expect(page.getByRole("heading", { name: "Weer" })).toBeVisible();

    await page.goBack();
    await expect(page.getByText("Ketentafel").first()).toBeVisible();
    expect(page.url()).not.toBe(left);
    await page.goto(left);
    await expect(page.getByRole("heading", { level: 1, name: "Ketentafel" })).toBeVisible();
  });

  test("de knop doet hetzelfde", async ({ page }) => {
    await signInAs(page, "guest");
    await hydrated(page);
    await page.getByRole("button", { name: "Pagina verlaten" }).click();
    await expect(page.getByRole("heading", { name: "Weer" })).toBeVisible();
  });
});

test.describe("Pagina verlaten zonder JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("de knop sluit af", async ({ page }) => {
    await signInAs(page, "guest");
    const left = page.url();
    await page.getByRole("button", { name: "Pagina verlaten" }).click();
    await expect(page.getByRole("heading", { name: "Het weer" })).toBeVisible();
    await page.goto(left);
    await expect(page.getByRole("heading", { level: 1, name: "Ketentafel" })).toBeVisible();
  });
});
