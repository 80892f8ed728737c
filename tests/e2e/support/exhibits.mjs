// What tests do with exhibits: show them on pages of their own, read them, move them.

import { after } from "node:test";
import { openPage, ready, sharedBrowser } from "./browser.mjs";
import { serveSite } from "./server.mjs";

export const LANGUAGES = ["en", "ja"];
export const THEMES = ["light", "dark", "projector"];

/**
 * The built site and a browser, for the tests of one file.
 * `open(t, path, options)` opens a page of the site, `show(t, body, options)` one around `body`; the options are those of
 * `openPage`, and `setUp`, which runs in every page before its own scripts.
 */
export async function setUp() {
  const pages = {};
  const [site, browser] = await Promise.all([serveSite({ pages }), sharedBrowser()]);
  after(() => site.close());
  let count = 0;

  async function open(t, path, { alive = true, ...options } = {}) {
    const page = await openPage(t, browser, new URL(path, site.url).href, options);
    if (alive) await ready(page);
    return page;
  }

  /** The address of a page around `body` that loads the element as any foreign page does. */
  function page(body, { lang = "en", head = "", scripts = script(site.url) } = {}) {
    const path = `/page-${(count += 1)}`;
    pages[path] = `<!doctype html><html lang="${lang}"><meta charset="utf-8"><title>A page</title>
      <link rel="icon" href="data:,"><meta name="viewport" content="width=device-width">${head}${scripts}
      <body><main><h1>A page</h1>${body}</main></body></html>`;
    return site.origin + path;
  }

  const show = (t, body, { lang, head, scripts, ...options } = {}) => open(t, page(body, { lang, head, scripts }), options);
  return { site, browser, open, page, show };
}

export const script = (base) => `<script type="module" src="${base}kassei.js"></script>`;

/** The markup of one exhibit. */
export function exhibit(id, state = "", attributes = "") {
  return `<kassei-exhibit exhibit="${id}" state="${escape(state)}" ${attributes}></kassei-exhibit>`;
}

export const escape = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

/** The only exhibit of a page, or the one of this id. */
export const find = (page, id) => page.locator(id ? `kassei-exhibit[exhibit=${id}]:not([loading])` : "kassei-exhibit").first();

export const valuesOf = (element) => element.evaluate((element) => element.values);
export const stateOf = (element) => element.evaluate((element) => Object.fromEntries(new URLSearchParams(element.state)));
export const setState = (element, state) => element.evaluate((element, state) => (element.state = state), state);

/** Sets a state and answers with the values that follow from it at once. */
export function valuesAt(element, state) {
  return element.evaluate((element, state) => {
    element.state = state;
    return element.values;
  }, state);
}

/** Until what was asked for has been drawn. */
export const drawn = (page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** A number as the page writes it. */
export const shown = (value, digits) => value.toFixed(digits).replace("-", "−");

/** Counts the events of a type that reach the document, with their details: `page.evaluate(() => heard)`. */
export function listen(page, type) {
  return page.evaluate((type) => {
    globalThis.heard = [];
    document.addEventListener(type, (event) => heard.push(event.detail));
  }, type);
}
export const heard = (page) => page.evaluate(() => globalThis.heard);

/** Puts the pointer on the middle of `from`, presses, and goes to each of the points `[dx, dy]` from there. */
export async function drag(page, from, ...points) {
  const { x, y, width, height } = await from.boundingBox();
  const [left, top] = [x + width / 2, y + height / 2];
  await page.mouse.move(left, top);
  await page.mouse.down();
  for (const [dx, dy] of points) await page.mouse.move(left + dx, top + dy, { steps: 4 });
  await page.mouse.up();
}

/** How a test tells numbers apart that should be one. */
export function isNear(actual, expected, tolerance = 1e-9) {
  if (!(Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected)))) {
    throw new Error(`expected ${expected} ± ${tolerance}, found ${actual}`);
  }
}
