// Gates of the style: every theme readable and bounded, every file in the bundle, the bundle the same twice.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import postcss from "postcss";
import { BUDGET, HERE, brotliSize, build, files } from "./build.mjs";

const RAMP = [50, 100, 200, 300, 400, 500, 600, 700].map((step) => `--kt-brand-${step}`);
const PUBLIC = join(HERE, "../public");
const read = (path) => readFileSync(path, "utf8");

/** Relative luminance of `#rrggbb`, WCAG 2.2. */
function luminance(hex) {
  const [red, green, blue] = [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast of two colours, WCAG 2.2. */
function contrast(one, other) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** The custom properties of a file, by name. */
function declarations(css) {
  const found = new Map();
  postcss.parse(css).walkDecls((declaration) => found.set(declaration.prop, declaration.value));
  return found;
}

for (const path of files(join(HERE, "themes"), ".css")) {
  const name = basename(path, ".css");
  test(`theme ${name} is eight brand colours, a name and a coat of arms`, () => {
    const css = read(path);
    assert.deepEqual([...declarations(css).keys()], RAMP, "a theme sets its brand colours and nothing else");
    assert.match(css, /^\/\* \S.*: .*\. \*\/\n/, "a theme opens with the name of its municipality");
    const selectors = postcss.parse(css).nodes.filter((node) => node.type === "rule").map((rule) => rule.selector);
    assert.deepEqual(selectors, [name === "ketentafel" ? ".kt-theme" : `.kt-theme--${name}`]);
    assert.ok(read(join(PUBLIC, "icons.svg")).includes(`id="arms-${name}"`), `add arms-${name} to public/icons.svg`);
  });
  test(`theme ${name} is readable`, () => {
    const colour = declarations(read(path));
    const onWhite = (step) => contrast(colour.get(`--kt-brand-${step}`), "#ffffff");
    assert.ok(onWhite(500) >= 7, `500 on white and white on 500: ${onWhite(500).toFixed(2)}, at least 7`);
    assert.ok(onWhite(400) >= 3, `400 on white: ${onWhite(400).toFixed(2)}, at least 3`);
    for (const [text, ground] of [[500, 50], [500, 100], [600, 100], [700, 200]]) {
      const ratio = contrast(colour.get(`--kt-brand-${text}`), colour.get(`--kt-brand-${ground}`));
      assert.ok(ratio >= 4.5, `${text} on ${ground}: ${ratio.toFixed(2)}, at least 4.5`);
    }
  });
}

test("status colours are readable on white and on their tint", () => {
  const colour = declarations(read(join(HERE, "tokens.css")));
  for (const tone of ["positive", "info", "attention", "critical", "closed"]) {
    const text = colour.get(`--kt-${tone}`);
    assert.ok(contrast(text, "#ffffff") >= 7, `${tone} on white`);
    assert.ok(contrast(text, colour.get(`--kt-${tone}-tint`)) >= 4.5, `${tone} on its tint`);
    assert.ok(contrast(colour.get(`--kt-${tone}-edge`), "#ffffff") >= 3, `${tone} edge on white`);
  }
});

test("every file is in the bundle", () => {
  const entry = read(join(HERE, "ketentafel.css"));
  for (const path of files(HERE, ".css")) {
    const name = path.slice(HERE.length);
    if (name !== "ketentafel.css") assert.ok(entry.includes(`"./${name}"`), `import ${name} in ketentafel.css`);
  }
});

test("every icon the components name is in the sprite", () => {
  const sprite = read(join(PUBLIC, "icons.svg"));
  const symbols = new Set([...sprite.matchAll(/id="i-(\w+)"/g)].map((match) => match[1]));
  for (const path of files(join(HERE, "../app/src"), ".rs")) {
    for (const [, name] of read(path).matchAll(/<Icon\s[^>]*?name="(\w+)"/g)) {
      assert.ok(symbols.has(name), `${path} names the icon ${name}: add i-${name} to public/icons.svg`);
    }
  }
});

test("the bundle is the same twice, within its budget, with fonts that exist", async () => {
  const css = await build();
  assert.equal(await build(), css);
  assert.ok(brotliSize(css) <= BUDGET);
  for (const [, url] of css.matchAll(/url\("?([^")]+)"?\)/g)) assert.ok(read(join(PUBLIC, url)), url);
});
