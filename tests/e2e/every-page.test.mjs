// Every page there is, in a browser: whole without JavaScript, silent and still with it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "./support/browser.mjs";
import { LANGUAGES, setUp } from "./support/exhibits.mjs";
import { PAGES } from "./support/pages.mjs";

const { site, browser } = await setUp();
const WIDTHS = [360, 768, 1440];

/** Home in every width and language, a lesson in one width a language, another page in one width and language. */
function pagesAt(width, lang) {
  const turn = WIDTHS.indexOf(width) * LANGUAGES.length + LANGUAGES.indexOf(lang);
  const turns = (path) => (path.includes("/lessons/") ? WIDTHS.length : WIDTHS.length * LANGUAGES.length);
  return pathsOf(lang).filter((path, place) => path === `${lang}/` || (place + turn) % turns(path) === 0);
}

/** Home in every language, another page in one of them: their languages are built alike. */
const pagesWithout = (lang) =>
  pathsOf(lang).filter((path, place) => path === `${lang}/` || place % LANGUAGES.length === LANGUAGES.indexOf(lang));

const pathsOf = (lang) => PAGES[lang].map(({ path }) => path);

for (const lang of LANGUAGES) {
  test(`every page can be read without JavaScript, and has no control that does nothing (${lang})`, async (t) => {
    const page = await openPage(t, browser, site.url, { javaScriptEnabled: false });
    for (const path of pagesWithout(lang)) {
      await page.goto(site.url + path);
      const { title, words, lost, dead } = await page.evaluate(read);
      assert.ok(title, path);
      assert.ok(words.length > 120, `${path}: ${words}`);
      assert.deepEqual(lost, [], path);
      assert.deepEqual(dead, [], path);
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

/** In the page: what can be read on it without JavaScript, the pictures that are not there, and the controls that do nothing. */
async function read() {
  const isSeen = (element) => element.checkVisibility();
  const images = [...document.images];
  for (const image of images) image.loading = "eager";
  await Promise.all(images.map((image) => image.decode().catch(() => {})));
  // A choice can be marked and a guess noted, as on paper.
  const controls = [...document.querySelectorAll("button, input:not([type=radio], [type=text]), select, [role=slider]")];
  return {
    title: isSeen(document.querySelector("h1")),
    words: document.querySelector("main").innerText,
    lost: images.filter((image) => image.naturalWidth === 0).map((image) => image.outerHTML),
    dead: controls.filter(isSeen).map((control) => control.outerHTML),
  };
}
