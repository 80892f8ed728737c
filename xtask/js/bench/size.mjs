// What a first visit to /en/ fetches, brotli at its best, as a good host sends it.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { ready, startBrowser } from "../../../tests/e2e/support/browser.mjs";
import { fromXtask, serveSite } from "../../../tests/e2e/support/server.mjs";
import { codeByExhibit } from "./wasm.mjs";

/** kB for HTML, CSS, JS and WASM together. */
const BUDGET = 150;
/** kB for the program that trains, its module with it. */
const BUDGET_OF_TRAINING = 60;
const COUNTED = /\.(html|css|js|wasm|txt)$/;

export async function size(print) {
  const files = [];
  for (const path of await visited("en/")) {
    const bytes = await readFile(join(fromXtask("KASSEI_DIST"), path));
    files.push({ path, raw: kB(bytes.length), brotli: kB(compressed(bytes)), counted: COUNTED.test(path) });
  }
  files.sort((a, b) => b.counted - a.counted || b.brotli - a.brotli);
  const sum = (some) => some.reduce((total, file) => total + file.brotli, 0);
  const total = sum(files.filter((file) => file.counted));
  const rest = sum(files.filter((file) => !file.counted));

  for (const { path, raw, brotli, counted } of files) {
    print(`${column(brotli)} kB  ${path} (${raw.toFixed(1)} kB raw)${counted ? "" : ", not counted"}`);
  }
  print(`${column(total)} kB  HTML + CSS + JS + WASM: ${total <= BUDGET ? "within" : "OVER"} the budget of ${BUDGET} kB`);
  print(`${column(rest)} kB  pictures and the rest`);

  const site = fromXtask("KASSEI_DIST");
  const json = async (name) => JSON.parse(await readFile(join(site, name), "utf8"));
  const sizeOf = async (name) => kB(compressed(await readFile(join(site, name))));
  const assets = await json("kassei-assets.json");
  const large = assets.apps.at(-1);
  const later = (await sizeOf(large.wasm)) + (await sizeOf(large.js));
  print(`${column(later)} kB  more for the app with every exhibit, once a picture of the gallery is chosen`);

  const exhibits = {};
  const linked = join(fromXtask("KASSEI_TARGET"), "wasm32-unknown-unknown/release/lab.wasm");
  for (const [name, share] of codeByExhibit(await readFile(linked))) {
    exhibits[name] = share * later;
    print(`${column(exhibits[name])} kB  of it is the exhibit ${name} (by its share of the code)`);
  }

  const trainer = {};
  const parts = await json(assets.trainer);
  for (const build of ["simd", "plain"]) {
    const size = (await sizeOf(parts[build].wasm)) + (await sizeOf(parts[build].js));
    trainer[build] = size;
    const verdict = `${size <= BUDGET_OF_TRAINING ? "within" : "OVER"} the budget of ${BUDGET_OF_TRAINING} kB`;
    print(`${column(size)} kB  the program that trains (${build}), once somebody trains: ${verdict}`);
  }
  return { total, budget: BUDGET, rest, later, trainer, files, exhibits };
}

/** Every file of the site that a browser asks for, when a person opens `path` and scrolls through. */
async function visited(path) {
  const site = await serveSite();
  const browser = await startBrowser();
  try {
    const page = await browser.newPage();
    const asked = new Set();
    page.on("response", (response) => {
      const { pathname } = new URL(response.url());
      if (response.status() === 200 && response.url().startsWith(site.url)) {
        asked.add(pathname.slice(new URL(site.url).pathname.length).replace(/(^|\/)$/, "$1index.html"));
      }
    });
    await page.goto(site.url + path);
    await ready(page);
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await ready(page);
    await page.waitForLoadState("networkidle");
    return asked;
  } finally {
    await browser.close();
    await site.close();
  }
}

/** What does not get smaller is sent as it is. */
function compressed(bytes) {
  const { length } = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
  return Math.min(length, bytes.length);
}

const kB = (bytes) => bytes / 1000;
const column = (number) => number.toFixed(1).padStart(6);
