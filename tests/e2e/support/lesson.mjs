// Lesson pages that hold every construct there is, served among those of the site: tests of the script and the style
// sheet of lessons need no lesson of the content.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openPage, sharedBrowser } from "./browser.mjs";
import { fromXtask, serveSite } from "./server.mjs";
import { after } from "node:test";

const here = (path) => readFileSync(new URL(path, import.meta.url), "utf8");
const built = (path) => readFileSync(join(fromXtask("KASSEI_DIST"), path), "utf8");
const UP = "../../../";

/** A part of the page of an exhibit, which is as deep in the site as a lesson. */
function part(lang, id, pattern) {
  const path = `${lang}/exhibits/${id}/index.html`;
  const [found] = built(path).match(pattern) ?? [];
  if (!found) throw new Error(`cannot find ${pattern} in ${path}`);
  return found;
}

const island = (lang, id) => part(lang, id, /<kassei-exhibit[^]*?<\/kassei-exhibit>/);

export function fixture(name, lang) {
  const { css, apps } = JSON.parse(built("kassei-assets.json"));
  const parts = {
    head: `<link rel="icon" href="data:,"><link rel="stylesheet" href="${UP}${css}"><link rel="stylesheet" href="${UP}${apps.at(-1).css}"><link rel="stylesheet" href="${UP}lesson.css"><script src="${UP}page.js"></script><script type="module" src="${UP}lesson.js"></script><script type="module" src="${UP}kassei.js"></script>`,
    top: part(lang, "neuron", /<header class="top">[^]*?<\/header>/),
    footer: part(lang, "neuron", /<footer[^]*?<\/footer>/),
    ...Object.fromEntries(["softmax", "neuron", "sketch"].map((id) => [id, island(lang, id)])),
  };
  return here(`../fixtures/${name}.${lang}.html`).replace(/\{\{(\w+)\}\}/g, (_, name) => parts[name]);
}

/** The site with the fixtures, and a browser. `open(t, path, options)` opens `en/fixtures/lesson/` and the like. */
export async function setUpLessons() {
  const base = "/some/sub/path/";
  const pages = {
    [`${base}lesson.js`]: { type: "text/javascript", body: here("../../../static/lesson.js") },
    [`${base}lesson.css`]: { type: "text/css", body: here("../../../static/lesson.css") },
    [`${base}en/fixtures/lessons/`]: fixture("lessons", "en"),
    [`${base}en/fixtures/lesson/`]: fixture("lesson", "en"),
    [`${base}ja/fixtures/lesson/`]: fixture("lesson", "ja"),
  };
  const [site, browser] = await Promise.all([serveSite({ base, pages }), sharedBrowser()]);
  after(() => site.close());
  const open = (t, path, options) => openPage(t, browser, new URL(path, site.url).href, options);
  return { site, browser, open };
}

/** The lesson that is a fixture, and its questions by their keys. */
export const LESSON = "en/fixtures/lesson/";

export const block = (page, key) => page.locator(`[data-key="${key}"]`);
export const said = (page, key) => block(page, key).locator(".said").innerText();
export const check = (page, key) => block(page, key).locator(".check").click();
export const isOpen = (page, key) => block(page, key).locator(".answer").evaluate((answer) => answer.open);
export const kept = (page) => page.evaluate(() => JSON.parse(localStorage.getItem("kassei-progress") ?? "{}"));
export const hints = (page, key) => block(page, key).locator(".hint:visible").allInnerTexts();

export async function set(page, key, value) {
  await block(page, key).locator("input[type=range]").fill(value);
}
export async function choose(page, key, text) {
  await block(page, key).getByText(text, { exact: true }).click();
}
export async function type(page, key, text) {
  await block(page, key).locator("input").fill(text);
}
