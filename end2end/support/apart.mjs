// The proof that regions stay apart: ten thousand operations of people of six regions on both engines, and
// the pages of one region while the database takes everybody for somebody of another.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";

const OPERATIONS = Number(process.env.VERIFY_OPERATIONS ?? 10_000);

/** What an engine said: how much was tried, by kind and answer. */
function read(said, engine) {
  const line = said.match(new RegExp(`${engine}: (\\d+) of (\\d+) done; \\{(.*)\\}`));
  if (!line) throw new Error(`${engine} said nothing:\n${said}`);
  const [, done, tried, answers] = line;
  const rows = [...answers.matchAll(/\("(\w+)", (true|false), (\d+)\): (\d+)/g)];
  return { done, tried, rows: rows.map(([, verb, foreign, status, count]) => ({ key: `${verb} ${foreign} ${status}`, count })) };
}

export function proveApart() {
  const args = ["cargo", "test", "--package", "server", "--test", "it", "isolation", "--", "--nocapture"];
  const env = { ...process.env, KETENTAFEL_ISOLATION: String(OPERATIONS) };
  const said = execFileSync("scripts/with-postgres.sh", args, { env, stdio: ["ignore", "pipe", "inherit"] }).toString();
  const engines = ["Sqlite", "Postgres"].map((engine) => [engine, read(said, engine)]);
  const count = (read, key) => read.rows.find((row) => row.key === key)?.count ?? "0";
  const keys = [...new Set(engines.flatMap(([, read]) => read.rows.map((row) => row.key)))].sort();
  const label = (key) => {
    const [verb, foreign, status] = key.split(" ");
    const what = verb === "GET" ? "page" : "form";
    return `${what}, ${foreign === "true" ? "with an id of another region" : "own ids only"}, answered ${status}`;
  };
  const report = `# Regions stay apart

\`make verify\`, ${new Date().toISOString().slice(0, 10)}, 2 cores, development build.

Six regions share a database, each with words of its own in every text. People of four of them open pages and send
forms at random, each id from their own region or another, also mixed in one form (\`server/tests/it/isolation.rs\`).
No page or answer, no row that was written, no letter that waits and no line of the log held a word of another region;
no row pointed into another region; and the pages of the regions in which nobody did anything stayed as they were, every
number on them included. Nothing that named another region's id was done or shown.

| | ${engines.map(([engine]) => engine).join(" | ")} |
|---|---|---|
| tried | ${engines.map(([, read]) => read.tried).join(" | ")} |
| changed something | ${engines.map(([, read]) => read.done).join(" | ")} |
${keys.map((key) => `| ${label(key)} | ${engines.map(([, read]) => count(read, key)).join(" | ")} |`).join("\n")}
| foreign words found | 0 | 0 |

## Without the application's own rules

On PostgreSQL every page was opened by four people of one region while the policies of the database were fixed at another
region: whatever the application believes about the region, roles and rights, no word of theirs came through. That no
table with a region stands outside the wall, and that rows of another region neither show, change, go nor come, is
asked of the database itself for each table (\`service/tests/it/wall.rs\`).
`;
  mkdirSync("docs/verification", { recursive: true });
  writeFileSync("docs/verification/isolation.md", report);
  console.log(`\n${report}`);
}
