// A running binary, asked over plain HTTP: for figures and long proofs, where a browser would stand in the way.
import { spawn } from "node:child_process";
import http from "node:http";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { performance } from "node:perf_hooks";

const target = process.env.CARGO_TARGET_DIR ?? resolve("target");
export const binary = process.env.KT_BINARY ?? join(target, "release", "ketentafel");

const running = new Set();

/** Ends what still runs; for the very end of a script. */
export function endAll() {
  for (const child of running) child.kill("SIGKILL");
}

const freePort = () =>
  new Promise((done) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });

export class Site {
  constructor(database, options = []) {
    this.database = database;
    this.options = options;
  }

  /** Starts the binary and waits until it can serve; `startedIn` says how many milliseconds that took. */
  async start() {
    this.port = await freePort();
    this.agent = new http.Agent({ keepAlive: true, maxSockets: 300 });
    const options = ["--database-url", this.database, "serve", "--demo", "--no-limits", ...this.options];
    const began = performance.now();
    this.process = spawn(binary, [...options, "--addr", `127.0.0.1:${this.port}`], {
      stdio: "ignore",
      env: { ...process.env, RUST_LOG: "error" },
    });
    running.add(this.process);
    for (;;) {
      const answer = await this.get("/health/ready").catch(() => null);
      if (answer?.status === 200) break;
      if (performance.now() - began > 60_000) throw new Error("the site does not start");
      await new Promise((again) => setImmediate(again));
    }
    this.startedIn = performance.now() - began;
    return this;
  }

  /** Kills it, as a power switch would, and waits until it is gone. */
  async kill() {
    await this.end("SIGKILL");
  }

  /** Asks it to stop, as an operator would, and waits until it is gone. */
  async stop() {
    await this.end("SIGTERM");
  }

  async end(signal) {
    this.agent.destroy();
    const gone = new Promise((done) => this.process.once("exit", done));
    this.process.kill(signal);
    await gone;
    running.delete(this.process);
  }

  request(method, path, { cookie, form, from, agent = this.agent } = {}) {
    const origin = `http://localhost:${this.port}`;
    const headers = { accept: "text/html", origin, "sec-fetch-site": "same-origin", referer: `${origin}/regie` };
    if (cookie) headers.cookie = cookie;
    if (from !== undefined) headers["x-forwarded-for"] = from;
    if (form !== undefined) headers["content-type"] = "application/x-www-form-urlencoded";
    return new Promise((done, failed) => {
      const request = http.request(
        { host: "127.0.0.1", port: this.port, method, path, headers, agent },
        (answer) => {
          const parts = [];
          answer.on("data", (part) => parts.push(part));
          answer.on("error", failed);
          answer.on("end", () =>
            done({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts).toString() }),
          );
        },
      );
      request.on("error", failed);
      request.end(form);
    });
  }

  get(path, cookie) {
    return this.request("GET", path, { cookie });
  }

  /** Sends a form to an operation: `command` holds its fields. */
  send(operation, command, cookie) {
    const fields = Object.entries(command).map(([name, value]) => [`command[${name}]`, value]);
    return this.request("POST", `/api/${operation}`, { cookie, form: new URLSearchParams(fields).toString() });
  }

  /** The cookie of a demo person, by the name on the sign-in page. */
  async signIn(name) {
    const door = await this.get("/");
    const id = door.body.match(new RegExp(`value="([0-9a-f-]{36})"(?:(?!</form>).)*<b>${name}<`, "s"));
    if (!id) throw new Error(`nobody is called ${name}`);
    const answer = await this.request("POST", "/aanmelden", { form: `person=${id[1]}` });
    return answer.headers["set-cookie"][0].split(";")[0];
  }

  /** The meetings on the list, in its order. */
  async meetings(cookie) {
    const list = await this.get("/overleg", cookie);
    return [...new Set([...list.body.matchAll(/\/overleg\/([0-9a-f-]{36})/g)].map((found) => found[1]))];
  }
}
