// What a neuron shows besides: the chooser, the two steps, slopes, the data table, the summary.

import assert from "node:assert/strict";
import { test } from "node:test";
import { drawn, exhibit, find, isNear, setState, setUp, shown, stateOf, valuesAt, valuesOf } from "./support/exhibits.mjs";
import { FUNCTIONS } from "./support/reference.mjs";

const { show } = await setUp();
const alone = (t, state = "", options) => show(t, exhibit("neuron", state), options);
const pressed = (locator) => locator.getAttribute("aria-pressed");

test("the chooser has every function once, and bends with the one that is chosen", async (t) => {
  const page = await alone(t);
  await page.locator(".chooser .more").click();
  const ids = await page.locator(".family button[name=f]").evaluateAll((pills) => pills.map((pill) => pill.value));
  assert.deepEqual(ids.toSorted(), FUNCTIONS.toSorted());
  await page.locator(".family button[value=softsign]").click();
  const z = 1.6 * -1.2 + 0.8;
  isNear((await valuesOf(find(page))).y, z / (1 + Math.abs(z)));
  assert.equal(await pressed(page.locator(".family button[value=softsign]")), "true");
  assert.equal(await page.locator(".family button[name=f][aria-pressed=true]").count(), 1);
});

test("the search finds a function by any of its names, in either language", async (t) => {
  const names = {
    シグモイド: "sigmoid",
    logistic: "sigmoid",
    ロジスティック: "sigmoid",
    恒等: "identity",
    linear: "identity",
    silu: "swish",
    SiLU: "swish",
    "hard swish": "hard_swish",
    階段: "step",
  };
  for (const lang of ["en", "ja"]) {
    const page = await alone(t, "", { lang });
    await page.locator(".chooser .more").click();
    for (const [name, id] of Object.entries(names)) {
      await page.locator("input[name=search]").fill(name);
      await page.locator(`.family button[value=${id}]`).waitFor();
    }
    await page.locator("input[name=search]").fill("qwerty");
    await page.locator(".chooser [role=status]").waitFor();
    assert.equal(await page.locator(".family button").count(), 0);
  }
});

test("an alias in a state leads to the function", async (t) => {
  const page = await alone(t);
  for (const [alias, id] of [["silu", "swish"], ["logistic", "sigmoid"], ["linear", "identity"], ["heaviside", "step"]]) {
    const { y } = await valuesAt(find(page), `f=${alias}&x=1`);
    isNear(y, (await valuesAt(find(page), `f=${id}&x=1`)).y);
    assert.equal((await stateOf(find(page))).f, id);
    assert.equal(await page.locator(".problems").count(), 0, alias);
  }
});

test("a parameter of the function has a slider, and bends the curve", async (t) => {
  const page = await alone(t, "f=leaky_relu");
  await page.locator('input[name="p.alpha-number"]').fill("0.25");
  isNear((await valuesOf(find(page))).y, 0.25 * (1.6 * -1.2 + 0.8));
  assert.equal((await stateOf(find(page)))["p.alpha"], "0.25");
});

test("the line and the bend are two steps, of which one always stays", async (t) => {
  const page = await alone(t);
  const [line, bend] = ["line", "bend"].map((name) => page.locator(`button[name=${name}]`));
  await bend.click();
  assert.deepEqual([await pressed(line), await pressed(bend)], ["true", "false"]);
  assert.match(await page.locator("math").textContent(), /^z=/);
  assert.equal(await page.locator(".read .y").count(), 0);
  await line.click();
  assert.deepEqual([await pressed(line), await pressed(bend)], ["false", "true"]);
  assert.match(await page.locator("math").textContent(), /^y=/);
  assert.equal(await page.locator(".read .y").count(), 1);
});

test("slope, tangent and second derivative come on request, with their numbers", async (t) => {
  const page = await alone(t, "w=2&b=0.5&x=0.3");
  const [w, y] = [2, Math.tanh(2 * 0.3 + 0.5)];
  const [dy, d2y] = [w * (1 - y * y), -2 * w * w * y * (1 - y * y)];
  const values = await valuesOf(find(page));
  isNear(values.dy, dy);
  isNear(values.d2y, d2y);
  assert.equal(await page.locator(".read .d dd").innerText(), shown(dy, 3));
  assert.equal(await page.locator(".read .t").count(), 0);

  await page.locator("button[name=tangent]").click();
  await drawn(page);
  const tangent = page.locator(".overlay .guide.d");
  const [x1, x2, y1, y2] = await Promise.all(["x1", "x2", "y1", "y2"].map((name) => tangent.getAttribute(name).then(Number)));
  const scale = await scaleOf(page);
  isNear(-(y2 - y1) / scale.y / ((x2 - x1) / scale.x), dy, 0.02);

  await page.locator("button[name=curvature]").click();
  assert.equal(await page.locator(".read .t dd").innerText(), shown(d2y, 3));
  await page.locator("button[name=slope]").click();
  for (const word of ["slope y′", "y″"]) assert.equal(await page.locator(".overlay text", { hasText: word }).count(), 1, word);
});

/** CSS pixels a unit of x and of y, from where the handle stands for two known points. */
async function scaleOf(page) {
  const neuron = find(page);
  const kept = await neuron.evaluate(({ state }) => state);
  const places = [];
  for (const x of [-2, 2]) {
    await setState(neuron, `${kept}&w=1&b=0&x=${x}`.replace(/w=2&b=0.5&x=0.3/, ""));
    await drawn(page);
    const knob = page.locator(".handle .knob");
    places.push({ x: Number(await knob.getAttribute("cx")), y: Number(await knob.getAttribute("cy")) });
  }
  await setState(neuron, kept);
  await drawn(page);
  return { x: (places[1].x - places[0].x) / 4, y: (places[0].y - places[1].y) / (2 * Math.tanh(2)) };
}

test("the data table has the numbers of now", async (t) => {
  const page = await alone(t, "w=0.5&b=-1&x=2.5");
  const toggle = page.locator("button[name=table]");
  await toggle.click();
  assert.equal(await toggle.getAttribute("aria-expanded"), "true");
  const row = (n) => page.locator(".sheet tbody tr").nth(n).locator("th, td").allInnerTexts();
  const expected = (x, w) => {
    const y = Math.tanh(w * x - 1);
    const dy = w * (1 - y * y);
    return [x, w * x - 1, y, dy, -2 * w * y * dy].map((value) => shown(value, 4).replace(/^−(0\.0+)$/, "$1"));
  };
  assert.deepEqual(await row(0), expected(2.5, 0.5));
  assert.deepEqual(await row(1), expected(-6, 0.5));
  await page.locator("input[name=w-number]").fill("2");
  assert.deepEqual(await row(0), expected(2.5, 2));
  await toggle.click();
  assert.equal(await page.locator(".sheet").count(), 0);
});

test("letters are keys of the exhibit, but not while one types", async (t) => {
  const page = await alone(t);
  await page.locator("input[name=w]").press("t");
  assert.equal(await page.locator(".sheet table").count(), 1);
  await page.locator("input[name=w]").press("?");
  assert.equal(await page.locator(".sheet .keys").count(), 1);
  await page.locator("input[name=w]").press("?");
  await page.locator("input[name=w-number]").press("t");
  assert.equal(await page.locator(".sheet").count(), 0);
});

test("what is to be seen is said after a pause of the hand, with a word for minus", async (t) => {
  const words = { en: "minus 1.2", ja: "マイナス1.2" };
  for (const [lang, word] of Object.entries(words)) {
    const page = await alone(t, "x=3", { lang, alive: false });
    await page.clock.install();
    await page.reload();
    await find(page).evaluate((element) => element.ready);
    const said = page.locator("[aria-live=polite]");
    await page.locator("input[name=x-number]").fill("-1.2");
    assert.equal(await said.textContent(), "", "it is not said while the hand moves");
    await page.clock.fastForward(5000);
    const text = await said.textContent();
    assert.ok(text.includes(word), text);
    assert.ok(text.includes(Math.tanh(1.6 * -1.2 + 0.8).toFixed(2).replace("-", word.split("1.2")[0])), text);
    assert.ok(!/[−-]\d/.test(text), text);
    assert.equal(await page.locator(".handle").getAttribute("aria-valuetext"), text);
  }
});
