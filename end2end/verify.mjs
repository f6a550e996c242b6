// The long proofs. Now: the process is killed during writes, and nothing acknowledged is lost.
// The report lands in docs/verification and is committed.
import { spawn, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { randomBytes, randomInt } from "node:crypto";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const KILLS = Number(process.env.VERIFY_KILLS ?? 50);
const WRITERS = 4;
const target = process.env.CARGO_TARGET_DIR ?? resolve("target");
const binary = process.env.KT_BINARY ?? join(target, "release", "ketentafel");
const folder = mkdtempSync(join(tmpdir(), "kt-verify-"));
const database = `sqlite:${join(folder, "kills.db")}`;
const running = new Set();

const freePort = () =>
  new Promise((done) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });

/** A UUID version 7, as a page would mint it. */
function newId() {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

async function start() {
  const port = await freePort();
  const child = spawn(binary, ["--database-url", database, "serve", "--demo", "--addr", `127.0.0.1:${port}`], {
    stdio: "ignore",
    env: { ...process.env, RUST_LOG: "error" },
  });
  running.add(child);
  const began = performance.now();
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null);
    if (answer?.ok) break;
    if (performance.now() - began > 60_000) throw new Error("the site does not start");
    await new Promise((again) => setTimeout(again, 5));
  }
  return { port, child, readyIn: performance.now() - began };
}

function ask(site, path, { cookie, form } = {}) {
  const origin = `http://localhost:${site.port}`;
  const headers = { accept: "text/html", origin, "sec-fetch-site": "same-origin", referer: `${origin}/overleg` };
  if (cookie) headers.cookie = cookie;
  if (form) headers["content-type"] = "application/x-www-form-urlencoded";
  return fetch(`http://127.0.0.1:${site.port}${path}`, { method: form ? "POST" : "GET", headers, body: form, redirect: "manual" });
}

async function signIn(site, name) {
  const door = await (await ask(site, "/")).text();
  const id = door.match(new RegExp(`value="([0-9a-f-]{36})"[^>]*>(?:(?!</form>).)*<b>${name}</b>`, "s"))[1];
  const answer = await ask(site, "/aanmelden", { form: `person=${id}` });
  return answer.headers.get("set-cookie").split(";")[0];
}

/** The meeting that collects proposals: the one that shows a way to propose. */
async function collecting(site, cookie) {
  const list = await (await ask(site, "/overleg", { cookie })).text();
  for (const [, id] of new Set([...list.matchAll(/\/overleg\/([0-9a-f-]{36})/g)])) {
    const form = await ask(site, `/overleg/${id}/voorstel`, { cookie });
    if (form.status === 200 && (await form.text()).includes("/api/meetings/propose")) return id;
  }
  throw new Error("no meeting collects proposals");
}

async function write(site, cookie, meeting, acknowledged) {
  for (;;) {
    const id = newId();
    const fields = { id, meeting, kind: "policy", title: "Voortgang van de meldroute", class: "k1", minutes: "5", wanted: "inform", body: "" };
    const form = new URLSearchParams(Object.entries(fields).map(([name, value]) => [`command[${name}]`, value]));
    const answer = await ask(site, "/api/meetings/propose", { cookie, form: form.toString() }).catch(() => null);
    if (!answer) return;
    if (answer.status !== 302 && answer.status !== 303) throw new Error(`a proposal was answered with ${answer.status}`);
    acknowledged.push(id);
  }
}

async function main() {
  execFileSync(binary, ["--database-url", database, "seed", "--demo"], { stdio: "inherit" });
  let lost = 0;
  let total = 0;
  let broken = 0;
  let slowest = 0;
  for (let kill = 1; kill <= KILLS; kill++) {
    const site = await start();
    const cookie = await signIn(site, "Taakaccenthouder politie");
    const meeting = await collecting(site, cookie);
    const acknowledged = [];
    const writers = Array.from({ length: WRITERS }, () => write(site, cookie, meeting, acknowledged));
    const after = randomInt(5, 500);
    setTimeout(() => site.child.kill("SIGKILL"), after);
    await Promise.all(writers);
    running.delete(site.child);

    const check = execFileSync(binary, ["--database-url", database, "check"]).toString().trim();
    if (check !== "ok") broken++;
    const again = await start();
    slowest = Math.max(slowest, again.readyIn);
    const reader = await signIn(again, "Taakaccenthouder politie");
    for (const id of acknowledged) {
      const page = await ask(again, `/punt/${id}`, { cookie: reader });
      if (page.status !== 200) lost++;
    }
    total += acknowledged.length;
    again.child.kill("SIGKILL");
    running.delete(again.child);
    process.stdout.write(`\rkill ${kill} of ${KILLS}: ${total} acknowledged, ${lost} lost, ${broken} broken files `);
  }
  const report = `# Killed during writes

\`make verify\`, ${new Date().toISOString().slice(0, 10)}, SQLite, release build, 2 cores.

${WRITERS} writers propose agenda items without a pause; the process is killed with SIGKILL after 5 to 500 ms;
the file is checked (\`ketentafel check\`: integrity, foreign keys, an audit row for every item), the process is
started again and every acknowledged item is read back.

| | |
|---|---|
| kills | ${KILLS} |
| acknowledged writes | ${total} |
| lost | ${lost} |
| files that did not pass the check | ${broken} |
| slowest start after a kill | ${Math.round(slowest)} ms |

A kill does not test a power cut: the page cache survives it. That SQLite runs with \`synchronous=FULL\` is asserted
at every start (\`service/src/db.rs\`).
`;
  mkdirSync("docs/verification", { recursive: true });
  writeFileSync("docs/verification/kills.md", report);
  console.log(`\n${report}`);
  if (lost || broken || total === 0) process.exitCode = 1;
}

main()
  .catch((error) => {
    console.error(error);
    process.exitCode = 1;
  })
  .finally(() => {
    for (const child of running) child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });
