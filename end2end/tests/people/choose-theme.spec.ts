// Journey: a director gives the own municipality other colours; partners follow, another
// municipality keeps its own.
import { expectAccessible } from "../../support/axe";
import { signInAs } from "../../support/people";
import { shots } from "../../support/shots";
import { expect, test } from "../../support/test";

test.use({ freshDatabase: true });

test("een gemeente kiest haar thema", async ({ page }) => {
  await signInAs(page, "director");
  await page.goto("/beheer/thema");
  await expect(page.locator("body")).toHaveClass(/kt-theme--oeverstad/);
  await page.getByLabel(/Polderhaven/).check();
  await page.getByRole("button", { name: "Bewaar het thema" }).click();
  await expect(page.locator("body")).toHaveClass(/kt-theme--polderhaven/);
  await expectAccessible(page);
  await shots(page, "theme");

  await page.context().clearCookies();
  await signInAs(page, "police");
  await page.goto("/naslag");
  await expect(page.locator("body")).toHaveClass(/kt-theme--polderhaven/);

  await page.context().clearCookies();
  await signInAs(page, "deputy");
  await page.goto("/beheer/thema");
  await expect(page.locator("body")).toHaveClass(/kt-theme--lindewaard/);
  await expect(page.getByLabel(/Lindewaard/)).toBeChecked();

  await page.context().clearCookies();
  await signInAs(page, "police");
  const answer = await page.goto("/beheer/thema");
  expect(answer?.status()).toBe(404);
});
