// The proof of the audit trail: a thousand tamperings, each found; a million rows, sealed and verified.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { Site, binary } from "./site.mjs";

const TAMPERINGS = Number(process.env.VERIFY_TAMPERINGS ?? 1000);
const ROWS = Number(process.env.VERIFY_ROWS ?? 1_000_000);

const seconds = (began) => (performance.now() - began) / 1000;

/** Runs the tamperings on every engine at hand; the lines that say what was found. */
function tamper() {
  const test = "audit::tamper::whatever_is_done_to_the_trail_is_found_and_the_first_bad_row_named";
  const args = ["cargo", "test", "--package", "service", "--test", "it", "--", "--exact", "--nocapture", test];
  const env = { ...process.env, KETENTAFEL_TAMPERINGS: String(TAMPERINGS) };
  const said = execFileSync("scripts/with-postgres.sh", args, { env, stdio: ["ignore", "pipe", "inherit"] }).toString();
  const lines = [...said.matchAll(/tamperings found on (\w+): \{(.*)\}/g)];
  if (lines.length === 0) throw new Error(`the tamperings said nothing:\n${said}`);
  return lines.map(([, engine, found]) => {
    const kinds = [...found.matchAll(/"([^"]+)": (\d+)/g)].map(([, kind, number]) => [kind, Number(number)]);
    return { engine, kinds, total: kinds.reduce((sum, [, number]) => sum + number, 0) };
  });
}

/** What `verify-audit` says, and how long it took. */
function verified(database) {
  const began = performance.now();
  const said = execFileSync(binary, ["--database-url", database, "verify-audit"]).toString().trim();
  return { said, took: seconds(began) };
}

/** Has the release seal a long trail and verify it. */
async function measure(folder) {
  const database = `sqlite:${join(folder, "trail.db")}`;
  execFileSync(binary, ["--database-url", database, "seed", "--demo"], { stdio: "inherit" });
  const fill = ["run", "--quiet", "--package", "service", "--example", "trail", "--", database, String(ROWS)];
  execFileSync("cargo", fill, { stdio: "inherit" });
  const site = await new Site(database).start();
  const began = performance.now();
  for (;;) {
    const { said } = verified(database);
    if (said.includes(" 0 regels wachten")) break;
  }
  const sealed = seconds(began);
  await site.stop();
  const { said, took } = verified(database);
  return { said, took, sealed };
}

/** Both, and the report. */
export async function proveTrail(folder) {
  const engines = tamper();
  const { said, took, sealed } = await measure(folder);
  const rows = ROWS.toLocaleString("en").replaceAll(",", " ");
  const kinds = engines[0].kinds.map(([kind]) => kind);
  const report = `# The audit trail

\`make verify\`, ${new Date().toISOString().slice(0, 10)}, 2 cores.

## Tampered with

Somebody has the whole database in hand, without the triggers that refuse, but not the key. A trail of three chains, whose key was changed halfway,
is edited, rows are deleted with and without their seals, inserted, swapped, cut off at the end with and without the
stored heads, or computed anew with another key; \`verify\` has to name the first row that is wrong, and what is wrong
with it. Each attempt is undone before the next (\`service/tests/it/audit/tamper.rs\`, development build).

| | ${engines.map(({ engine }) => engine).join(" | ")} |
|---|${engines.map(() => "---|").join("")}
${kinds.map((kind, at) => `| ${kind} | ${engines.map((engine) => engine.kinds[at][1]).join(" | ")} |`).join("\n")}
| attempts, each found, the right row first | ${engines.map(({ total }) => total).join(" | ")} |

## ${rows} rows

SQLite, ${binary.includes("/debug/") ? "development" : "release"} build: sealed by \`ketentafel serve\` while it answers, verified by \`ketentafel verify-audit\`.

| | target | measured |
|---|---|---|
| verify | 15 s | ${took.toFixed(1)} s |
| seal all of it, verified over and over meanwhile | | ${sealed.toFixed(0)} s |

\`\`\`
${said}
\`\`\`
`;
  mkdirSync("docs/verification", { recursive: true });
  writeFileSync("docs/verification/audit.md", report);
  console.log(`\n${report}`);
  const whole = ROWS >= 1_000_000 ? took <= 15 : true;
  if (!whole || engines.some(({ total }) => total < TAMPERINGS)) process.exitCode = 1;
}
