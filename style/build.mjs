// Makes dist/ketentafel.css: NL Design System cut down to what is used, our layer on it, one minified file.
// Deterministic and offline: it reads node_modules and this tree, nothing else.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { bundle } from "lightningcss";
import postcss from "postcss";
import { PurgeCSS } from "purgecss";

export const HERE = fileURLToPath(new URL(".", import.meta.url));
export const BUDGET = 30_000;
const BANNER = "/*! Ketentafel, EUPL-1.2. Contains NL Design System and Utrecht Design System, EUPL-1.2. */\n";

// Container queries and :has() set the floor; what is newer is lowered or only enhances.
const TARGETS = { chrome: 105 << 16, firefox: 121 << 16, safari: 16 << 16, ios_saf: 16 << 16 };

const require = createRequire(import.meta.url);
const library = () => readFileSync(require.resolve("@utrecht/component-library-css"), "utf8");
const tokens = () =>
  readFileSync(join(HERE, "node_modules/@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css"), "utf8");

/** Every file under `folder` whose name ends in `end`, in a fixed order. */
export function files(folder, end) {
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith(end) && !/(^|\/)(node_modules|dist)\//.test(name))
    .sort()
    .map((name) => join(folder, name));
}

/** The library without the rules that no page uses. */
async function usedLibrary() {
  const sources = [join(HERE, "nlds-classes.txt"), ...files(join(HERE, "../app/src"), ".rs")];
  const content = sources.map((path) => ({ raw: readFileSync(path, "utf8"), extension: "txt" }));
  const [result] = await new PurgeCSS().purge({
    content,
    css: [{ raw: library() }],
    defaultExtractor: (text) => text.match(/\b(?:utrecht|nl)-[a-z0-9_-]+/g) ?? [],
  });
  return result.css.replace(/@charset[^;]*;/, "");
}

/** Names of the custom properties that a piece of CSS reads. */
const reads = (css) => [...css.matchAll(/var\(\s*(--[\w-]+)/g)].map((match) => match[1]);

/** The tokens that `css` reaches, directly or through other tokens, as one rule. */
function reachableTokens(css) {
  const known = new Map();
  postcss.parse(tokens()).walkDecls(/^--/, (declaration) => known.set(declaration.prop, declaration.value));
  const seen = new Set();
  const queue = reads(css);
  while (queue.length > 0) {
    const name = queue.pop();
    if (seen.has(name)) continue;
    seen.add(name);
    if (known.has(name)) queue.push(...reads(known.get(name)));
  }
  const kept = [...known].filter(([name]) => seen.has(name));
  return `.voorbeeld-theme{${kept.map(([name, value]) => `${name}:${value};`).join("")}}\n`;
}

/** Builds the stylesheet and returns it; only `dist/nlds.css` is written on the way. */
export async function build() {
  const used = await usedLibrary();
  const ours = files(HERE, ".css").map((path) => readFileSync(path, "utf8")).join("\n");
  mkdirSync(join(HERE, "dist"), { recursive: true });
  writeFileSync(join(HERE, "dist/nlds.css"), reachableTokens(used + ours) + used);
  const { code, warnings } = bundle({ filename: join(HERE, "ketentafel.css"), minify: true, targets: TARGETS });
  if (warnings.length > 0) throw new Error(warnings.map((warning) => warning.message).join("\n"));
  return BANNER + code.toString();
}

/** What travels: brotli at its best, as the release serves it. */
export const brotliSize = (css) =>
  brotliCompressSync(css, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const css = await build();
  writeFileSync(join(HERE, "dist/ketentafel.css"), css);
  const size = brotliSize(css);
  console.log(`style/dist/ketentafel.css: ${css.length} bytes, ${size} brotli (at most ${BUDGET})`);
  if (size > BUDGET) {
    console.error("The stylesheet is over its budget: take something out before adding more.");
    process.exit(1);
  }
}
