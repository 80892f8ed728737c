// Lesson pages that hold every construct there is, served among those of the site: tests of the script and the style
// sheet of lessons need no lesson of the content.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openPage, startBrowser } from "./browser.mjs";
import { fromXtask, serveSite } from "./server.mjs";
import { after } from "node:test";

const here = (path) => readFileSync(new URL(path, import.meta.url), "utf8");
const built = (path) => readFileSync(join(fromXtask("KASSEI_DIST"), path), "utf8");
const UP = "../../../";

/** A part of the home page, as it stands in a page that is two folders deeper. */
function part(lang, pattern) {
  const [found] = built(`${lang}/index.html`).match(pattern) ?? [];
  if (!found) throw new Error(`cannot find ${pattern} in ${lang}/index.html`);
  return found.replaceAll('="../', `="${UP}`);
}

const island = (lang, id) =>
  part(lang, new RegExp(`<kassei-exhibit[^>]*exhibit="${id}"[^]*?</kassei-exhibit>`)).replace(/ id="[^"]*"/, "");

/** Stands for the exhibit `sketch`: what a lesson sees of it is its state and its event. */
const SKETCH = `<kassei-exhibit exhibit="sketch" state="f=sigmoid&amp;of=dy&amp;given=y" loading="chosen"><div>An empty grid</div></kassei-exhibit>`;

export function fixture(name, lang) {
  const { css } = JSON.parse(built("kassei-assets.json"));
  const parts = {
    head: `<link rel="icon" href="data:,"><link rel="stylesheet" href="${UP}${css}"><link rel="stylesheet" href="${UP}lesson.css"><script src="${UP}page.js"></script><script type="module" src="${UP}lesson.js"></script><script type="module" src="${UP}kassei.js"></script>`,
    top: () => part(lang, /<header class="top">[^]*?<\/header>/),
    footer: () => part(lang, /<footer[^]*?<\/footer>/),
    softmax: () => island(lang, "softmax"),
    neuron: () => island(lang, "neuron"),
    sketch: SKETCH,
  };
  return here(`../fixtures/${name}.${lang}.html`).replace(/\{\{(\w+)\}\}/g, (_, name) =>
    typeof parts[name] === "string" ? parts[name] : parts[name](),
  );
}

/** The site with the fixtures, and a browser. `open(t, path, options)` opens `en/lessons/softmax/` and the like. */
export async function setUpLessons() {
  const base = "/some/sub/path/";
  const pages = {
    [`${base}lesson.js`]: { type: "text/javascript", body: here("../../../static/lesson.js") },
    [`${base}lesson.css`]: { type: "text/css", body: here("../../../static/lesson.css") },
    [`${base}page.js`]: { type: "text/javascript", body: here("../../../static/page.js") },
    [`${base}en/lessons/`]: fixture("lessons", "en").replaceAll(UP, "../../"),
    [`${base}en/lessons/softmax/`]: fixture("lesson", "en"),
    [`${base}ja/lessons/softmax/`]: fixture("lesson", "ja"),
  };
  const [site, browser] = await Promise.all([serveSite({ base, pages }), startBrowser()]);
  after(() => Promise.all([site.close(), browser.close()]));
  const open = (t, path, options) => openPage(t, browser, new URL(path, site.url).href, options);
  return { site, browser, open };
}
