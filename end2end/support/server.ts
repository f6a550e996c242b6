// One running `ketentafel` per worker, and one that a test may have fresh.
import type { ChildProcess } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { copied, ended, freePort, output, parts, start, type Template, work } from "./binary";

export interface ServerOptions {
  /** Start each test of the file on an untouched demo database. */
  freshDatabase: boolean;
  /** What a fresh database holds. */
  begins: Template;
}

export class Server {
  readonly origin: string;
  /** Whether somebody began afresh to change things: the next journey does not inherit that. */
  changed = false;
  private child: ChildProcess | undefined;

  private constructor(
    private readonly name: string,
    private readonly port: number,
    private readonly args: string[],
  ) {
    this.origin = `http://localhost:${port}`;
  }

  static async start(name: string, args: string[] = []): Promise<Server> {
    const server = new Server(name, await freePort(), args);
    await server.fresh();
    return server;
  }

  /** Starts over, on a new copy of a database. */
  async fresh(begins: Template = "demo"): Promise<void> {
    await this.stop();
    copied(begins, this.database);
    await this.again();
  }

  /** Starts on the database it had. */
  async again(): Promise<void> {
    await this.stop();
    this.child = start(["serve", "--demo", "--addr", `127.0.0.1:${this.port}`, ...this.args], this.database, this.name);
    await this.ready(this.child);
  }

  async stop(): Promise<void> {
    if (!this.child) return;
    this.child.kill("SIGKILL");
    await ended(this.child);
    this.child = undefined;
  }

  /** Takes the ground away: from now on the file is no database any more, until `fresh`. */
  ruin(): void {
    for (const part of parts) if (existsSync(this.database + part)) writeFileSync(this.database + part, "niets".repeat(1000));
  }

  private get database(): string {
    return join(work, `${this.name}.db`);
  }

  /** Asks until the server answers; gives up at once when it has ended, or after a minute. */
  private async ready(child: ChildProcess): Promise<void> {
    const giveUp = Date.now() + 60_000;
    while (Date.now() < giveUp) {
      if (child.exitCode !== null) break;
      const answer = await fetch(`http://127.0.0.1:${this.port}/health/ready`, { redirect: "manual" }).catch(() => null);
      if (answer?.ok) return;
      await new Promise((next) => setTimeout(next, 50));
    }
    throw new Error(`\`ketentafel serve\` did not become ready:\n${output(this.name)}`);
  }
}
