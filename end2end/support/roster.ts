// The doors of the site as the access roster prints them, so that no page can be left out of the
// proofs: what the roster lists, they have to have seen.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const printed = join(import.meta.dirname, "../../server/tests/it/roster.txt");

/** The columns of the roster, by what the people of the journeys are called. */
const columns = [
  "nobody",
  "expired",
  "director",
  "deputy",
  "secretary",
  "police",
  "prosecution",
  "guest",
  "uninvited",
  "visiting",
  "adviser",
  "steering",
  "administrator",
  "officer",
  "elsewhere",
] as const;

export type Knocker = (typeof columns)[number];

interface Door {
  method: string;
  /** The pattern of the router, such as `/acties/{id}`. */
  route: string;
  answers: number[];
}

const doors: Door[] = readFileSync(printed, "utf8")
  .split("\n")
  .map((line) => /^(GET|POST) (\S+)((?:\s+\d{3})+)$/.exec(line))
  .filter((row) => row !== null)
  .map(([, method = "", route = "", codes = ""]) => ({ method, route, answers: codes.trim().split(/\s+/).map(Number) }));

/** The pages that open for somebody. */
export function pagesOpenTo(knocker: Knocker): string[] {
  return withAnswer("GET", knocker, (code) => code === 200);
}

/** The operations that somebody may try, whether or not the state allows them now. */
export function operationsOf(knocker: Knocker): string[] {
  return withAnswer("POST", knocker, (code) => code !== 403 && code !== 401);
}

/** The page of the router that an address belongs to; a literal segment goes before a parameter. */
export function routeOf(path: string): string | undefined {
  const parts = path.split("/");
  return doors
    .filter(({ method, route }) => method === "GET" && fits(route.split("/"), parts))
    .map(({ route }) => route)
    .sort((one, other) => one.split("{").length - other.split("{").length)[0];
}

function withAnswer(method: string, knocker: Knocker, which: (code: number) => boolean): string[] {
  const column = columns.indexOf(knocker);
  return doors.filter((door) => door.method === method && which(door.answers[column] ?? 0)).map(({ route }) => route);
}

function fits(pattern: string[], parts: string[]): boolean {
  return pattern.length === parts.length && pattern.every((segment, at) => segment.startsWith("{") || segment === parts[at]);
}
