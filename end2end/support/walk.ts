// Walks the site as a curious visitor: follows every link from the own home. Of each kind of page a
// few are looked at closely; of the others only whether they answer.
import type { Page } from "@playwright/test";
import { expect } from "@playwright/test";
import { routeOf } from "./roster";

/** How many pages of one kind are looked at: enough for what was and for what comes. */
const CLOSELY = 2;

/** How many are opened at all. */
const OPENED = 5;

/** What a browser saves instead of showing: it has to be there, and there is nothing to look at. */
const SAVED = /\.(ics|csv|jsonl?)$|^\/stuk\//;

/** The kinds of page that were looked at, each with the addresses that are known of it. */
export type Seen = Map<string, string[]>;

/** Looks at pages from the own home on. */
export async function walk(page: Page, look: (route: string) => Promise<void>): Promise<Seen> {
  await page.goto("/");
  const home = new URL(page.url());
  const waiting = [{ path: home.pathname, from: "/" }];
  const known = new Set([home.pathname, "/"]);
  const seen: Seen = new Map();
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { path, from } = next;
    const plain = path.split("?")[0] ?? path;
    const route = routeOf(plain) ?? plain;
    const addresses = seen.get(route) ?? [];
    const closely = addresses.length < CLOSELY && !SAVED.test(plain);
    if (!addresses.includes(plain)) seen.set(route, [...addresses, plain]);
    if (addresses.length >= OPENED) continue;
    const answer = closely ? await page.goto(path) : await page.request.get(path, { maxRedirects: 0 });
    expect(answer?.status(), `the link to ${path} on ${from}`).toBe(200);
    for (const href of closely ? await links(page) : linksIn((await answer?.text()) ?? "")) {
      const { origin, pathname, search } = new URL(href, home);
      if (origin !== home.origin || known.has(pathname + search)) continue;
      known.add(pathname + search);
      waiting.push({ path: pathname + search, from: path });
    }
    if (closely) await look(route);
  }
  return seen;
}

/** The links of a page that was not drawn. */
function linksIn(html: string): string[] {
  return [...html.matchAll(/<a [^>]*href="([^"]+)"/g)].map(([, href = ""]) => href.replaceAll("&amp;", "&"));
}

function links(page: Page): Promise<string[]> {
  return page.locator("a[href]").evaluateAll((found) => found.map((link) => (link as HTMLAnchorElement).href));
}

/** An address of a page that only stands open in some state, from the ids of the page it belongs to. */
export async function addressOf(page: Page, route: string, seen: Seen): Promise<string | undefined> {
  const literal = route.split("/").filter((segment) => !segment.startsWith("{"));
  if (literal.join("/") === route) return route;
  const parent = route.slice(0, route.indexOf("}") + 1);
  const tail = route.slice(parent.length);
  for (const address of seen.get(parent) ?? []) {
    const answer = await page.request.get(address + tail, { maxRedirects: 0 });
    if (answer.ok()) return address + tail;
  }
  return undefined;
}
