// What previews of links show: images that `cargo xtask dist --base-url` makes.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { ROOT } from "./support/pages.mjs";
import { setUp } from "./support/exhibits.mjs";
import { pixelsOf } from "./support/share.mjs";

const { open } = await setUp();
const PAINTER = fileURLToPath(new URL("../../xtask/js/previews.mjs", import.meta.url));
const TOKENS = readFileSync(new URL("../../static/tokens.css", import.meta.url), "utf8");
const SIZE = [1200, 630];
/** Titles and the language they are in: one that has room, and one that has to be written smaller. */
const TITLES = [["GELU", "en"], ["猫".repeat(40), "ja"]];
const PICTURE = /pictures\/neuron-\w+\.svg/.exec(readFileSync(join(ROOT, "en/exhibits/neuron/index.html"), "utf8"))[0];

test("a preview has the title, whole, and the picture in its colours", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "kassei-previews-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const picture = readFileSync(join(ROOT, PICTURE), "utf8");
  const pages = TITLES.map(([title, lang]) => ({ file: join(folder, "previews", `${lang}.png`), lang, title, picture }));
  execFileSync(process.execPath, [PAINTER], { input: JSON.stringify({ size: SIZE, tokens: TOKENS, pages }) });
  const page = await open(t, "404.html", { alive: false });
  for (const { file, lang } of pages) {
    const bytes = readFileSync(file);
    const colours = { card: [255, 255, 255], output: [0xb8, 0x3a, 0x00] };
    const { width, height, corner, shares } = await pixelsOf(page, bytes, "image/png", { colours });
    assert.deepEqual([width, height, ...corner], [...SIZE, 0xfb, 0xfa, 0xf7, 255], lang);
    assert.ok(shares.card > 0.2 && shares.output > 0.002, `${lang}: ${JSON.stringify(shares)}`);
    const [left, right] = await page.evaluate(ends, bytes.toString("base64"));
    assert.ok(left >= 60 && right <= 1140, `${lang}: from ${left} to ${right}`);
    assert.ok(right - left > (lang === "ja" ? 1000 : 100), `${lang}: from ${left} to ${right}`);
  }
});

/** In the page: where the title begins and ends, which is what is dark above the card. */
async function ends(base64) {
  const image = new Image();
  image.src = `data:image/png;base64,${base64}`;
  await image.decode();
  const context = new OffscreenCanvas(image.width, 120).getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, 120);
  const columns = [];
  for (let at = 0; at < data.length; at += 4) if (data[at] < 100) columns.push((at / 4) % image.width);
  return [Math.min(...columns), Math.max(...columns)];
}
