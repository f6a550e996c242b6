// The proof of the guests' door: a link counts once, however many use it at once; and an address that is
// known takes as long to answer as one that is not.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { Site, binary } from "./site.mjs";

const LINKS = Number(process.env.VERIFY_LINKS ?? 50);
const PAIRS = Number(process.env.VERIFY_PAIRS ?? 2000);
const KNOWN = "vrijwilliger@post.example";

/** Two hundred at once for each link, on every engine at hand. */
function links() {
  const args = ["cargo", "test", "--package", "service", "--test", "it", "two_hundred_at_once", "--", "--nocapture"];
  const env = { ...process.env, KETENTAFEL_LINKS: String(LINKS) };
  const said = execFileSync("scripts/with-postgres.sh", args, { env, stdio: ["ignore", "pipe", "inherit"] }).toString();
  const found = said.match(/(\d+) links on each engine at hand: (\d+) admitted/);
  if (!found) throw new Error(`the links said nothing:\n${said}`);
  return { links: Number(found[1]), admitted: Number(found[2]) };
}

/** An address that nobody has, as long as the known one. */
function unknown(number) {
  const [name, host] = KNOWN.split("@");
  return `${number.toString(36).padStart(name.length, "q")}@${host}`;
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** How far two lists of times lie apart, in standard deviations of what chance would do (Mann and Whitney). */
function apart(one, other) {
  const all = [...one.map((time) => [time, 0]), ...other.map((time) => [time, 1])].sort((a, b) => a[0] - b[0]);
  const ranks = all.reduce((sum, [, which], rank) => (which === 0 ? sum + rank + 1 : sum), 0);
  const [n, m] = [one.length, other.length];
  const u = ranks - (n * (n + 1)) / 2;
  return (u - (n * m) / 2) / Math.sqrt((n * m * (n + m + 1)) / 12);
}

async function timing(folder) {
  const database = `sqlite:${join(folder, "timing.db")}`;
  execFileSync(binary, ["--database-url", database, "seed", "--demo"], { stdio: "inherit" });
  // Each asks from a place of their own: who asks too often from one place waits.
  const site = await new Site(database, ["--trusted-proxy", "127.0.0.0/8"]).start();
  const times = { known: [], unknown: [] };
  for (let pair = -50; pair < PAIRS; pair++) {
    const order = Math.random() < 0.5 ? ["known", "unknown"] : ["unknown", "known"];
    for (const which of order) {
      const email = which === "known" ? KNOWN : unknown(pair + 50);
      const form = new URLSearchParams({ email }).toString();
      const from = `10.${which === "known" ? 1 : 2}.${(pair + 50) >> 8}.${(pair + 50) & 255}`;
      const began = performance.now();
      const answer = await site.request("POST", "/aanmelden-gast/brief", { form, from });
      const took = performance.now() - began;
      if (answer.status >= 400) throw new Error(`asking for a letter was answered with ${answer.status}`);
      if (pair >= 0) times[which].push(took);
    }
  }
  await site.stop();
  return { known: median(times.known), unknown: median(times.unknown), z: apart(times.known, times.unknown) };
}

export async function proveLinks(folder) {
  const used = links();
  const time = await timing(folder);
  const fine = used.admitted === used.links * 2 && Math.abs(time.z) < 3.3;
  const report = `# The door of the guests

\`make verify\`, ${new Date().toISOString().slice(0, 10)}, 2 cores.

| | SQLite and PostgreSQL together |
|---|---|
| links, each used by 200 at once | ${used.links * 2} |
| admitted | ${used.admitted} |

Asking for a letter with an address that a guest has, and with one as long that nobody has: ${PAIRS} pairs in random
order, one after the other, on the ${binary.includes("/debug/") ? "development" : "release"} build with SQLite. Letters are looked up and written by a job
afterwards. The rank test of Mann and Whitney says how far the two lie apart, in standard deviations of what chance does;
3.3 is where one in a thousand would say so wrongly.

| | known | unknown |
|---|---|---|
| median | ${time.known.toFixed(3)} ms | ${time.unknown.toFixed(3)} ms |
| apart | ${time.z.toFixed(2)} | (bound 3.3) |
`;
  mkdirSync("docs/verification", { recursive: true });
  writeFileSync("docs/verification/links.md", report);
  console.log(`\n${report}`);
  if (!fine) throw new Error("a link counted twice, or the time tells who is known");
}
