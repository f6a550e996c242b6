// The long proofs: the process is killed during writes, and nothing acknowledged is lost; the audit
// trail is tampered with, and everything is found; people of many regions try what they like, and nothing
// of another region comes back. The reports land in docs/verification and are committed.
import { execFileSync } from "node:child_process";
import { randomBytes, randomInt } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { proveApart } from "./support/apart.mjs";
import { proveLinks } from "./support/links.mjs";
import { proveMutants } from "./support/mutants.mjs";
import { Site, binary, endAll } from "./support/site.mjs";
import { provePapers } from "./support/papers.mjs";
import { proveTrail } from "./support/trail.mjs";

const KILLS = Number(process.env.VERIFY_KILLS ?? 50);
const WRITERS = 4;
const folder = mkdtempSync(join(tmpdir(), "kt-verify-"));
const database = `sqlite:${join(folder, "kills.db")}`;

/** A UUID version 7, as a page would mint it. */
function newId() {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** The meeting that collects proposals: the one that shows a way to propose. */
async function collecting(site, cookie) {
  for (const id of await site.meetings(cookie)) {
    const form = await site.get(`/overleg/${id}/voorstel`, cookie);
    if (form.status === 200 && form.body.includes("/api/meetings/propose")) return id;
  }
  throw new Error("no meeting collects proposals");
}

/** Proposes without a pause until nobody answers any more; what was answered is acknowledged. */
async function write(site, cookie, meeting, acknowledged) {
  for (;;) {
    const id = newId();
    const command = { id, meeting, kind: "policy", title: "Voortgang van de meldroute", class: "k1", minutes: "5", wanted: "inform", body: "" };
    const answer = await site.send("meetings/propose", command, cookie).catch(() => null);
    if (!answer) return;
    if (answer.status !== 302 && answer.status !== 303) throw new Error(`a proposal was answered with ${answer.status}`);
    acknowledged.push(id);
  }
}

/** Whether the audit trail verifies; what waits for its seal may wait. */
function chainHolds() {
  try {
    execFileSync(binary, ["--database-url", database, "verify-audit"], { stdio: "pipe" });
    return true;
  } catch (error) {
    console.error(error.stdout?.toString());
    return false;
  }
}

async function kills() {
  execFileSync(binary, ["--database-url", database, "seed", "--demo"], { stdio: "inherit" });
  let lost = 0;
  let total = 0;
  let broken = 0;
  let slowest = 0;
  for (let kill = 1; kill <= KILLS; kill++) {
    const site = await new Site(database).start();
    const cookie = await site.signIn("Taakaccenthouder politie");
    const meeting = await collecting(site, cookie);
    const acknowledged = [];
    const writers = Array.from({ length: WRITERS }, () => write(site, cookie, meeting, acknowledged));
    const after = randomInt(5, 500);
    const killed = new Promise((done) => setTimeout(() => done(site.kill()), after));
    await Promise.all([killed, ...writers]);

    const check = execFileSync(binary, ["--database-url", database, "check"]).toString().trim();
    if (check !== "ok") broken++;
    if (!chainHolds()) broken++;
    const again = await new Site(database).start();
    slowest = Math.max(slowest, again.startedIn);
    const reader = await again.signIn("Taakaccenthouder politie");
    for (const id of acknowledged) {
      const page = await again.get(`/punt/${id}`, reader);
      if (page.status !== 200) lost++;
    }
    total += acknowledged.length;
    await again.kill();
    process.stdout.write(`\rkill ${kill} of ${KILLS}: ${total} acknowledged, ${lost} lost, ${broken} broken files `);
  }
  const report = `# Killed during writes

\`make verify\`, ${new Date().toISOString().slice(0, 10)}, SQLite, ${binary.includes("/debug/") ? "development" : "release"} build, 2 cores.

${WRITERS} writers propose agenda items without a pause; the process is killed with SIGKILL after 5 to 500 ms;
the file is checked (\`ketentafel check\`: integrity, foreign keys, an audit row for every item), the chain of the
audit trail is verified (\`ketentafel verify-audit\`), the process is started again and every acknowledged item is
read back.

| | |
|---|---|
| kills | ${KILLS} |
| acknowledged writes | ${total} |
| lost | ${lost} |
| files or chains that did not pass | ${broken} |
| slowest start after a kill | ${Math.round(slowest)} ms |

A kill does not test a power cut: the page cache survives it. That SQLite runs with \`synchronous=FULL\` is asserted
at every start (\`service/src/db.rs\`).
`;
  mkdirSync("docs/verification", { recursive: true });
  writeFileSync("docs/verification/kills.md", report);
  console.log(`\n${report}`);
  if (lost || broken || total === 0) process.exitCode = 1;
}

const all = process.argv.slice(2);
const wanted = (name) => all.length === 0 || all.includes(name);

async function main() {
  if (wanted("kills")) await kills();
  if (wanted("audit")) await proveTrail(folder);
  if (wanted("isolation")) proveApart();
  if (wanted("papers")) provePapers();
  if (wanted("links")) await proveLinks(folder);
  if (wanted("mutants")) proveMutants(folder);
}

main()
  .catch((error) => {
    console.error(error);
    process.exitCode = 1;
  })
  .finally(() => {
    endAll();
    rmSync(folder, { recursive: true, force: true });
  });
