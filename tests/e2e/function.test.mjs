// A function: values at the cursor, comparison, property card, code.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LANGUAGES, drag, exhibit, find, isNear, setState, setUp, shown, stateOf, valuesAt, valuesOf } from "./support/exhibits.mjs";
import { FUNCTIONS, ROWS } from "./support/reference.mjs";

const { show } = await setUp();
const alone = (t, state = "", options) => show(t, exhibit("function", state), options);

test("every function opens in every language with the values of the reference table", async (t) => {
  for (const lang of LANGUAGES) {
    const page = await alone(t, "", { lang });
    const rows = ROWS.filter(({ x }) => [-1.25, 0, 1].includes(x));
    const states = rows.map(({ f, parameters, x }) => `f=${f}${parameters}&x=${x}`);
    const found = await find(page).evaluate((element, states) => {
      let problems = 0;
      element.addEventListener("kassei-problem", () => (problems += 1));
      return states.map((state) => {
        element.state = state;
        return { ...element.values, problems };
      });
    }, states);
    rows.forEach(({ y, dy, d2y }, i) => {
      assert.equal(found[i].problems, 0, states[i]);
      isNear(found[i].y, y);
      isNear(found[i].dy, dy);
      if (d2y !== null) isNear(found[i].d2y, d2y);
    });
  }
});

test("every function has a title, a card and a formula in every language", async (t) => {
  for (const lang of LANGUAGES) {
    const page = await alone(t, "", { lang });
    await page.locator("math mo").nth(3).waitFor();
    const found = await find(page).evaluate(async (element, functions) => {
      const read = [];
      for (const f of functions) {
        element.state = `f=${f}`;
        await new Promise(requestAnimationFrame);
        await new Promise(requestAnimationFrame);
        const texts = (selector) => [...element.shadowRoot.querySelectorAll(selector)].map((node) => node.textContent);
        read.push({ f, title: texts("h2")[0], card: texts(".facts dd"), formula: texts("math")[0] });
      }
      return read;
    }, FUNCTIONS);
    assert.equal(new Set(found.map(({ title }) => title)).size, FUNCTIONS.length);
    assert.equal(new Set(found.map(({ formula }) => formula)).size, FUNCTIONS.length);
    for (const { f, card } of found) {
      assert.equal(card.length, 9, f);
      assert.ok(card.every((words) => words.length > 0 && !words.includes("NaN")), `${f}: ${card}`);
    }
  }
});

test("the read-outs follow the cursor", async (t) => {
  const page = await alone(t, "f=sigmoid");
  await drag(page, page.locator(".handle"), [120, 30]);
  const x = Number((await stateOf(find(page))).x);
  assert.ok(x > 1.2, `${x}`);
  const y = 1 / (1 + Math.exp(-x));
  isNear((await valuesOf(find(page))).dy, y * (1 - y));
  const numbers = [x, y, y * (1 - y), y * (1 - y) * (1 - 2 * y)].map((value) => shown(value, 3).replace(/^−(0\.0+)$/, "$1"));
  assert.deepEqual(await page.locator(".read dd").allInnerTexts(), numbers);
});

test("a second function names the largest gap and where it is", async (t) => {
  const page = await alone(t, "f=swish");
  await page.locator("select[name=with]").selectOption("mish");
  assert.equal((await stateOf(find(page))).with, "mish");
  const words = await page.locator(".gap").innerText();
  assert.ok(words.includes("0.184") && words.includes("1.82") && words.includes("Mish"), words);
  await page.locator("select[name=with]").selectOption("");
  assert.equal(await page.locator(".gap").count(), 0);
});

test("the card says what the function is like", async (t) => {
  const page = await alone(t);
  const card = async (f) => {
    await setState(find(page), `f=${f}`);
    const texts = (selector) => page.locator(`.facts ${selector}`).allInnerTexts();
    const [names, words] = [await texts("dt"), await texts("dd")];
    return Object.fromEntries(names.map((name, i) => [name, words[i]]));
  };
  const sigmoid = await card("sigmoid");
  assert.equal(sigmoid.Range, "(0, 1)");
  assert.equal(sigmoid.Monotone, "rises everywhere");
  assert.equal(sigmoid["f(0)"], "0.5");
  assert.equal(sigmoid["Largest slope"], "0.25 at x = 0");
  assert.equal(sigmoid["Kinks and jumps"], "none");

  const relu = await card("relu");
  assert.equal(relu.Range, "[0, ∞)");
  assert.equal(relu.Monotone, "never falls");
  assert.equal(relu["Kinks and jumps"], "kink at 0");

  const swish = await card("swish");
  assert.equal(swish.Minimum, "−0.2785 at x = −1.2785");
  assert.match(swish.Monotone, /rises and falls/);
  // Its slope is largest where 2·(1 − s)·… vanishes: x = 2.3994, 1.0998 (Ramachandran, Zoph & Le, 2017).
  assert.match(swish["Largest slope"], /^1\.0998 at x = 2\.399/);

  assert.equal((await card("step"))["Kinks and jumps"], "jump at 0");
  assert.match((await card("tanh"))["Zero-centred"], /^yes/);
  assert.match((await card("sine")).Range, /^\[−1, 1\]$/);
  assert.match((await card("relu6")).Maximum, /^6 /);
});

test("the same function stands there in four languages of code, with the number at the cursor", async (t) => {
  const page = await alone(t, "f=sigmoid&x=1");
  await page.locator("details.code summary").click();
  const listings = page.locator(".listing pre");
  await listings.nth(3).waitFor();
  for (const f of FUNCTIONS) {
    const { y } = ROWS.find((row) => row.f === f && row.x === 1);
    const parameters = ROWS.find((row) => row.f === f).parameters;
    await setState(find(page), `f=${f}${parameters}&x=1`);
    const texts = await listings.allInnerTexts();
    assert.equal(texts.length, 4);
    for (const text of texts) {
      assert.match(text, new RegExp(`(def|pub fn|function) ${f}\\(`));
      const [, result] = text.match(new RegExp(`\\n${f}\\(.*\\)  (?:#|//) (.*)`)) ?? [];
      isNear(Number(result), y);
    }
  }
});

test("the formula has the numbers of the parameters in it", async (t) => {
  const page = await alone(t, "f=leaky_relu&p.alpha=0.3");
  await page.locator("math mn.q").waitFor();
  assert.equal(await page.locator("math mn.q").textContent(), "0.30");
  await page.locator('input[name="p.alpha-number"]').fill("0.4");
  assert.equal(await page.locator("math mn.q").textContent(), "0.40");
});

test("the source is linked, with authors and year", async (t) => {
  const page = await alone(t, "f=mish");
  assert.match(await page.locator(".source").innerText(), /Misra, \d{4}/);
  const link = page.locator(".source a");
  assert.match(await link.getAttribute("href"), /^https:/);
  assert.match(await link.getAttribute("rel"), /noopener/);
});

test("a kink is said to be one: by convention the slope there is that of the left", async (t) => {
  const page = await alone(t, "f=relu&x=0");
  assert.equal((await valuesOf(find(page))).dy, 0);
  assert.match(await page.locator(".handle").getAttribute("aria-valuetext"), /kink or a jump/);
});
