// Where the program under test lives, and how it is started: with a clean environment, so that a
// setting of the developer's shell never decides how a journey ends.
import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, copyFileSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");
const target = resolve(root, process.env.CARGO_TARGET_DIR ?? "target");

export const binary = join(target, "debug/ketentafel");
export const site = join(root, "site");
export const work = join(import.meta.dirname, "../test-results/.servers");
/** What a journey may start from: the demo, or a region where nothing has happened yet. */
export const templates = { demo: join(work, "template.db"), empty: join(work, "empty.db") };
export type Template = keyof typeof templates;

/** SQLite keeps the newest pages in a second file as long as nobody has folded them in. */
export const parts = ["", "-wal", "-shm"];

/** Puts an untouched copy of a template in place of a database. */
export function copied(template: Template, database: string): void {
  for (const part of parts) {
    rmSync(database + part, { force: true });
    if (existsSync(templates[template] + part)) copyFileSync(templates[template] + part, database + part);
  }
}

/** Starts `ketentafel` on a database; its output goes to `<log>.log` in the work folder. */
export function start(args: string[], database: string, log: string): ChildProcess {
  mkdirSync(work, { recursive: true });
  const output = openSync(logPath(log), "a");
  const child = spawn(binary, args, {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      TZ: "UTC",
      DATABASE_URL: `sqlite:${database}`,
    },
    stdio: ["ignore", output, output],
  });
  closeSync(output);
  return child;
}

/** Resolves when the process has ended. */
export function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((done, fail) => {
    child.once("exit", (code) => done(code));
    child.once("error", fail);
  });
}

/** What the process wrote, for the message of a failure. */
export function output(log: string): string {
  return readFileSync(logPath(log), "utf8").slice(-4000);
}

/** A port that nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once("error", fail);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address ? address.port : 0;
      probe.close(() => done(port));
    });
  });
}

function logPath(log: string): string {
  return join(work, `${log}.log`);
}
