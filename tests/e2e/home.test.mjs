// The home pages: complete without JavaScript, in two languages and all themes.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LANGUAGES, THEMES, drawn, find, setUp, stateOf } from "./support/exhibits.mjs";
import { handle, stretches } from "./support/ink.mjs";
import { FUNCTIONS } from "./support/reference.mjs";
import { ready } from "./support/browser.mjs";

const { site, open } = await setUp();
const TITLES = { en: "A neuron is a line, then a bend", ja: "ニューロンは「直線」と「曲げ」でできている" };

test("a home page is complete without JavaScript", async (t) => {
  for (const lang of LANGUAGES) {
    const page = await open(t, `${lang}/`, { javaScriptEnabled: false, alive: false });
    assert.equal(await page.locator("html").getAttribute("lang"), lang);
    assert.equal(await page.locator("h1").innerText(), TITLES[lang]);
    const picture = page.locator("#neuron img"); // in the place of its chart; softmax has none
    await picture.scrollIntoViewIfNeeded();
    assert.ok(await picture.evaluate((image) => image.complete && image.naturalWidth > 0));
    assert.ok((await picture.getAttribute("alt")).length > 20);
    for (const id of ["neuron", "softmax"]) {
      assert.ok(await page.locator(`#${id} h2`).isVisible(), `the frame of ${id} is in the HTML`);
    }
    assert.match(await page.locator("#softmax .share").first().innerText(), /73\.0 %/);
    assert.equal(await page.locator(".gallery img").count(), FUNCTIONS.length);
    assert.ok(await page.locator(".no-script").isVisible());
  }
});

test("the top leads to the language that was chosen before, or to the browser's", async (t) => {
  for (const [locale, lang] of [["ja-JP", "ja"], ["en-GB", "en"], ["fr-FR", "en"]]) {
    const page = await open(t, "404-first", { locale, alive: false, allow: [/404/] });
    await page.evaluate((url) => void location.assign(url), site.url);
    await page.waitForURL(`**/${lang}/`);
    const other = LANGUAGES.find((one) => one !== lang);
    await page.locator(`a[data-language=${other}]`).click();
    await page.waitForURL(`**/${other}/`);
    await page.evaluate((url) => void location.assign(url), site.url);
    await page.waitForURL(`**/${other}/`);
  }
});

test("the top shows both doors without JavaScript", async (t) => {
  const page = await open(t, "", { javaScriptEnabled: false, alive: false });
  for (const lang of LANGUAGES) {
    const door = page.locator(`.doors a[hreflang=${lang}]`);
    assert.ok(await door.isVisible());
    assert.equal(await door.getAttribute("href"), `${lang}/`);
  }
});

test("an address that leads nowhere is told in both languages", async (t) => {
  const page = await open(t, "no/such/page", { alive: false, allow: [/404/] });
  const text = await page.locator("main").innerText();
  assert.match(text, /There is no such page/);
  assert.match(text, /ページが見つかりません/);
});

test("switching the language keeps the states of the exhibits", async (t) => {
  for (const lang of LANGUAGES) {
    const other = LANGUAGES.find((one) => one !== lang);
    const page = await open(t, `${lang}/`);
    await find(page, "neuron").locator("input[name=w-number]").fill("2.5");
    await page.locator(".gallery kassei-exhibit[state='f=mish'] .choose").click();
    await page.locator(".gallery kassei-exhibit[state='f=mish'] input[name=x-number]").fill("3");
    await page.locator(`a[data-language=${other}]`).click();
    await page.waitForURL(`**/${other}/`);
    await ready(page);
    assert.equal(await page.locator("h1").innerText(), TITLES[other]);
    assert.equal((await stateOf(find(page, "neuron"))).w, "2.5");
    assert.equal(await find(page, "neuron").locator("input[name=w-number]").inputValue(), "2.50");
    const card = page.locator(".gallery kassei-exhibit[state='f=mish']");
    await card.locator("input[name=x-number]").waitFor();
    assert.deepEqual(await stateOf(card), { f: "mish", x: "3" });
  }
});

test("the theme is kept, and the charts are painted in its colours", async (t) => {
  const page = await open(t, "en/");
  const neuron = find(page, "neuron");
  await page.locator("#neuron button[name=line]").click();
  for (const theme of THEMES) {
    await page.locator("#theme").selectOption(theme);
    await drawn(page);
    assert.equal((await stretches(neuron, (await handle(neuron)).x)).length, 1, theme);
    await page.reload();
    await ready(page);
    assert.equal(await page.locator("html").getAttribute("data-theme"), theme);
    assert.equal(await page.locator("#theme").inputValue(), theme);
    await page.locator("#neuron button[name=line]").click();
    await drawn(page);
    assert.equal((await stretches(neuron, (await handle(neuron)).x)).length, 1, theme);
  }
  await page.locator("#theme").selectOption("auto");
  await page.emulateMedia({ colorScheme: "dark" });
  await drawn(page);
  assert.equal((await stretches(neuron, (await handle(neuron)).x)).length, 1, "the system's");
});

test("nothing scrolls sideways at 320 px", async (t) => {
  for (const lang of LANGUAGES) {
    const page = await open(t, `${lang}/`, { viewport: { width: 320, height: 640 } });
    const holds = async (what) => {
      await drawn(page);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= 320, `${lang}, ${what}: ${width} px`);
    };
    await holds("as it opens");
    await page.locator("#neuron button[name=table]").click();
    await page.locator("#neuron .chooser .more").click();
    await page.locator("#neuron input[name=w-number]").fill("?");
    await holds("with everything open");
    await find(page, "softmax").evaluate((element) => (element.scrollIntoView(), element.ready));
    await page.locator("#softmax select[name=target]").selectOption("1");
    await page.locator("#softmax button[name=path]").click();
    await holds("softmax");
    await page.locator(".gallery .choose").nth(3).click();
    await page.locator(".gallery canvas").waitFor();
    await page.locator(".gallery .code summary").click();
    await holds("a chosen card");
    for (const selector of ["#neuron .exhibit", "#softmax .exhibit", ".gallery .exhibit"]) {
      const [inner, outer] = await page.locator(selector).evaluate((section) => [section.scrollWidth, section.clientWidth]);
      assert.ok(inner <= outer, `${lang}, ${selector} is cut: ${inner} in ${outer}`);
    }
  }
});

