// Every page of the roster, for everybody who sees something else there, with the demo in it: sound,
// reachable by links from one's own home, and no link that leads nowhere. The region next door has
// hardly begun, so its director meets the pages while they are empty.
import { type Person, signInAs } from "../../support/people";
import { type Knocker, pagesOpenTo } from "../../support/roster";
import { shots } from "../../support/shots";
import { expectSound } from "../../support/sound";
import { expect, test } from "../../support/test";
import { addressOf, walk } from "../../support/walk";

test.describe.configure({ mode: "parallel" });
// Many pages in one test: the message says which one it was, a film of all would cost more than the looking.
test.use({ trace: "off", screenshot: "off" });

const visitors: [Knocker, Person | RegExp][] = [
  ["director", "director"],
  ["police", "police"],
  ["guest", "guest"],
  ["steering", /^Stuurgroeplid/],
  ["officer", /^Functionaris gegevensbescherming/],
  ["adviser", /^Landelijk adviseur/],
  ["administrator", "administrator"],
  ["elsewhere", /^Regisseur Vechtdelta/],
];

/** Who saw an item: the submitter is led there, the officer has the address from who asks for advice. */
const readers = "/punt/{id}/gezien";

/**
 * What is not a page of its own for anybody who is signed in: the front door, a step by its code (the
 * page of the step, which only some are led to that way), and what a page asks for.
 */
const apart = new Set(["/", "/routekaart/{organisation}/{code}", "/live/{id}", "/live/{id}/deel", "/overleg/{id}/live/deel", readers]);

for (const [knocker, person] of visitors) {
  test(`alle pagina's van ${knocker} kloppen`, async ({ page }) => {
    // Some fifty pages; a busy machine takes its time.
    test.setTimeout(600_000);
    await signInAs(page, person);
    let number = 0;
    const look = async (route: string): Promise<void> => {
      // The same for everybody: once is enough.
      if (knocker !== "director" && route.startsWith("/naslag/")) return;
      await expectSound(page);
      number += 1;
      await shots(page, `pages/${knocker}${route.replaceAll("/", "-")}-${number}`);
    };
    const seen = await walk(page, look);
    // What the demo links to in another state only is asked for by its address.
    for (const route of pagesOpenTo(knocker).filter((it) => !seen.has(it) && !apart.has(it))) {
      const address = await addressOf(page, route, seen);
      expect(address, `an address of ${route}`).toBeDefined();
      await page.goto(address ?? route);
      await look(route);
    }
  });
}

test("de voordeur klopt", async ({ page }) => {
  await page.goto("/");
  await expectSound(page);
});
