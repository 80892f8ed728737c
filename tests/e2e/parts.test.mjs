// What an activation is not: one part changed at a time, both networks trained in the worker, by mouse and by keys.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LANGUAGES, exhibit, find, setUp, stateOf, valuesOf } from "./support/exhibits.mjs";
import { OF_DEATH, kill, killAll, watchWorkers } from "./support/trainer.mjs";

const { show } = await setUp();
const alone = (t, state = "", options) => show(t, exhibit("parts", state), options);
const button = (page, name) => page.locator(`button[name=${name}]`);
const trained = (page) =>
  page.waitForFunction(() => document.querySelector("kassei-exhibit").values.wrong_after !== undefined, null, { timeout: 120_000 });

test("before the first step only normalisation and activation make another map", async (t) => {
  for (const lang of LANGUAGES) {
    const page = await alone(t, "", { lang });
    for (const [name, moves, numbers] of [["loss", false, 25], ["optimizer", false, 25], ["norm", true, 37], ["f", true, 25]]) {
      await button(page, `part-${name}`).click();
      const { apart, parameters_before: before, parameters_after: after } = await valuesOf(find(page));
      assert.deepEqual([apart > 0.05, before, after], [moves, 25, numbers], name);
      assert.equal(await page.locator(".piece.on").count(), 1);
    }
  }
});

test("both are trained from the same start by one press, and the link shows it: the goal", async (t) => {
  const page = await alone(t);
  await button(page, "part-optimizer").click();
  await button(page, "train").click();
  await button(page, "stop").waitFor();
  await trained(page);
  await button(page, "train").waitFor();
  const values = await valuesOf(find(page));
  // As the native engine has it: see src/exhibits/parts/mod.rs.
  assert.ok(values.wrong_before < 0.2 && values.wrong_after < 0.2, JSON.stringify(values));
  assert.ok(values.loss_after < values.loss_before, JSON.stringify(values));
  const wrong = [values.wrong_before, values.wrong_after].map((share) => (100 * share).toFixed(1));
  assert.equal(await page.locator(".read dd").last().innerText(), wrong.join(" → "));
  const state = await find(page).evaluate((element) => element.state);
  assert.ok(state.length < 1100, `${state.length}`);
  const other = await alone(t, state);
  assert.deepEqual(await valuesOf(find(other)), values);
});

test("by keys: train, change the part, and only what it concerns is forgotten", async (t) => {
  const page = await alone(t);
  await button(page, "train").focus();
  await page.keyboard.press("Enter");
  await trained(page);
  await button(page, "train").waitFor();
  const { before, after } = await stateOf(find(page));
  // Changes closer together than half a second are undone together.
  await page.waitForTimeout(700);
  await button(page, "mae").press("Enter");
  const state = await stateOf(find(page));
  assert.deepEqual([state.before, state.after, state.loss], [before, undefined, "mae"]);
  await button(page, "mae").press("Control+z");
  assert.equal((await stateOf(find(page))).after, after);
});

test("training is stopped, and ends when something else is asked", async (t) => {
  const page = await alone(t);
  await button(page, "train").click();
  await button(page, "stop").click();
  await button(page, "train").click();
  await page.locator("select[name=data]").selectOption("xor");
  await button(page, "train").waitFor();
  const state = await stateOf(find(page));
  assert.deepEqual([state.data, state.before, state.after], ["xor", undefined, undefined]);
});

test("a rate that is too large ends with a clear word, and the page lives", async (t) => {
  const page = await alone(t, "rate=10&part=optimizer&optimizer=adam");
  await button(page, "train").click();
  await trained(page);
  await button(page, "train").waitFor();
  assert.ok(Object.values(await valuesOf(find(page))).every(Number.isFinite));
  await page.locator("input[name=rate-number]").fill("0.1");
  assert.equal((await stateOf(find(page))).after, undefined);
});

test("a worker that dies is replaced, and both runs come to what they would have come to", async (t) => {
  const page = await alone(t, "", { allow: OF_DEATH });
  await button(page, "train").click();
  await trained(page);
  const undisturbed = await stateOf(find(page));
  await button(page, "reset").click();
  assert.equal((await stateOf(find(page))).after, undefined);
  await watchWorkers(page);
  await button(page, "train").click();
  await kill(page);
  await page.locator(".where", { hasText: "begun its training anew" }).waitFor();
  await trained(page);
  assert.deepEqual(await stateOf(find(page)), undisturbed);
});

test("when no worker survives, that is said, what was trained is kept, and training again works", async (t) => {
  const page = await alone(t, "", { allow: OF_DEATH });
  await watchWorkers(page);
  await button(page, "train").click();
  await page.waitForFunction(() => document.querySelector("kassei-exhibit").values.wrong_before !== undefined);
  await killAll(page);
  await button(page, "train").waitFor();
  assert.match(await page.locator(".where").innerText(), /ended unexpectedly.*is kept/);
  const { before, after } = await stateOf(find(page));
  assert.ok(before && !after);
  await button(page, "train").click();
  await trained(page);
  assert.equal((await stateOf(find(page))).before, before);
});
