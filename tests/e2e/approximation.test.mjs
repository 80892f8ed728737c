// Units against error, trained in the worker: the goal by mouse and by keys, the counter-examples, links, troubles.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LANGUAGES, drawn, exhibit, find, isNear, setUp, stateOf, valuesOf } from "./support/exhibits.mjs";
import { OF_DEATH, kill, killAll, watchWorkers } from "./support/trainer.mjs";

const { show } = await setUp();
const alone = (t, state = "", options) => show(t, exhibit("approximation", state), options);
const button = (page, name) => page.locator(`button[name=${name}]`);
/** Until nothing is trained any more. */
const trained = (page) => button(page, "train").waitFor({ timeout: 120_000 });
const note = (page) => page.locator(".gap").innerText();

test("it opens with nothing trained, and asks for a guess", async (t) => {
  for (const lang of LANGUAGES) {
    const page = await alone(t, "", { lang });
    // The best line through the 120 points of a sine: the normal equations, solved in Python's floats.
    const values = await valuesOf(find(page));
    isNear(values.line, 0.6617132, 1e-6);
    assert.deepEqual(Object.keys(values), ["units", "line"]);
    assert.ok((await note(page)).length > 20);
  }
});

test("all sizes are trained by one press, the error falls, and one sees it in the link: the goal", async (t) => {
  const page = await alone(t, "");
  await button(page, "all").click();
  await button(page, "stop").waitFor();
  await page.locator(".where", { hasText: "of 10000" }).waitFor();
  await trained(page);
  const values = await valuesOf(find(page));
  for (const size of [1, 2, 4, 8, 16, 32, 64]) assert.ok(values[`rmse${size}`] >= 0, `${size}`);
  assert.ok(values.rmse64 < 0.1 * values.rmse1, JSON.stringify(values));
  assert.ok((await note(page)).includes(values.rmse1.toFixed(4)));
  const state = await find(page).evaluate((element) => element.state);
  assert.ok(state.length < 2400, `${state.length}`);
  const other = await alone(t, state);
  assert.deepEqual(await valuesOf(find(other)), values);
});

test("one size is trained by keys; equal seeds give equal runs, another seed another", async (t) => {
  const page = await alone(t, "units=3");
  const once = async () => {
    await button(page, "train").focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector("kassei-exhibit").values.rmse3 !== undefined, null, { timeout: 60_000 });
    await trained(page);
    return (await stateOf(find(page))).runs;
  };
  const first = await once();
  await page.keyboard.press("Control+z");
  assert.equal((await stateOf(find(page))).runs, undefined);
  assert.equal(await once(), first);
  await button(page, "reseed").press("Enter");
  assert.equal((await stateOf(find(page))).runs, undefined);
  assert.notEqual(await once(), first);
});

test("without a bend, and with a polynomial, no number of units gets below the floor", async (t) => {
  const page = await alone(t, "target=sigmoid&units=16");
  for (const [name, floor] of [["no-bend", 0.1078084], ["square", 0.1078084]]) {
    await button(page, name).click();
    const { floor: given } = await valuesOf(find(page));
    isNear(given, floor, 1e-6);
    await button(page, "train").click();
    await page.waitForFunction(() => document.querySelector("kassei-exhibit").values.rmse16 !== undefined, null, { timeout: 60_000 });
    await trained(page);
    const { rmse16 } = await valuesOf(find(page));
    assert.ok(rmse16 >= Number(floor.toFixed(4)), `${name}: ${rmse16}`);
    assert.ok((await note(page)).includes(floor.toFixed(4)));
  }
});

test("an own formula takes the place of f; what is none changes nothing", async (t) => {
  const page = await alone(t);
  const field = page.locator("input[name=formula]");
  await field.fill("x^3 - x");
  await field.press("Enter");
  assert.equal((await valuesOf(find(page))).degree, 3);
  assert.equal(await page.locator("button[name=f][aria-pressed=true]").count(), 0);
  await field.fill("x +");
  await field.press("Enter");
  assert.equal((await stateOf(find(page))).formula, "x^3 - x");
  await page.locator("button[name=f][value=tanh]").click();
  assert.deepEqual(await stateOf(find(page)), { f: "tanh" });
});

test("training is stopped by hand, and ends when something else is asked", async (t) => {
  const page = await alone(t);
  await button(page, "all").click();
  await button(page, "stop").click();
  await trained(page);
  await button(page, "all").click();
  await button(page, "stop").waitFor();
  await page.locator("select[name=target]").selectOption("abs");
  await trained(page);
  await drawn(page);
  assert.equal((await stateOf(find(page))).runs, undefined);
});

test("a worker that dies is replaced, and the run comes to what it would have come to", async (t) => {
  const page = await alone(t, "units=3", { allow: OF_DEATH });
  const once = async () => {
    await page.waitForFunction(() => document.querySelector("kassei-exhibit").values.rmse3 !== undefined);
    await trained(page);
    return (await stateOf(find(page))).runs;
  };
  await button(page, "train").click();
  const undisturbed = await once();
  await button(page, "undo").click();
  assert.equal((await stateOf(find(page))).runs, undefined);
  await watchWorkers(page);
  await button(page, "train").click();
  await kill(page);
  await page.locator(".where", { hasText: "begun its training anew" }).waitFor();
  assert.equal(await once(), undisturbed);
});

test("when no worker survives, that is said, what was trained is kept, and training again works", async (t) => {
  const words = { en: /ended unexpectedly.*is kept/, ja: /予期せず終わって.*残っています/ };
  for (const lang of LANGUAGES) {
    const page = await alone(t, "", { lang, allow: OF_DEATH });
    await watchWorkers(page);
    await button(page, "all").click();
    await page.waitForFunction(() => document.querySelector("kassei-exhibit").values.rmse1 !== undefined);
    await killAll(page);
    await trained(page);
    assert.match(await page.locator(".where").innerText(), words[lang]);
    const { rmse1, rmse64 } = await valuesOf(find(page));
    assert.ok(rmse1 > 0 && rmse64 === undefined);
    await page.locator("input[name=units-number]").fill("2");
    await button(page, "train").click();
    await page.waitForFunction(() => document.querySelector("kassei-exhibit").values.rmse2 !== undefined);
    await trained(page);
    assert.equal((await valuesOf(find(page))).rmse1, rmse1);
  }
});
