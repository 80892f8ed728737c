// The way there and back through many layers: the product, the bound, random weights, and the motion.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LANGUAGES, drag, drawn, exhibit, find, isNear, setUp, stateOf, valuesOf } from "./support/exhibits.mjs";

const { show } = await setUp();
const alone = (t, state = "", options) => show(t, exhibit("gradient_journey", state), options);

const type = async (page, name, value) => page.locator(`input[name=${name}-number]`).fill(String(value));
const formula = async (page) => (await page.locator("math").textContent()).replaceAll(/\s/g, "");
const labels = (page) => page.locator(".overlay text").allTextContents();
/** Where the point of a quantity is, along x. */
const place = (page, quantity) =>
  page.locator(`.overlay .point.${quantity}`).evaluate((point) => point.getBBox().x + point.getBBox().width / 2);

test("a quarter a layer is written out, and 10 of them leave a millionth", async (t) => {
  for (const lang of LANGUAGES) {
    const page = await alone(t, "", { lang });
    isNear((await valuesOf(find(page))).left, 0.25 ** 10, 1e-15);
    assert.equal(await formula(page), "1.00·0.25×⋯×1.00·0.25=9.5×10⁻⁷");
    await type(page, "layers", 3);
    isNear((await valuesOf(find(page))).left, 0.25 ** 3);
    await page.locator("input[name=layers]").press("ArrowLeft");
    assert.equal(await formula(page), "1.00·0.25×1.00·0.25=0.0625");
    await page.locator("input[name=layers]").press("Home");
    assert.equal(await formula(page), "1.00·0.25=0.250");
  }
});

test("the bound is |w|/4 to the power of the layers, and no input passes it", async (t) => {
  const page = await alone(t, "w=4&b=-2");
  isNear((await valuesOf(find(page))).left, 1);
  for (const w of [2, -3, 6]) {
    await type(page, "w", w);
    for (const x of [0.5, 3]) {
      await type(page, "x", x);
      const { bound, left } = await valuesOf(find(page));
      isNear(bound, (Math.abs(w) / 4) ** 10);
      assert.ok(left <= bound * (1 + 1e-12), `${w} ${x}: ${left}`);
    }
  }
  await drag(page, page.locator("input[name=w]"), [40, 0]);
  assert.notEqual((await stateOf(find(page))).w, "6");
});

test("ReLU fades with Xavier's weights and hardly with He's: the goal, by keyboard alone", async (t) => {
  const page = await alone(t);
  await page.locator("button[name=f][value=relu]").press("Enter");
  await page.locator("select[name=init]").selectOption("xavier");
  await type(page, "layers", 20);
  await page.locator("button[name=many]").press("Space");
  const xavier = await valuesOf(find(page));
  isNear(xavier.median / 0.000738184668239705, 1, 1e-9);
  await page.locator("select[name=init]").selectOption("he");
  const he = await valuesOf(find(page));
  isNear(he.median / 0.7559011002774602, 1, 1e-9);
  assert.ok((await page.locator(".path").innerText()).includes("0.756"));
  assert.deepEqual(await stateOf(find(page)), { f: "relu", init: "he", layers: "20", show: "signal,bound,many" });
  await type(page, "seed", 2);
  assert.notEqual((await valuesOf(find(page))).left, he.left);
});

test("a layer that lets nothing pass is named, and its bar falls off the axis", async (t) => {
  const page = await alone(t, "f=relu&b=0&x=-1");
  await drawn(page);
  assert.equal((await valuesOf(find(page))).left, 0);
  assert.ok((await page.locator(".path").innerText()).includes("layer 10"));
  assert.ok((await labels(page)).includes("0 from here on"));
  await type(page, "x", 1);
  assert.equal((await valuesOf(find(page))).left, 1);
  assert.ok(!(await labels(page)).includes("0 from here on"));
});

test("the signal goes there, then the gradient comes back, by itself and step by step", async (t) => {
  const page = await alone(t, "layers=2", { reducedMotion: "no-preference" });
  const state = await stateOf(find(page));
  await page.locator("button[name=play]").click();
  await page.waitForFunction(() => document.querySelector("kassei-exhibit").shadowRoot.querySelectorAll(".overlay .point.d").length === 0);
  const early = await place(page, "y");
  await page.waitForTimeout(400);
  assert.ok((await place(page, "y")) > early, "the signal does not move");
  await page.locator("button[name=play]").click(); // Stop
  await drawn(page);
  const stopped = await place(page, "y");
  await page.waitForTimeout(200);
  assert.equal(await place(page, "y"), stopped);
  for (let step = 0; step < 3; step += 1) await page.locator("button[name=step]").press("Enter");
  await drawn(page);
  assert.match(await page.locator(".where").innerText(), /^Back: at layer 1, 0\.250/);
  const back = await place(page, "d");
  await page.locator("button[name=step]").press("Enter");
  await drawn(page);
  assert.ok((await place(page, "d")) < back, "the gradient does not come back");
  assert.deepEqual(await stateOf(find(page)), state, "what is in motion is no part of the state");
});

test("who wants no motion sees the end at once, and can still step", async (t) => {
  const page = await alone(t, "", { reducedMotion: "reduce" });
  await drawn(page);
  const end = await place(page, "d");
  await page.locator("button[name=play]").click();
  await drawn(page);
  assert.equal(await place(page, "d"), end);
  await page.locator("button[name=step]").click();
  await drawn(page);
  assert.match(await page.locator(".where").innerText(), /^There: behind layer 1/);
});

test("numbers of any size are readable, and what is none is refused", async (t) => {
  const page = await alone(t, "layers=50&init=own");
  await page.locator("button[name=f][value=relu]").click();
  await type(page, "w", "-1e6");
  const { left, signal } = await valuesOf(find(page));
  assert.ok(Number.isFinite(left) && Number.isFinite(signal), `${left} ${signal}`);
  assert.match(await page.locator(".read dd").first().innerText(), /^\d\.\d×10/);
  await type(page, "w", "rubbish");
  assert.equal((await stateOf(find(page))).w, "-1000000");
});
