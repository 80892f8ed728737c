// Every page there is, in a browser: whole without JavaScript, silent and still with it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "./support/browser.mjs";
import { LANGUAGES, setUp } from "./support/exhibits.mjs";
import { PAGES } from "./support/pages.mjs";

const { site, browser } = await setUp();
const WIDTHS = [360, 768, 1440];

/** The pages of a language that `choose` takes: it gets the kind of a page and its place in the list. */
function choose(lang, choice) {
  const kind = (path) => (path === `${lang}/` ? "home" : /^[^/]+\/lessons\/[^/]+\/$/.test(path) ? "lesson" : "other");
  return PAGES[lang].map(({ path }) => path).filter((path, place) => choice(kind(path), place));
}

/** Home in every width and language, a lesson in every width in one of the languages, another page in one width a language. */
function pagesAt(width, lang) {
  const [turn, language] = [WIDTHS.indexOf(width), LANGUAGES.indexOf(lang)];
  return choose(lang, (kind, place) => {
    if (kind === "lesson") return (place + turn) % LANGUAGES.length === language;
    return kind === "home" || (place + language) % WIDTHS.length === turn;
  });
}

/** What differs from page to page in every language, what is built alike in one of them. */
const pagesWithout = (lang) => choose(lang, (kind, place) => kind !== "other" || place % LANGUAGES.length === LANGUAGES.indexOf(lang));

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
    for (const path of pagesWithout(lang)) {
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
    test(`on no page anything moves, is logged or sticks out at ${width} px (${lang})`, async (t) => {
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
      for (const path of pagesAt(width, lang)) {
        await page.goto(site.url + path);
        const wide = (await page.evaluate(awaken)) - width;
        if (wide > 0) faults.push(`${path}: ${wide} px too wide`);
        const shifts = await page.evaluate(() => globalThis.shifts);
        faults.push(...shifts.map((shift) => `${path}: ${shift}`));
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
