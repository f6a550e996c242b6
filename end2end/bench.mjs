// Figures as a table: CPU, statements and bytes per page; throughput beside a bare handler; assets,
// start, memory, and how long a live change takes to reach two hundred viewers.
// Every request goes to this machine, and every loop is bounded.
import { spawn, execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import http from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { performance } from "node:perf_hooks";

const target = process.env.CARGO_TARGET_DIR ?? resolve("target");
const binary = process.env.KT_BINARY ?? join(target, "release", "ketentafel");
const folder = mkdtempSync(join(tmpdir(), "kt-bench-"));
const REQUESTS = Number(process.env.BENCH_REQUESTS ?? 400);
const VIEWERS = 200;
const running = new Set();

const freePort = () =>
  new Promise((done) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });

/** CPU of a process so far, in milliseconds, over all its threads. */
function cpu(pid) {
  let nanoseconds = 0;
  for (const task of readdirSync(`/proc/${pid}/task`)) {
    try {
      nanoseconds += Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, "utf8").split(" ")[0]);
    } catch {
      // A thread that ended between the two reads; tokio keeps its workers.
    }
  }
  return nanoseconds / 1e6;
}

function memory(pid) {
  const line = readFileSync(`/proc/${pid}/status`, "utf8").match(/VmRSS:\s+(\d+) kB/);
  return Math.round(Number(line[1]) / 1024);
}

class Site {
  static async open(times) {
    const site = new Site();
    site.url = `sqlite:${join(folder, `${times}.db`)}`;
    execFileSync(binary, ["--database-url", site.url, "seed", "--size", String(times)], { stdio: "inherit" });
    await site.start();
    return site;
  }

  async start() {
    this.port = await freePort();
    this.agent = new http.Agent({ keepAlive: true, maxSockets: VIEWERS + 50 });
    const began = performance.now();
    const options = ["--database-url", this.url, "serve", "--demo", "--count-sql", "--addr", `127.0.0.1:${this.port}`];
    this.process = spawn(binary, options, { stdio: "ignore", env: { ...process.env, RUST_LOG: "error" } });
    running.add(this.process);
    for (;;) {
      const answer = await this.get("/health/ready").catch(() => null);
      if (answer?.status === 200) break;
      if (performance.now() - began > 60_000) throw new Error("the site does not start");
      await new Promise((again) => setImmediate(again));
    }
    this.startedIn = performance.now() - began;
  }

  async stop() {
    this.agent.destroy();
    const gone = new Promise((done) => this.process.once("exit", done));
    this.process.kill("SIGKILL");
    await gone;
    running.delete(this.process);
  }

  request(method, path, { cookie, form, accept = "text/html" } = {}) {
    const origin = `http://localhost:${this.port}`;
    const headers = { accept, origin, "sec-fetch-site": "same-origin", referer: `${origin}/regie` };
    if (cookie) headers.cookie = cookie;
    if (form !== undefined) headers["content-type"] = "application/x-www-form-urlencoded";
    return new Promise((done, failed) => {
      const request = http.request(
        { host: "127.0.0.1", port: this.port, method, path, headers, agent: this.agent },
        (answer) => {
          const parts = [];
          answer.on("data", (part) => parts.push(part));
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

  async signIn(name) {
    const door = await this.get("/");
    const id = door.body.match(new RegExp(`value="([0-9a-f-]{36})"[^>]*>(?:(?!</form>).)*<b>${name}</b>`, "s"));
    if (!id) throw new Error(`nobody is called ${name}`);
    const answer = await this.request("POST", "/aanmelden", { form: `person=${id[1]}` });
    return answer.headers["set-cookie"][0].split(";")[0];
  }

  /** CPU, statements and bytes of one page, and its times. */
  async page(path, cookie) {
    for (let warm = 0; warm < 20; warm++) await this.get(path, cookie);
    const times = [];
    const before = cpu(this.process.pid);
    const began = performance.now();
    let last;
    for (let n = 0; n < REQUESTS; n++) {
      const start = performance.now();
      last = await this.get(path, cookie);
      times.push(performance.now() - start);
    }
    const wall = performance.now() - began;
    const used = cpu(this.process.pid) - before;
    if (last.status !== 200) throw new Error(`${path} answers ${last.status}`);
    times.sort((a, b) => a - b);
    return {
      cpu: used / REQUESTS,
      statements: Number(last.headers["x-sql-statements"]),
      bytes: Buffer.byteLength(last.body),
      perSecond: (REQUESTS / wall) * 1000,
      p50: times[Math.floor(REQUESTS * 0.5)],
      p99: times[Math.floor(REQUESTS * 0.99)],
    };
  }

  /** Requests per second with four askers at once. */
  async throughput(path, cookie) {
    const began = performance.now();
    const asker = async () => {
      for (let n = 0; n < REQUESTS; n++) await this.get(path, cookie);
    };
    await Promise.all([asker(), asker(), asker(), asker()]);
    return (4 * REQUESTS * 1000) / (performance.now() - began);
  }

  /** Opens a stream of live events; `heard` resolves at the next one. */
  viewer(meeting, cookie) {
    return new Promise((opened, failed) => {
      const request = http.get(
        { host: "127.0.0.1", port: this.port, path: `/live/${meeting}`, headers: { cookie }, agent: false },
        (answer) => {
          if (answer.statusCode !== 200) return failed(new Error(`a viewer got ${answer.statusCode}`));
          const viewer = { waiting: null, close: () => request.destroy() };
          answer.on("data", (part) => {
            if (part.includes("again")) viewer.waiting?.(performance.now());
          });
          answer.on("error", () => {});
          viewer.heard = () => new Promise((resolve) => (viewer.waiting = resolve));
          opened(viewer);
        },
      );
      request.on("error", () => {});
    });
  }
}

const round = (number, digits = 2) => Number(number.toFixed(digits));

async function pages(site, times) {
  const director = await site.signIn("Regisseur");
  const partner = await site.signIn("Taakaccenthouder politie");
  const list = await site.get("/overleg", director);
  const meeting = await benchMeeting(site, list.body, director);
  const rows = {};
  for (const [name, path, cookie] of [
    ["agenda, 20 punten", `/overleg/${meeting}`, director],
    ["agenda als partner", `/overleg/${meeting}`, partner],
    ["acties", "/acties", director],
    ["acties als partner", "/acties", partner],
    ["cockpit", "/regie", director],
    ["routekaart, regio", "/routekaart", director],
    ["overleg, lijst", "/overleg", director],
  ]) {
    const figure = await site.page(path, cookie);
    rows[name] = {
      "data ×": times,
      "cpu ms": round(figure.cpu),
      sql: figure.statements,
      "kB html": round(figure.bytes / 1024, 1),
      "req/s": Math.round(figure.perSecond),
      "p50 ms": round(figure.p50),
      "p99 ms": round(figure.p99),
    };
  }
  return { rows, director, partner, meeting };
}

/** The meeting of twenty items that `seed --size` made: the one at 14.00. */
async function benchMeeting(site, body, cookie) {
  const ids = [...new Set([...body.matchAll(/\/overleg\/([0-9a-f-]{36})/g)].map((found) => found[1]))];
  for (const id of ids) {
    const page = await site.get(`/overleg/${id}`, cookie);
    if (page.body.includes("Voortgang onderdeel 20")) return id;
  }
  throw new Error("the meeting of twenty items is not on the list");
}

async function live(site, meeting, director, partner) {
  const viewers = await Promise.all(Array.from({ length: VIEWERS }, () => site.viewer(meeting, partner)));
  const rss = memory(site.process.pid);
  const slowest = [];
  const all = [];
  await site.request("POST", "/api/meetings/start", { cookie: director, form: `command[id]=${meeting}` });
  const seats = await site.get(`/overleg/${meeting}/live`, director);
  const seat = seats.body.match(/name="command\[seat\]" value="([0-9a-f-]{36})"/)?.[1];
  for (let change = 0; change < 20; change++) {
    const heard = viewers.map((viewer) => viewer.heard());
    const began = performance.now();
    const word = change % 2 ? "present" : "late";
    const form = `command[id]=${meeting}&command[seat]=${seat}&command[word]=${word}`;
    const answer = await site.request("POST", "/api/meetings/attend", { cookie: director, form });
    if (answer.status >= 400) throw new Error(`the change was refused: ${answer.status}`);
    const times = (await Promise.all(heard)).map((at) => at - began);
    all.push(...times);
    slowest.push(Math.max(...times));
  }
  viewers.forEach((viewer) => viewer.close());
  all.sort((a, b) => a - b);
  return { rss, p95: all[Math.floor(all.length * 0.95)], last: Math.max(...slowest) };
}

async function main() {
  const cores = readFileSync("/proc/cpuinfo", "utf8").match(/^processor/gm).length;
  console.log(`\nKetentafel, ${cores} cores, ${REQUESTS} requests per page, one asker\n`);
  const small = await Site.open(1);
  const once = await pages(small, 1);
  const idle = memory(small.process.pid);
  const page = await small.throughput(`/overleg/${once.meeting}`, once.director);
  const bare = await small.throughput(`/maat/overleg/${once.meeting}`, once.director);
  const seen = await live(small, once.meeting, once.director, once.partner);
  await small.stop();
  await small.start();
  const restart = small.startedIn;
  await small.stop();
  const large = await Site.open(100);
  const hundred = await pages(large, 100);
  await large.stop();

  console.table(once.rows);
  console.table(hundred.rows);
  const growth = Object.fromEntries(
    Object.keys(once.rows).map((name) => [name, round(hundred.rows[name]["cpu ms"] / once.rows[name]["cpu ms"])]),
  );
  console.log("cost at 100× data over cost at 1×:", growth);
  const assets = ["ketentafel.css", "ketentafel.js", "ketentafel_bg.wasm"].map((name) => statSync(join("site", "pkg", `${name}.br`)).size);
  const fonts = statSync("site/fonts/source-sans-3-latin-wght-normal.woff2").size;
  console.table({
    "agenda, four askers": { figure: `${Math.round(page)} req/s`, target: "" },
    "bare handler, same queries": { figure: `${Math.round(bare)} req/s`, target: "" },
    "ratio": { figure: `${Math.round((page / bare) * 100)} %`, target: ">= 50 %" },
    "assets, brotli (with font)": { figure: `${Math.round((assets.reduce((a, b) => a + b) + fonts) / 1024)} kB`, target: "<= 300 kB" },
    "wasm, brotli": { figure: `${Math.round(assets[2] / 1024)} kB`, target: "<= 200 kB" },
    "start, existing database": { figure: `${Math.round(restart)} ms`, target: "<= 300 ms" },
    "memory, after the pages": { figure: `${idle} MB`, target: "<= 60 MB" },
    [`memory, ${VIEWERS} live viewers`]: { figure: `${seen.rss} MB`, target: "<= 120 MB" },
    "live change, p95 of all viewers": { figure: `${round(seen.p95, 1)} ms`, target: "<= 100 ms" },
    "live change, the very last viewer": { figure: `${round(seen.last, 1)} ms`, target: "" },
  });
}

main()
  .catch((error) => {
    console.error(error);
    process.exitCode = 1;
  })
  .finally(() => {
    for (const process of running) process.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });
