// Every page there is: whole without JavaScript, silent and still with it, and no link that leads nowhere.

import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { test } from "node:test";
import { brotliCompressSync } from "node:zlib";
import { openPage } from "./support/browser.mjs";
import { LANGUAGES, setUp } from "./support/exhibits.mjs";
import { fromXtask } from "./support/server.mjs";

const { site, browser } = await setUp();
const ROOT = fromXtask("KASSEI_DIST");
const WIDTHS = [360, 768, 1440];

/** The pages of a language: path in the site, and HTML. */
const pagesOf = (lang) =>
  readdirSync(join(ROOT, lang), { recursive: true })
    .filter((file) => file.endsWith("index.html"))
    .sort()
    .map((file) => ({ path: join(lang, dirname(file), "/"), html: readFileSync(join(ROOT, lang, file), "utf8") }));

const PAGES = Object.fromEntries(LANGUAGES.map((lang) => [lang, pagesOf(lang)]));
const ALL = Object.values(PAGES).flat();

/** Home and lessons are looked at in all widths, every other page in one a language. */
function pagesAt(width, lang) {
  let place = LANGUAGES.indexOf(lang);
  const isItsTurn = () => WIDTHS[(place += 1) % WIDTHS.length] === width;
  return PAGES[lang].filter(({ path }) => /^[^/]+\/(lessons\/[^/]+\/)?$/.test(path) || isItsTurn());
}

const decode = (text) => text.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
const found = (html, pattern) => [...html.matchAll(pattern)].map(([, value]) => decode(value));

test("both languages have the same pages", () => {
  const [first, ...others] = LANGUAGES.map((lang) => PAGES[lang].map(({ path }) => path.slice(lang.length)));
  for (const other of others) assert.deepEqual(other, first);
  for (const path of ["/", "/functions/", "/functions/gelu/", "/exhibits/", "/exhibits/neuron/"]) assert.ok(first.includes(path), path);
});

test("every page says its language, and has a title and a description that no other has", () => {
  for (const lang of LANGUAGES) {
    const [titles, descriptions] = [new Map(), new Map()];
    for (const { path, html } of PAGES[lang]) {
      assert.ok(html.startsWith(`<!doctype html>\n<html lang="${lang}">`), path);
      for (const [what, known, pattern] of [
        ["title", titles, /<title>([^<]+)<\/title>/g],
        ["description", descriptions, /<meta name="description" content="([^"]+)"/g],
      ]) {
        const [words, ...more] = found(html, pattern);
        assert.ok(words?.length > 5 && more.length === 0, `${path}: its ${what} is ${words}`);
        assert.ok(!known.has(words), `${path} has the ${what} of ${known.get(words)}`);
        known.set(words, path);
      }
    }
  }
});

test("every link and file is relative, and leads to what is there", () => {
  const anchors = new Map();
  const hasAnchor = (file, id) => {
    if (!anchors.has(file)) anchors.set(file, new Set(found(readFileSync(file, "utf8"), /\sid="([^"]+)"/g)));
    return anchors.get(file).has(id);
  };
  for (const { path, html } of ALL) {
    const elsewhere = found(html, /<a\s[^>]*href="(https:[^"]*)"/g);
    for (const address of found(html, /\s(?:href|src)="([^"]*)"/g).filter((address) => !elsewhere.includes(address))) {
      assert.ok(!/^(\/|[a-z]+:)/.test(address), `${path} leads to ${address}`);
      const { pathname, hash } = new URL(address, `file:///${path}`);
      const file = join(ROOT, normalize(decodeURIComponent(pathname)), pathname.endsWith("/") ? "index.html" : "");
      assert.ok(existsSync(file), `${path} leads to ${address}, which is not there`);
      if (hash && file.endsWith(".html")) assert.ok(hasAnchor(file, decodeURIComponent(hash.slice(1))), `${path} leads to ${address}: no such place`);
    }
  }
});

test("each page leads to itself in the other language", () => {
  for (const lang of LANGUAGES) {
    for (const { path, html } of PAGES[lang]) {
      const links = found(html, /(<a\s[^>]*data-language=[^>]*>)/g);
      assert.equal(links.length, LANGUAGES.length - 1, path);
      for (const link of links) {
        const [[other], [address]] = [found(link, /hreflang="([^"]+)"/g), found(link, /\shref="([^"]+)"/g)];
        assert.equal(new URL(address, `file:///${path}`).pathname, `/${path.replace(lang, other)}`);
      }
    }
  }
});

test("what has to be there before the first paint is small", () => {
  const sizes = new Map();
  const size = (file) => {
    if (!sizes.has(file)) sizes.set(file, brotliCompressSync(readFileSync(join(ROOT, file))).length);
    return sizes.get(file);
  };
  for (const { path, html } of ALL) {
    const [head] = html.split("</head>");
    // A module is no hindrance; another script is.
    const waited = [...found(head, /<link(?=[^>]*rel="stylesheet")[^>]*href="([^"]+)"/g), ...found(head, /<script(?![^>]*type="module")[^>]*src="([^"]+)"/g)];
    assert.ok(waited.length >= 2, path);
    const total = [`${path}index.html`, ...waited.map((file) => join(path, file))].map(size).reduce((sum, one) => sum + one);
    assert.ok(total <= 40_000, `${path}: ${total} bytes`);
  }
});

/** Has every picture of the page, near or far, loaded. */
async function pictures(page) {
  return page.evaluate(async () => {
    const images = [...document.images];
    for (const image of images) image.loading = "eager";
    await Promise.all(images.map((image) => image.decode().catch(() => {})));
    return images.filter((image) => image.naturalWidth === 0).map((image) => image.outerHTML);
  });
}

for (const lang of LANGUAGES) {
  test(`every page can be read without JavaScript, and has no control that does nothing (${lang})`, async (t) => {
    const page = await openPage(t, browser, site.url, { javaScriptEnabled: false });
    for (const { path } of PAGES[lang]) {
      await page.goto(site.url + path);
      assert.ok(await page.locator("h1").isVisible(), path);
      const words = await page.locator("main").innerText();
      assert.ok(words.length > 120, `${path}: ${words}`);
      assert.deepEqual(await pictures(page), [], path);
      // A choice can be marked and a guess noted, as on paper.
      const dead = page.locator("button, input:not([type=radio], [type=text]), select, [role=slider]").filter({ visible: true });
      assert.deepEqual(await dead.evaluateAll((all) => all.map((one) => one.outerHTML)), [], path);
    }
  });

  for (const width of WIDTHS) {
    test(`on no page anything moves, is missing, is logged or sticks out at ${width} px (${lang})`, async (t) => {
      const page = await openPage(t, browser, `${site.url}404.html`, { viewport: { width, height: 900 } });
      await page.addInitScript(() => {
        globalThis.shifts = [];
        new PerformanceObserver((list) => {
          for (const { value, sources } of list.getEntries()) {
            shifts.push(`${value.toFixed(4)}: ${sources.map(({ node }) => node?.outerHTML?.slice(0, 90))}`);
          }
        }).observe({ type: "layout-shift", buffered: true });
      });
      const faults = [];
      for (const { path } of pagesAt(width, lang)) {
        await page.goto(site.url + path);
        const wide = (await page.evaluate(awaken)) - width;
        if (wide > 0) faults.push(`${path}: ${wide} px too wide`);
        const missing = await pictures(page);
        const shifts = await page.evaluate(() => globalThis.shifts);
        faults.push(...[...missing, ...shifts].map((fault) => `${path}: ${fault}`));
      }
      assert.deepEqual(faults, []);
    });
  }
}

/** In the page: scrolls through it until all exhibits have come alive, and answers with its width. */
async function awaken() {
  const exhibits = [...document.querySelectorAll("kassei-exhibit:not([loading=chosen])")];
  const frame = () => new Promise(requestAnimationFrame);
  if (exhibits.length) await customElements.whenDefined("kassei-exhibit");
  // What an answer hides comes alive when it is opened.
  for (const exhibit of exhibits.filter((one) => one.checkVisibility())) {
    exhibit.scrollIntoView({ behavior: "instant" });
    const late = new Promise((_, reject) => setTimeout(reject, 30_000, new Error(`not alive after 30 s: ${exhibit.outerHTML.slice(0, 200)}`)));
    await Promise.race([exhibit.ready, late]);
    await frame();
  }
  await frame();
  return document.documentElement.scrollWidth;
}
