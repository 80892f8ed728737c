// Every page there is, in a browser: whole without JavaScript, silent and still with it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage, watchShifts } from "./support/browser.mjs";
import { LANGUAGES, setUp } from "./support/exhibits.mjs";
import { PAGES } from "./support/pages.mjs";
import { serveSite } from "./support/server.mjs";

const { site, browser } = await setUp();
const WIDTHS = [360, 768, 1440];

/** Home in every width and language, another page in one of them: a page comes alive slowly, and all are built alike. */
function pagesAt(width, lang) {
  const turn = WIDTHS.indexOf(width) * LANGUAGES.length + LANGUAGES.indexOf(lang);
  const turns = WIDTHS.length * LANGUAGES.length;
  return pathsOf(lang).filter((path, place) => path === `${lang}/` || (place + turn) % turns === 0);
}

/** Home in every language, another page in that in which `pagesAt` does not have it. */
const pagesWithout = (lang) =>
  pathsOf(lang).filter((path, place) => path === `${lang}/` || place % LANGUAGES.length !== LANGUAGES.indexOf(lang));

const pathsOf = (lang) => PAGES[lang].map(({ path }) => path);

for (const lang of LANGUAGES) {
  test(`every page can be read on a phone without JavaScript, and has no control that does nothing (${lang})`, async (t) => {
    const viewport = { width: Math.min(...WIDTHS), height: 900 };
    const page = await openPage(t, browser, site.url, { javaScriptEnabled: false, viewport });
    for (const path of pagesWithout(lang)) {
      await page.goto(site.url + path);
      const { title, words, width, lost, dead } = await page.evaluate(read);
      assert.ok(title, path);
      assert.equal(width, viewport.width, path);
      assert.ok(words.length > 120, `${path}: ${words}`);
      assert.deepEqual(lost, [], path);
      assert.deepEqual(dead, [], path);
    }
  });

  for (const width of WIDTHS) {
    test(`on no page anything moves, is logged or sticks out at ${width} px (${lang})`, async (t) => {
      const page = await openPage(t, browser, `${site.url}404.html`, { viewport: { width, height: 900 } });
      await watchShifts(page);
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

/** A window so high that all exhibits are in view: only what is in view is seen to move. */
const ALL = 30_000;
/** What is this high is more than a line whose last word has come. */
const BLOCK = 60;

for (const width of [360, 768]) {
  test(`an exhibit that comes in over a slow network grows downwards (${width} px)`, async (t) => {
    const exhibits = PAGES.en.filter(({ path }) => /\/exhibits\/./.test(path)).map(({ html }) => html);
    const [head] = exhibits[0].match(/<link rel="stylesheet".*(?=<link rel="modulepreload")/s);
    const body = exhibits.map((html) => html.match(/<kassei-exhibit .*?<\/kassei-exhibit>/s)[0]).join("");
    const part = /(?=<(?:div|dl|details)[^>]* class="(?:stage|panel|read|[a-z]+-(?:part|body)|compare|truth|stack)[ "])/;
    const at = (path) => `/some/sub/path/en/exhibits/${path}/`;
    const pieces = [`<!doctype html><html lang="en"><title>All</title><meta name="viewport" content="width=device-width">${head}`, ...body.split(part)];
    assert.ok(pieces.length > 3 * exhibits.length, `${pieces.length} pieces of ${exhibits.length} exhibits`);
    const slow = await serveSite({ pages: { [at("all")]: { body: pieces } } });
    const page = await openPage(t, browser, `${slow.url}404.html`, { viewport: { width, height: ALL }, allow: [/404/] });
    t.after(() => slow.close());
    await watchShifts(page);
    await page.goto(slow.origin + at("all"));
    const moved = await page.evaluate(() => shifts);
    assert.deepEqual(moved.filter((shift) => [...shift.matchAll(/× (\d+) px/g)].some(([, height]) => height > BLOCK)), []);
  });
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

/** In the page: what can be read on it without JavaScript, its width, lost pictures, and controls that do nothing. */
async function read() {
  const isSeen = (element) => element.checkVisibility();
  const images = [...document.images];
  for (const image of images) image.loading = "eager";
  const loaded = (image) => new Promise((done) => (image.onload = image.onerror = done));
  await Promise.all(images.map((image) => image.complete || loaded(image)));
  // A choice can be marked and a guess noted, as on paper, and the contents open by themselves.
  const controls = [...document.querySelectorAll("button:not([popovertarget]), input:not([type=radio], [type=text]), select, [role=slider]")];
  return {
    title: isSeen(document.querySelector("h1")),
    words: document.querySelector("main").innerText,
    width: document.documentElement.scrollWidth,
    lost: images.filter((image) => image.naturalWidth === 0).map((image) => image.outerHTML),
    dead: controls.filter(isSeen).map((control) => control.outerHTML),
  };
}
