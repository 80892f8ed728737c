// Exhibits on pages of others: another origin, other styles, narrow columns, many at once, far below.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { openPage, ready } from "./support/browser.mjs";
import { drawn, exhibit, find, script, setUp } from "./support/exhibits.mjs";
import { policyEmbedding, serve } from "./support/server.mjs";

const { site, browser, show } = await setUp();

const HOST_CSS = `button, input, h2, p { font-size: 40px !important; color: rgb(1, 2, 3) !important; text-transform: uppercase !important; }
  * { border: 9px solid red !important; } .stage { display: none !important; }`;
const foreign = await serve({
  policy: policyEmbedding(site.origin),
  pages: {
    "/host.css": { type: "text/css", body: HOST_CSS },
    "/": `<!doctype html><html><meta charset="utf-8"><title>Elsewhere</title><link rel="icon" href="data:,">
      <link rel="stylesheet" href="/host.css">${script(site.url)}
      <body><h2>A host</h2><p class="y">Its text</p>${exhibit("neuron", "f=gelu&w=1.6", 'lang="ja" theme="dark"')}`,
  },
});
after(() => foreign.close());

test("an exhibit works on a page of another origin, in the language and theme it was given", async (t) => {
  const page = await openPage(t, browser, `${foreign.origin}/`, { origins: [foreign.origin, site.origin] });
  await ready(page);
  assert.equal(await page.locator("kassei-exhibit h2").innerText(), "ニューロン1個");
  await page.locator("input[name=w-number]").fill("2");
  assert.equal(await find(page).evaluate(({ state }) => state), "f=gelu&w=2");
  const background = await page.locator(".exhibit").evaluate((section) => getComputedStyle(section).backgroundColor);
  const lightness = Math.max(...background.match(/\d+/g).map(Number));
  assert.ok(lightness < 80, `a dark exhibit has the background ${background}`);
});

test("no style of the host reaches the exhibit, and none of the exhibit's the host", async (t) => {
  const page = await openPage(t, browser, `${foreign.origin}/`, { origins: [foreign.origin, site.origin] });
  await ready(page);
  const style = (selector, property) =>
    page.locator(selector).first().evaluate((element, property) => getComputedStyle(element)[property], property);
  for (const selector of [".exhibit button.chip", "input.num", ".exhibit h2"]) {
    assert.notEqual(await style(selector, "color"), "rgb(1, 2, 3)", selector);
    assert.notEqual(await style(selector, "fontSize"), "40px", selector);
    assert.equal(await style(selector, "textTransform"), "none", selector);
    assert.notEqual(await style(selector, "borderTopWidth"), "9px", selector);
  }
  assert.ok(await page.locator(".stage canvas").isVisible());
  assert.equal(await style("body > p.y", "color"), "rgb(1, 2, 3)");
});

test("the layout follows the width of the container, not of the window", async (t) => {
  const page = await show(t, `<div id="narrow">${exhibit("neuron")}</div><div id="wide">${exhibit("neuron")}</div>`, {
    viewport: { width: 1280, height: 2400 },
  });
  await page.evaluate(() => {
    document.querySelector("#narrow").style.width = "320px";
    document.querySelector("#wide").style.width = "1000px";
  });
  await drawn(page);
  await drawn(page);
  const box = (selector) => page.locator(selector).boundingBox();
  const narrow = { stage: await box("#narrow .stage"), panel: await box("#narrow .panel") };
  const wide = { stage: await box("#wide .stage"), panel: await box("#wide .panel") };
  assert.ok(narrow.panel.y >= narrow.stage.y + narrow.stage.height - 1, "in a narrow one the panel is below");
  assert.ok(wide.panel.x >= wide.stage.x + wide.stage.width - 1, "in a wide one it is beside");
  for (const id of ["narrow", "wide"]) {
    const [inner, outer] = await page.locator(`#${id}`).evaluate((div) => [div.scrollWidth, div.clientWidth]);
    assert.ok(inner <= outer, `${id} scrolls sideways: ${inner} in ${outer}`);
  }
});

test("the themes are the element's own, else the system's", async (t) => {
  const themes = { light: "light", dark: "dark", projector: "light" };
  for (const colorScheme of ["light", "dark"]) {
    const page = await show(t, exhibit("neuron", "", 'theme="auto"'), { colorScheme });
    const scheme = () =>
      page.locator(".exhibit").evaluate((section) => {
        const [red] = getComputedStyle(section).backgroundColor.match(/\d+/g);
        return red > 128 ? "light" : "dark";
      });
    assert.equal(await scheme(), colorScheme);
    for (const [theme, expected] of Object.entries(themes)) {
      await find(page).evaluate((element, theme) => element.setAttribute("theme", theme), theme);
      assert.equal(await scheme(), expected, theme);
    }
  }
});

test("nothing is loaded before an exhibit comes near, and the module only once", async (t) => {
  const page = await show(t, `<div id="gap"></div>${exhibit("neuron")}${exhibit("function")}${exhibit("softmax")}`, {
    scripts: "",
    alive: false,
  });
  const modules = [];
  page.on("request", (request) => request.url().endsWith(".wasm") && modules.push(request.url()));
  await page.evaluate(async (loader) => {
    document.querySelector("#gap").style.height = "5000px";
    await import(loader);
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
  }, `${site.url}kassei.js`);
  assert.deepEqual(modules, []);
  await page.evaluate(async () => {
    for (const element of document.querySelectorAll("kassei-exhibit")) {
      element.scrollIntoView();
      await element.ready;
    }
  });
  assert.equal(modules.length, 1);
});

test("of many exhibits in view at most six hold a canvas, and the page comes to rest", async (t) => {
  const page = await show(t, exhibit("neuron").repeat(8), { viewport: { width: 400, height: 12_000 }, alive: false });
  const canvases = () =>
    page.evaluate(() => [...document.querySelectorAll("kassei-exhibit")].filter(({ shadowRoot }) => shadowRoot?.querySelector("canvas")).length);
  await page.evaluate(() => Promise.all([...document.querySelectorAll("kassei-exhibit")].map((element) => element.ready)));
  await drawn(page);
  const changes = await page.evaluate(async () => {
    let changes = 0;
    const observer = new MutationObserver((records) => (changes += records.length));
    for (const { shadowRoot } of document.querySelectorAll("kassei-exhibit")) observer.observe(shadowRoot, { childList: true });
    for (let frame = 0; frame < 20; frame += 1) await new Promise(requestAnimationFrame);
    return changes;
  });
  assert.equal(changes, 0, "exhibits keep changing places");
  assert.ok((await canvases()) <= 6, `${await canvases()} canvases`);
});
