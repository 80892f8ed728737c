// The page of an exhibit: its address says what it shows, and follows what one does.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LANGUAGES, drawn, find, setUp, stateOf } from "./support/exhibits.mjs";
import { ready } from "./support/browser.mjs";

const { open, show, site } = await setUp();
const EXHIBITS = ["neuron", "function", "softmax"];
const searchOf = (page) => page.evaluate(() => location.search);
const until = (page, search) => page.waitForFunction((search) => location.search === search, search);

test("an exhibit opens in the state of its address, and reset returns to it", async (t) => {
  const page = await open(t, "en/exhibits/neuron/?w=3&f=relu&utm_source=mail");
  const neuron = find(page);
  assert.deepEqual(await stateOf(neuron), { w: "3", f: "relu" });
  await page.locator("input[name=w-number]").fill("-2");
  assert.equal((await stateOf(neuron)).w, "-2");
  await page.locator("button[name=reset]").click();
  assert.deepEqual(await stateOf(neuron), { w: "3", f: "relu" });
});

test("the address follows what one does, in the same entry of the history", async (t) => {
  const page = await open(t, "en/exhibits/neuron/?_theme=dark&w=3");
  const before = await page.evaluate(() => history.length);
  await page.locator("input[name=b-number]").fill("-1");
  await until(page, "?w=3&b=-1&_theme=dark");
  await page.locator("input[name=w-number]").fill("1.6");
  await page.locator("input[name=b-number]").fill("0.8");
  await until(page, "?_theme=dark");
  assert.equal(await page.evaluate(() => history.length), before);
  await page.locator("input[name=x-number]").fill("0.5");
  await until(page, "?x=0.5&_theme=dark");
  await page.reload();
  await ready(page);
  assert.deepEqual(await stateOf(find(page)), { x: "0.5" });
});

test("however fast one plays, the address changes no more often than Safari allows", async (t) => {
  const page = await open(t, "en/exhibits/neuron/");
  const calls = await page.evaluate(async () => {
    const { replaceState } = History.prototype;
    const times = [];
    History.prototype.replaceState = function (...all) {
      times.push(performance.now());
      return replaceState.apply(this, all);
    };
    const input = document.querySelector("kassei-exhibit").shadowRoot.querySelector("input[name=w-number]");
    const end = performance.now() + 2000;
    for (let i = 0; performance.now() < end; i += 1) {
      input.value = String((i % 50) / 10);
      input.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
      await new Promise(requestAnimationFrame);
    }
    await new Promise((done) => setTimeout(done, 800));
    return times;
  });
  assert.ok(calls.length >= 4, `${calls.length} changes`);
  const gaps = calls.slice(1).map((time, i) => time - calls[i]);
  assert.ok(Math.min(...gaps) >= 300, `${Math.min(...gaps)} ms between two of them`);
  assert.equal((await searchOf(page)).slice(1), await find(page).evaluate((element) => element.state));
});

test("the other language opens in the same state, by the link and by the address", async (t) => {
  const page = await open(t, "en/exhibits/softmax/?z=1,2");
  await page.locator("select[name=target]").selectOption("1");
  await page.waitForFunction(() => location.search.includes("target=2"));
  const { state } = await find(page).evaluate(({ state }) => ({ state }));
  await page.locator("a[data-language=ja]").click();
  await page.waitForURL("**/ja/exhibits/softmax/?**");
  await ready(page);
  assert.equal(await find(page).evaluate((element) => element.state), state);
  await page.goto(`${site.url}ja/exhibits/softmax/?z=3,1&_lang=en&_theme=dark#main`);
  await page.waitForURL("**/en/exhibits/softmax/?z=3,1&_theme=dark#main");
  await ready(page);
  assert.equal(await page.locator("html").getAttribute("data-theme"), "dark");
  for (const lang of ["xx", "en"]) {
    await page.goto(`${site.url}en/exhibits/softmax/?z=3,1&_lang=${lang}`);
    await ready(page);
    assert.equal(await page.locator("html").getAttribute("lang"), "en", `${lang} changes nothing`);
    assert.match(await page.locator("a[data-language=ja]").getAttribute("href"), /\/ja\/exhibits\/softmax\/\?z=3,1$/, "nor leads back");
  }
});

test("a theme that an address asks for is painted, whatever the system's is", async (t) => {
  const page = await open(t, "en/exhibits/neuron/", { alive: false });
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    for (const [theme, isDark] of Object.entries({ light: false, dark: true, projector: false, auto: colorScheme === "dark" })) {
      await page.goto(`${site.url}en/exhibits/neuron/?_embed&_theme=${theme}`);
      await ready(page);
      const red = await page.locator(".exhibit").evaluate((section) => Number(getComputedStyle(section).backgroundColor.match(/\d+/)[0]));
      assert.equal(red < 128, isDark, `${theme} in a ${colorScheme} system`);
    }
  }
});

test("a part of an address that is not understood is named", async (t) => {
  const page = await open(t, "en/exhibits/neuron/?w=oops&b=1");
  assert.match(await page.locator(".problems").innerText(), /w=oops/);
  assert.deepEqual(await stateOf(find(page)), { b: "1" });
});

test("embedded, there is nothing but the exhibit, and the host hears of its height", async (t) => {
  for (const lang of LANGUAGES) {
    const page = await show(t, `<iframe width="700" height="500" src="${site.url}${lang}/exhibits/neuron/?_embed&w=2"></iframe>`, { alive: false });
    const frame = page.frame({ url: /_embed/ });
    await frame.waitForFunction(() => document.querySelector("kassei-exhibit:state(live)"));
    for (const selector of [".top", "footer", "h1", ".cards", ".lede"]) assert.equal(await frame.locator(selector).first().isVisible(), false, selector);
    // The page listens from its start only if its own script does: ask for the next change.
    const height = page.evaluate(
      () => new Promise((done) => addEventListener("message", ({ data }) => data?.type === "kassei-height" && done(data.height))),
    );
    await frame.locator("button[name=table]").click();
    const told = await height;
    assert.ok(told > 500, `${told}`);
    assert.equal(told, await frame.evaluate(() => Math.ceil(document.querySelector("kassei-exhibit").getBoundingClientRect().height)));
    await page.locator("iframe").evaluate((iframe, told) => (iframe.height = told), told);
    assert.ok(await frame.evaluate(() => document.documentElement.scrollHeight <= innerHeight), "the frame fits");
  }
});

const PARTS = {
  title: "h2",
  tools: ".tools",
  try: ".try",
  formula: ".formula",
  controls: ".panel",
  chooser: ".chooser",
  values: ".read",
  card: ".facts",
  code: ".code",
  source: ".source",
  table: "button[name=table]",
};

test("each part of an exhibit can be left out", async (t) => {
  const page = await open(t, "en/exhibits/function/");
  for (const selector of Object.values(PARTS)) assert.ok(await find(page).locator(selector).first().isVisible(), selector);
  for (const [part, selector] of Object.entries(PARTS)) {
    await find(page).evaluate((element, part) => element.setAttribute("hide", part), part);
    assert.equal(await find(page).locator(selector).first().isVisible(), false, part);
  }
  await page.goto(`${site.url}en/exhibits/function/?_hide=${Object.keys(PARTS)},nonsense`);
  await ready(page);
  await drawn(page);
  for (const [part, selector] of Object.entries(PARTS)) {
    assert.equal(await find(page).locator(selector).first().isVisible(), false, part);
  }
  assert.ok(await find(page).locator("canvas").first().isVisible());
});

test("from each exhibit one reaches the others", async (t) => {
  const page = await open(t, "ja/exhibits/");
  for (const from of EXHIBITS) {
    await page.goto(`${site.url}ja/exhibits/${from}/`);
    for (const to of EXHIBITS.filter((one) => one !== from)) assert.ok(await page.locator(`.cards a[href="../../exhibits/${to}/"]`).isVisible(), `${from} to ${to}`);
  }
});

test("a function has its page: from the gallery, with its exhibit, and on to the next", async (t) => {
  const page = await open(t, "en/");
  await page.locator(".gallery").getByRole("link", { name: "GELU", exact: true }).click();
  await page.waitForURL("**/en/functions/gelu/");
  await ready(page);
  assert.equal(await page.locator("h1").innerText(), "GELU");
  assert.deepEqual(await stateOf(find(page)), { f: "gelu" });
  assert.ok(await page.locator(".display math").isVisible());
  assert.match(await page.locator("main > .facts").innerText(), /−0\.17/);
  assert.match(await page.locator(".listings [open] pre").innerText(), /^import math[^]*def gelu\(x\):/);
  await page.locator(".listings summary", { hasText: "Rust" }).click();
  assert.equal(await page.locator(".listings [open]").count(), 1, "one listing at a time");
  await page.locator(".pager [rel=next]").click();
  await page.waitForURL("**/en/functions/gelu_tanh/");
});
