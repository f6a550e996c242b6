// Lays out the site: node scripts/site.mjs <app.wasm> <ketentafel.css> <site>
// Each file gets its brotli and gzip copy, so that the server never compresses while someone waits.
// What did not change is left alone: the wasm by its hash, the rest by its bytes.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const [wasm, css, site] = process.argv.slice(2);
const tools = process.env.KT_TOOLS;
const target = process.env.CARGO_TARGET_DIR;
if (!wasm || !css || !site || !tools || !target) {
  console.error("usage: CARGO_TARGET_DIR=… KT_TOOLS=… node scripts/site.mjs <app.wasm> <ketentafel.css> <site>");
  process.exit(2);
}
const here = dirname(fileURLToPath(import.meta.url));
const work = join(target, "site-work");

// Not --all-features: Chromium refuses what that makes.
const wasmOptFlags = [
  "-Oz",
  "--enable-bulk-memory",
  "--enable-bulk-memory-opt",
  "--enable-nontrapping-float-to-int",
  "--enable-sign-ext",
  "--enable-mutable-globals",
  "--enable-reference-types",
  "--enable-multivalue",
];

const compressible = new Set([".js", ".wasm", ".css", ".svg", ".json", ".txt", ".ico", ".webmanifest"]);

/** Every file under a folder, as paths relative to it. */
function files(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true }).filter((name) => statSync(join(folder, name)).isFile());
}

/** Turns cargo's wasm into the module the browser loads, unless that was done with this very wasm. */
function bindgen() {
  const stamp = join(work, "input.sha256");
  const hash = createHash("sha256").update(readFileSync(wasm)).update(readFileSync(fileURLToPath(import.meta.url)));
  const digest = hash.digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === digest) return;

  rmSync(work, { recursive: true, force: true });
  const out = join(work, "pkg");
  mkdirSync(out, { recursive: true });
  execFileSync(join(tools, "bin/wasm-bindgen"), [
    wasm, "--target", "web", "--no-typescript", "--out-name", "ketentafel", "--out-dir", out,
  ], { stdio: "inherit" });
  const module = join(out, "ketentafel_bg.wasm");
  console.log("· wasm-opt: about 20 s");
  execFileSync(join(here, "node_modules/.bin/wasm-opt"), [...wasmOptFlags, module, "-o", module], { stdio: "inherit" });
  // Last, so that an interrupted run starts over.
  writeFileSync(stamp, digest);
}

/** Writes one file of the site with its compressed copies, unless it stands there already. */
function place(name, bytes) {
  const path = join(site, name);
  if (existsSync(path) && readFileSync(path).equals(bytes)) return;
  mkdirSync(dirname(path), { recursive: true });
  if (compressible.has(extname(name))) {
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
    writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params }));
    writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
  }
  // After its copies, because its presence is what says that they are there.
  writeFileSync(path, bytes);
}

bindgen();
const sources = new Map([["pkg/ketentafel.css", css]]);
for (const name of files(join(work, "pkg"))) sources.set(join("pkg", name), join(work, "pkg", name));
for (const name of files("public")) sources.set(name, join("public", name));
for (const [name, source] of sources) place(name, readFileSync(source));

for (const name of files(site)) {
  if (!sources.has(name.replace(/\.(br|gz)$/, "")) && !sources.has(name)) rmSync(join(site, name));
}

const first = [...sources.keys()].filter((name) => name.startsWith("pkg/") && existsSync(join(site, `${name}.br`)));
const kilobytes = (name) => (statSync(join(site, `${name}.br`)).size / 1000).toFixed(1);
console.log(`· site/: ${first.map((name) => `${name.slice(4)} ${kilobytes(name)}`).join(", ")} kB brotli`);
