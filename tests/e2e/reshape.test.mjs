// One function made into another: sliders, formula, and how far it still is.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LANGUAGES, drag, drawn, exhibit, find, isNear, setUp, shown, stateOf, valuesOf } from "./support/exhibits.mjs";

const { show } = await setUp();
const alone = (t, state = "", options) => show(t, exhibit("reshape", state), options);

const sigmoid = (x) => 1 / (1 + Math.exp(-x));
const note = (page) => page.locator(".gap");

test("the sigmoid becomes tanh, and the exhibit says so", async (t) => {
  const words = { en: "coincide", ja: "一致" };
  for (const lang of LANGUAGES) {
    const page = await alone(t, "", { lang });
    assert.ok((await note(page).innerText()).includes("1.090"));
    for (const [name, value] of [["a", "2"], ["c", "2"], ["d", "-1"]]) {
      assert.equal(await page.locator(".gap.same").count(), 0, name);
      await page.locator(`input[name=${name}-number]`).fill(value);
    }
    assert.ok((await page.locator(".gap.same").innerText()).includes(words[lang]));
    const values = await valuesOf(find(page));
    isNear(values.y, Math.tanh(1));
    assert.ok(values.gap < 1e-9);
    assert.equal((await page.locator("math").textContent()).replaceAll(/\s/g, "").split("=")[1].slice(0, 4), "2.00");
  }
});

test("every slider moves the number, the formula and the values", async (t) => {
  const page = await alone(t, "with=swish");
  for (const name of ["a", "c", "d", "x"]) {
    const before = (await stateOf(find(page)))[name];
    await drag(page, page.locator(`input[name=${name}]`), [10, 0], [24, 2]);
    const state = await stateOf(find(page));
    assert.notEqual(state[name], before, name);
    assert.equal(await page.locator(`input[name=${name}-number]`).inputValue(), shown(Number(state[name]), 2));
    const [a, c, d, x] = [["a", 1], ["c", 1], ["d", 0], ["x", 1]].map(([key, usual]) => Number(state[key] ?? usual));
    const s = sigmoid(a * x);
    const values = await valuesOf(find(page));
    isNear(values.y, c * s + d);
    isNear(values.dy, a * c * s * (1 - s));
    const read = [x, c * s + d, a * c * s * (1 - s)].map((value) => shown(value, 3));
    assert.deepEqual(await page.locator(".read dd").allInnerTexts(), read);
  }
  await page.locator("input[name=a]").press("Delete");
  assert.equal((await stateOf(find(page))).a, undefined);
});

test("function, parameter and target are chosen", async (t) => {
  const page = await alone(t);
  const options = await page.locator("select[name=with] option").evaluateAll((all) => all.map(({ value }) => value));
  assert.ok(options.length >= 29 && !options.includes(""), `${options}`);
  await page.locator("select[name=with]").selectOption("swish");
  await page.locator("button[name=f][value=swish]").click();
  assert.equal(await page.locator(".gap.same").count(), 1);
  await page.locator('input[name="p.beta-number"]').fill("2");
  assert.equal(await page.locator(".gap.same").count(), 0);
  assert.deepEqual(await stateOf(find(page)), { f: "swish", "p.beta": "2", with: "swish" });
});

test("the point goes along the curve by mouse and keys", async (t) => {
  const page = await alone(t, "a=2&c=2&d=-1");
  await drag(page, page.locator(".handle"), [80, 0]);
  const x = Number((await stateOf(find(page))).x);
  assert.ok(x > 1.5, `${x}`);
  isNear((await valuesOf(find(page))).y, Math.tanh(x));
  await page.locator(".handle").press("Home");
  assert.equal((await stateOf(find(page))).x, "-6");
});

test("the three curves differ in dash and hue, and the target has its name", async (t) => {
  const page = await alone(t, "c=2");
  await drawn(page);
  const labels = page.locator(".overlay text");
  assert.deepEqual(await labels.allTextContents(), ["tanh", "c·f(a·x) + d"]);
  assert.deepEqual(await labels.evaluateAll((all) => all.map((label) => label.classList[1])), ["g", "y"]);
});
