// Figures as a table: CPU, statements and bytes per page; throughput beside a bare handler; assets,
// start, memory, and how long a live change takes to reach two hundred viewers.
// Every request goes to this machine, and every loop is bounded.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { Site, binary, endAll } from "./support/site.mjs";

const folder = mkdtempSync(join(tmpdir(), "kt-bench-"));
const REQUESTS = Number(process.env.BENCH_REQUESTS ?? 400);
const LARGE = Number(process.env.BENCH_TIMES ?? 100);
const VIEWERS = 200;
const CHANGES = 20;

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

class Measured extends Site {
  static async open(times) {
    const database = `sqlite:${join(folder, `${times}.db`)}`;
    execFileSync(binary, ["--database-url", database, "seed", "--size", String(times)], { stdio: "inherit" });
    return new Measured(database, ["--count-sql"]).start();
  }

  /** CPU, statements and bytes of one page, and its times. */
  async page(path, cookie, form) {
    const ask = () => (form === undefined ? this.get(path, cookie) : this.request("POST", path, { cookie, form }));
    for (let warm = 0; warm < 20; warm++) await ask();
    const times = [];
    const before = cpu(this.process.pid);
    const began = performance.now();
    let last;
    for (let n = 0; n < REQUESTS; n++) {
      const start = performance.now();
      last = await ask();
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

  /** Requests per second, and CPU per request, with four askers at once: no core waits for the next one. */
  async throughput(path, cookie) {
    const asker = async () => {
      for (let n = 0; n < REQUESTS; n++) await this.get(path, cookie);
    };
    await asker();
    const before = cpu(this.process.pid);
    const began = performance.now();
    await Promise.all([asker(), asker(), asker(), asker()]);
    const wall = performance.now() - began;
    return { perSecond: (4 * REQUESTS * 1000) / wall, cpu: (cpu(this.process.pid) - before) / (4 * REQUESTS) };
  }

  /** Somebody with the live page open: hears of a change, fetches the regions again, as the island does. */
  viewer(meeting, cookie) {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    return new Promise((opened, failed) => {
      const address = { host: "127.0.0.1", port: this.port, path: `/live/${meeting}`, headers: { cookie }, agent: false };
      const stream = http.get(address, (answer) => {
        if (answer.statusCode !== 200) return failed(new Error(`a viewer got ${answer.statusCode}`));
        const viewer = {
          seen: null,
          close: () => {
            stream.destroy();
            agent.destroy();
          },
        };
        answer.on("data", async (part) => {
          if (!part.includes("again") || !viewer.seen) return;
          const { seen } = viewer;
          const regions = await this.request("GET", `/live/${meeting}/deel`, { cookie, agent });
          if (!regions.body.includes('id="live"')) throw new Error(`a viewer was answered ${regions.status}`);
          seen(performance.now());
        });
        answer.on("error", () => {});
        viewer.sees = () => new Promise((resolve) => (viewer.seen = resolve));
        opened(viewer);
      });
      stream.on("error", () => {});
    });
  }
}

const round = (number, digits = 2) => Number(number.toFixed(digits));

async function pages(site, times) {
  const director = await site.signIn("Regisseur");
  const partner = await site.signIn("Taakaccenthouder politie");
  const meeting = await benchMeeting(site, director);
  const rows = {};
  for (const [name, path, cookie, form] of [
    ["agenda, 20 punten", `/overleg/${meeting}`, director],
    ["agenda als partner", `/overleg/${meeting}`, partner],
    ["acties", "/acties", director],
    ["acties als partner", "/acties", partner],
    ["acties, afgerond", "/acties?toon=afgerond", director],
    ["cockpit", "/regie", director],
    ["routekaart, regio", "/routekaart", director],
    ["overleg, lijst", "/overleg", director],
    ["zoeken, een gewoon woord", "/zoek", director, "vraag=overleg"],
    ["zoeken als partner", "/zoek", partner, "vraag=overleg"],
    ["zoeken, begin van een woord", "/zoek", director, "vraag=afs"],
    ["zoeken, twee woorden", "/zoek", director, "vraag=voortgang+onderdeel"],
    ["zoeken, niets", "/zoek", partner, "vraag=naaldhooiberg"],
  ]) {
    const figure = await site.page(path, cookie, form);
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
async function benchMeeting(site, cookie) {
  for (const id of await site.meetings(cookie)) {
    const page = await site.get(`/overleg/${id}`, cookie);
    if (page.body.includes("Voortgang onderdeel 20")) return id;
  }
  throw new Error("the meeting of twenty items is not on the list");
}

/** People who follow the table of the demo; two hundred viewers share their cookies in turn. */
const TABLE = ["Taakaccenthouder politie", "Beleidsadviseur OM", "Teamleider maatschappelijk werk"];

async function live(site, meeting, director) {
  const cookies = await Promise.all(TABLE.map((name) => site.signIn(name)));
  await site.send("meetings/start", { id: meeting }, director);
  const page = await site.get(`/overleg/${meeting}/live`, director);
  const seat = page.body.match(/name="command\[seat\]" value="([0-9a-f-]{36})"/)?.[1];
  if (!seat) throw new Error("nobody has a seat");
  const before = memory(site.process.pid);
  const viewers = [];
  for (let n = 0; n < VIEWERS; n++) viewers.push(await site.viewer(meeting, cookies[n % cookies.length]));
  const open = memory(site.process.pid);
  const all = [];
  const slowest = [];
  const used = cpu(site.process.pid);
  for (let change = 0; change < CHANGES; change++) {
    const seen = viewers.map((viewer) => viewer.sees());
    const began = performance.now();
    const word = change % 2 ? "present" : "late";
    const answer = await site.send("meetings/attend", { id: meeting, seat, word }, director);
    if (answer.status >= 400) throw new Error(`the change was refused: ${answer.status}`);
    const times = (await Promise.all(seen)).map((at) => at - began);
    all.push(...times);
    slowest.push(Math.max(...times));
  }
  const perView = (cpu(site.process.pid) - used) / all.length;
  const after = memory(site.process.pid);
  viewers.forEach((viewer) => viewer.close());
  all.sort((a, b) => a - b);
  return { before, open, after, perView, p50: all[Math.floor(all.length * 0.5)], p95: all[Math.floor(all.length * 0.95)], last: Math.max(...slowest) };
}

async function main() {
  const cores = readFileSync("/proc/cpuinfo", "utf8").match(/^processor/gm).length;
  console.log(`\nKetentafel, ${cores} cores, ${REQUESTS} requests per page, one asker\n`);
  const small = await Measured.open(1);
  await small.get("/health/ready");
  const rest = memory(small.process.pid);
  const once = await pages(small, 1);
  const page = await small.throughput(`/overleg/${once.meeting}`, once.director);
  const ofPartner = await small.throughput(`/overleg/${once.meeting}`, once.partner);
  const bare = await small.throughput(`/maat/overleg/${once.meeting}`, once.director);
  const seen = await live(small, once.meeting, once.director);
  await small.kill();
  await small.start();
  const restart = small.startedIn;
  await small.kill();
  const large = await Measured.open(LARGE);
  const hundred = await pages(large, LARGE);
  await large.kill();

  console.table(once.rows);
  console.table(hundred.rows);
  const growth = Object.fromEntries(
    Object.keys(once.rows).map((name) => [name, round(hundred.rows[name]["cpu ms"] / once.rows[name]["cpu ms"])]),
  );
  console.log(`cost at ${LARGE}× data over cost at 1×:`, growth);
  const assets = ["ketentafel.css", "ketentafel.js", "ketentafel_bg.wasm"].map((name) => statSync(join("site", "pkg", `${name}.br`)).size);
  const fonts = statSync("site/fonts/source-sans-3-latin-wght-normal.woff2").size;
  console.table({
    "agenda, four askers": { figure: `${Math.round(page.perSecond)} req/s, ${round(page.cpu)} ms CPU`, target: "<= 1.5 ms" },
    "agenda of a partner, four askers": { figure: `${Math.round(ofPartner.perSecond)} req/s, ${round(ofPartner.cpu)} ms CPU`, target: "<= 1.5 ms" },
    "bare handler, same queries": { figure: `${Math.round(bare.perSecond)} req/s, ${round(bare.cpu)} ms CPU`, target: "" },
    "ratio": { figure: `${Math.round((page.perSecond / bare.perSecond) * 100)} %`, target: ">= 50 %" },
    "assets, brotli (with font)": { figure: `${Math.round((assets.reduce((a, b) => a + b) + fonts) / 1024)} kB`, target: "<= 300 kB" },
    "wasm, brotli": { figure: `${Math.round(assets[2] / 1024)} kB`, target: "<= 200 kB" },
    "start, existing database": { figure: `${Math.round(restart)} ms`, target: "<= 300 ms" },
    "memory, at rest": { figure: `${rest} MB`, target: "<= 60 MB" },
    "memory, after all pages": { figure: `${seen.before} MB`, target: "" },
    [`memory, ${VIEWERS} live viewers`]: { figure: `${Math.max(seen.open, seen.after)} MB`, target: "<= 120 MB" },
    "live change on all screens, p50": { figure: `${round(seen.p50, 1)} ms`, target: "" },
    "live change on all screens, p95": { figure: `${round(seen.p95, 1)} ms`, target: "<= 100 ms" },
    "live change, the very last screen": { figure: `${round(seen.last, 1)} ms`, target: "" },
    "cpu per viewer and change": { figure: `${round(seen.perView)} ms`, target: "" },
  });
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
