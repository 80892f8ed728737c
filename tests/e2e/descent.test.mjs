// One neuron that learns: what is passed back, steps, a play, the kink.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LANGUAGES, drag, drawn, exhibit, find, isNear, setUp, stateOf, valuesOf } from "./support/exhibits.mjs";

const { show } = await setUp();
const alone = (t, state = "", options) => show(t, exhibit("descent", state), options);

const type = async (page, name, value) => page.locator(`input[name=${name}-number]`).fill(String(value));
const formula = async (page) => (await page.locator("math").textContent()).replaceAll(/\s/g, "");
const press = (page, name) => page.locator(`button[name=${name}]`).click();
/** Until the play has ended by itself. */
const ended = (page, words) => page.locator("button[name=play]", { hasText: words }).waitFor({ timeout: 30_000 });

test("an error of 0.3 comes through by the slope", async (t) => {
  for (const lang of LANGUAGES) {
    for (const [state, signal, written] of [
      ["", 0.075, "0.300·0.250=0.0750"],
      ["f=step&b=0&target=0.7", 0, "0.300·0=0"],
      ["f=relu&b=0&target=0.7", 0.3, "0.300·1.000=0.300"],
    ]) {
      const page = await alone(t, state, { lang });
      isNear((await valuesOf(find(page))).signal, signal);
      assert.ok((await formula(page)).endsWith(written), await formula(page));
    }
  }
});

test("a step takes the rate times the gradient, from w and b", async (t) => {
  const page = await alone(t, "x=2&b=-2&rate=0.5");
  await page.locator("button[name=step]").press("Enter");
  const values = await valuesOf(find(page));
  isNear(values.w_now, 1 - 0.5 * 0.075 * 2);
  isNear(values.b_now, -2 - 0.5 * 0.075);
  assert.equal(await page.locator("input[name=b-number]").inputValue(), "−2.04");
  await page.locator("button[name=undo]").click();
  assert.equal((await stateOf(find(page))).steps, undefined);
});

test("a sigmoid learns its target by itself, and one undo takes it all back: the goal", async (t) => {
  const page = await alone(t, "rate=2", { reducedMotion: "no-preference" });
  await press(page, "play");
  await page.locator("button[name=play]", { hasText: "Stop" }).waitFor();
  await ended(page, "Play");
  const { error } = await valuesOf(find(page));
  assert.ok(Math.abs(error) < 0.005, `${error}`);
  assert.ok(Number((await stateOf(find(page))).steps) > 5);
  assert.ok((await page.locator(".path").innerText()).startsWith("Learned"));
  await press(page, "undo");
  assert.deepEqual(await stateOf(find(page)), { rate: "2" });
  assert.ok(await page.locator("button[name=undo]").isDisabled());
});

test("a step function does not move, however long it is played", async (t) => {
  const page = await alone(t, "f=step&b=0&target=0&rate=1000", { reducedMotion: "no-preference" });
  await press(page, "play");
  await ended(page, "Play");
  const values = await valuesOf(find(page));
  assert.deepEqual([values.w_now, values.b_now, values.signal], [1, 0, 0]);
  assert.ok(Number((await stateOf(find(page))).steps) >= 60);
  await drag(page, page.locator(".handle"), [-120, 0]); // the hand can do it
  assert.equal((await valuesOf(find(page))).error, 0);
});

test("a change by hand ends a play, and learning begins anew from where the weights were", async (t) => {
  const page = await alone(t, "w=6&b=0", { reducedMotion: "no-preference" });
  await press(page, "play");
  await page.waitForTimeout(500);
  await page.locator("input[name=target]").press("ArrowRight");
  await ended(page, "Play");
  const state = await stateOf(find(page));
  const { w_now } = await valuesOf(find(page));
  assert.equal(state.steps, undefined);
  assert.ok(w_now < 6 && w_now > 5.9, `${w_now}`);
  isNear(Number(state.w), w_now);
});

test("at the kink the slope is the one that is chosen, and it decides whether anything is learned", async (t) => {
  const page = await alone(t, "f=relu&w=0&b=0&target=1", { reducedMotion: "reduce" });
  await press(page, "play");
  assert.equal((await valuesOf(find(page))).y, 0);
  for (const [name, slope] of [["kink-half", 0.5], ["kink-1", 1]]) {
    await press(page, "reset");
    await press(page, name);
    assert.equal((await valuesOf(find(page))).slope, slope);
    await press(page, "play");
    const { y } = await valuesOf(find(page));
    assert.ok(Math.abs(y - 1) < 0.005, `${name}: ${y}`);
  }
  await page.locator("button[name=f][value=sigmoid]").click();
  assert.equal(await page.locator("button[name=kink-1]").count(), 0);
});

test("the point goes along the curve by mouse and keys", async (t) => {
  const page = await alone(t);
  await drawn(page);
  await drag(page, page.locator(".handle"), [80, 0]);
  const { z } = await valuesOf(find(page));
  assert.ok(z > 1, `${z}`);
  await page.locator(".handle").press("End");
  isNear((await valuesOf(find(page))).z, 6);
  await type(page, "w", "1e6");
  const { y, w_now } = await valuesOf(find(page));
  assert.deepEqual([y, w_now], [1, 1e6]);
  await type(page, "target", "rubbish");
  assert.equal((await stateOf(find(page))).target, undefined);
});
