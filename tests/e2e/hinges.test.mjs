// A curve built from bends: kinks and slopes by mouse, finger and keys, until it beats the article's net.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LANGUAGES, drag, drawn, exhibit, find, isNear, setState, setUp, shown, stateOf, valuesOf } from "./support/exhibits.mjs";

const { show } = await setUp();
const alone = (t, state = "", options) => show(t, exhibit("hinges", state), options);

const relu = (z) => Math.max(0, z);
const SKETCHED = [0, 0, 0, 0, 0, 0.5, 1, 0.5, 0, 0, 0, 0, 0];
const kink = (page, i) => page.locator(".handle.x").nth(i - 1);
const lever = (page) => page.locator(".handle.d");
const beaten = (page) => page.locator(".gap.same");
const readouts = (page) => page.locator(".read dd").allInnerTexts();

/** y of a net of ReLUs without an outer one. */
function net(state, x) {
  const list = (key, usual) => (state[key] ?? usual).split(",").map(Number);
  const [w, b, v] = [list("w", "1,1,1,1"), list("b", "4,2,-2,-4"), list("v", "0.0429,0.1398,-0.1398,-0.0429")];
  const units = w.reduce((sum, w, i) => sum + v[i] * relu(w * x + b[i]), 0);
  return units + Number(state.skip ?? 0.00776) * x + Number(state.c ?? 0.049);
}

test("it opens with the article's net, its error and its segments", async (t) => {
  for (const lang of LANGUAGES) {
    const page = await alone(t, "", { lang });
    const values = await valuesOf(find(page));
    isNear(values.y, 0.5002);
    isNear(values.max_error, 0.041, 5e-5);
    isNear(values.error_x, -1.067, 5e-4);
    assert.deepEqual(await readouts(page), ["0.000", "0.50020", "0.0410", "−1.067", "0.01913"]);
    const slopes = await page.locator(".steps td.d").allInnerTexts();
    assert.deepEqual(slopes, ["0.00000", "0.00776", "0.05066", "0.19046", "0.05066", "0.00776"]);
    assert.equal(await page.locator(".steps td").nth(1).innerText(), "−6.314");
    assert.equal(await beaten(page).count(), 0);
  }
});

test("the article's net is beaten with the mouse: a kink is dragged", async (t) => {
  const page = await alone(t);
  await drag(page, kink(page, 3), [4, -30]);
  const state = await stateOf(find(page));
  assert.equal(state.unit, "3");
  const at = -Number(state.b.split(",")[2]);
  assert.ok(at > 2.02 && at < 2.14, `${at}`);
  const { rmse } = await valuesOf(find(page));
  assert.ok(rmse < 0.0191, `${rmse}`);
  assert.ok((await beaten(page).innerText()).includes(shown(rmse, 5)));
  // To press a kink chooses its unit and moves nothing.
  const before = await stateOf(find(page));
  await kink(page, 1).click();
  assert.deepEqual(await stateOf(find(page)), { b: before.b });
});

test("the article's net is beaten with keys: a kink, then the best weights for where the kinks are", async (t) => {
  const page = await alone(t);
  await kink(page, 3).focus();
  await page.keyboard.press("ArrowRight");
  assert.equal(await kink(page, 3).getAttribute("aria-valuenow"), "2.1");
  assert.equal(await beaten(page).count(), 1);
  await page.locator("button[name=fit][value=same_skip]").focus();
  await page.keyboard.press("Enter");
  const goal = [-2.9, -1.3, 1.3, 2.9];
  for (const [i, way] of [[1, "Right"], [2, "Right"], [3, "Left"], [4, "Left"]]) {
    await kink(page, i).focus();
    const from = Number(await kink(page, i).getAttribute("aria-valuenow"));
    const steps = Math.round(Math.abs(goal[i - 1] - from) * 10);
    for (let step = 0; step < steps; step += 1) {
      await page.keyboard.press(`Arrow${way}`);
      await drawn(page);
    }
    isNear(Number(await kink(page, i).getAttribute("aria-valuenow")), goal[i - 1]);
  }
  const { fit_rmse: best } = await valuesOf(find(page));
  assert.ok(best < 0.006, `${best}`);
  await page.locator("button[name=take]").focus();
  await page.keyboard.press("Enter");
  const { rmse } = await valuesOf(find(page));
  isNear(rmse, best, 1e-5);
  assert.equal(await beaten(page).count(), 1);
  assert.equal((await stateOf(find(page))).use, "skip");
  await page.keyboard.press("Control+z");
  assert.equal((await stateOf(find(page))).use, undefined);
});

test("the lever sets a slope, by mouse and keys, and the chart elsewhere reads the net", async (t) => {
  const page = await alone(t, "unit=2&use=skip");
  const { width } = await page.locator(".overlay").first().boundingBox();
  await drag(page, lever(page), [0, -40]);
  const state = await stateOf(find(page));
  const v = Number(state.v.split(",")[1]);
  assert.ok(v > 0.2 && v < 0.5, `${v} at a width of ${width}`);
  isNear((await valuesOf(find(page))).y, net(state, 0));
  await lever(page).press("ArrowDown");
  isNear(Number((await stateOf(find(page))).v.split(",")[1]), Math.round((v - 0.01) * 100) / 100);
  await lever(page).press("End");
  assert.equal((await stateOf(find(page))).v.split(",")[1], "2");

  await page.locator(".overlay").first().scrollIntoViewIfNeeded();
  const chart = await page.locator(".overlay").first().boundingBox();
  await page.mouse.click(chart.x + 0.75 * chart.width, chart.y + 0.4 * chart.height);
  const read = await stateOf(find(page));
  assert.ok(Number(read.x) > 2 && Number(read.x) < 5, read.x);
  isNear((await valuesOf(find(page))).y, net(read, Number(read.x)));
});

test("a finger drags a kink, and the page stays where it is", async (t) => {
  const page = await alone(t, "", { hasTouch: true, viewport: { width: 360, height: 800 } });
  const { x, y, width, height } = await kink(page, 4).locator(".knob").boundingBox();
  const session = await page.context().newCDPSession(page);
  const touch = (type, ...points) => session.send("Input.dispatchTouchEvent", { type, touchPoints: points });
  const at = (i) => ({ x: x + width / 2 - 3 * i, y: y + height / 2 + 4 * i });
  await touch("touchStart", at(0));
  for (let i = 1; i <= 10; i += 1) await touch("touchMove", at(i));
  await touch("touchEnd");
  const { unit, b } = await stateOf(find(page));
  assert.equal(unit, "4");
  const kinkAt = -Number(b.split(",")[3]);
  assert.ok(kinkAt > 2 && kinkAt < 3.5, `${kinkAt}`);
  assert.equal(await page.evaluate(() => scrollY), 0);
});

test("numbers of a unit are typed; a million stays readable, and what is no number is refused", async (t) => {
  const page = await alone(t);
  const field = (name) => page.locator(`input[name=${name}-number]`);
  for (const name of ["w", "b", "v", "s", "c", "x"]) {
    await field(name).fill("-1000000");
    const values = await valuesOf(find(page));
    assert.ok(Object.values(values).every(Number.isFinite), name);
    await field(name).fill("2e6");
    assert.equal(await field(name).getAttribute("aria-invalid"), "true");
    await field(name).fill("many");
    assert.deepEqual(await valuesOf(find(page)), values, name);
    await field(name).press("Enter");
    assert.equal(await field(name).inputValue(), "−1.00×10⁶", name);
    await page.locator(`input[name=${name}]`).press("Delete");
  }
  assert.deepEqual(await stateOf(find(page)), {});
});

test("the diagram chooses units by key and click, adds one and takes one away", async (t) => {
  const page = await alone(t);
  const diagram = page.locator(".diagram");
  await diagram.focus();
  await page.keyboard.press("ArrowRight");
  assert.equal(await diagram.getAttribute("aria-valuetext"), "Unit 2 of 4: 0.1398 times ReLU of 1 times x plus 2");
  await page.keyboard.press("+");
  assert.equal(await page.locator(".unit").count(), 5);
  assert.equal((await stateOf(find(page))).unit, "5");
  await page.keyboard.press("-");
  assert.equal(await page.locator(".unit").count(), 4);
  await page.locator(".unit").nth(2).click();
  assert.equal((await stateOf(find(page))).unit, "3");
  for (let i = 4; i < 16; i += 1) await page.locator("button[name=add]").click();
  assert.ok(await page.locator("button[name=add]").isDisabled());
  assert.equal(await page.locator(".handle.x").count(), 16);
});

test("|x| is built exactly, from two hinges that face each other", async (t) => {
  const page = await alone(t, "w=1&b=0&v=1&c=0&use=&target=abs");
  await page.locator("button[name=add]").click();
  for (const [name, value] of [["w", "-1"], ["b", "0"], ["v", "1"]]) await page.locator(`input[name=${name}-number]`).fill(value);
  const { max_error: max, rmse } = await valuesOf(find(page));
  isNear(max, 0, 1e-12);
  isNear(rmse, 0, 1e-12);
});

test("a sketch is drawn by hand, and the best net follows it", async (t) => {
  const page = await alone(t, "fit=free");
  await page.locator("select[name=target]").selectOption("sketch");
  assert.equal((await valuesOf(find(page))).rmse, undefined);
  const chart = await page.locator(".overlay").first().boundingBox();
  await page.mouse.move(chart.x + 40, chart.y + 0.4 * chart.height);
  await page.mouse.down();
  await page.mouse.move(chart.x + chart.width - 14, chart.y + 0.6 * chart.height, { steps: 30 });
  await page.mouse.up();
  await drawn(page);
  const values = await valuesOf(find(page));
  // A straight line, but for the grain of the hand.
  assert.ok(values.fit_rmse < 0.02 && values.rmse > 0.2, JSON.stringify(values));
  await setState(find(page), `target=sketch&guess=${SKETCHED.join(",")}&fit=free`);
  assert.ok((await valuesOf(find(page))).fit_rmse < 0.01);
  await page.locator("button[name=again]").click();
  assert.equal(await page.locator(".handle.open").count(), 13);
});

test("more units come closer, and folds make more pieces than one layer", async (t) => {
  const page = await alone(t, "below=units");
  const { even4, even16, even64 } = await valuesOf(find(page));
  assert.ok(even64 < even16 && even16 < even4);
  await page.locator("button[name=below][value=depth]").click();
  await page.locator("input[name=folds]").press("End");
  const { pieces_deep: deep, pieces_wide: wide } = await valuesOf(find(page));
  assert.deepEqual([deep, wide], [64, 13]);
});

test("a drag over sixteen hinges stays within a frame, and the best kinks are found in time", async (t) => {
  const units = Array.from({ length: 16 }, (_, i) => i);
  const list = (of) => units.map(of).join(",");
  const page = await alone(t, `w=${list(() => 1)}&b=${list((i) => 6 - 0.8 * i)}&v=${list((i) => (i % 2 ? -0.2 : 0.2))}`);
  const spent = (states) =>
    find(page).evaluate((element, states) => {
      const start = performance.now();
      for (const state of states) {
        element.state = state;
        if (!Number.isFinite(element.values.rmse)) throw new Error(state);
      }
      return (performance.now() - start) / states.length;
    }, states);
  const moves = Array.from({ length: 60 }, (_, i) => `w=${list(() => 1)}&b=${list((j) => 6 - 0.8 * j + 0.01 * i)}&v=${list(() => 0.1)}`);
  const move = await spent(moves);
  const search = await spent([`w=${list(() => 1)}&b=${list((i) => 6 - 0.8 * i)}&v=${list(() => 0)}&fit=free_skip`]);
  t.diagnostic(`a move takes ${move.toFixed(2)} ms, the search for 16 kinks ${search.toFixed(1)} ms`);
  // Generous: other work may share the machine.
  assert.ok(move < 16 && search < 400, `${move} ms a move, ${search} ms a search`);
});

test("the article's net is trained by the mouse, what plays ends at a thousand steps, and one undo takes it back: the goal", async (t) => {
  const page = await alone(t, "", { reducedMotion: "no-preference" });
  const press = (name) => page.locator(`button[name=${name}]`).click();
  for (let i = 0; i < 9; i += 1) await press("hundred");
  await page.waitForTimeout(600); // what comes later is undone by itself
  await press("play");
  await page.waitForFunction(() => document.querySelector("kassei-exhibit").state.includes("steps=1000"));
  await page.locator("button[name=play]", { hasText: "Play" }).waitFor();
  const values = await valuesOf(find(page));
  assert.deepEqual(await stateOf(find(page)), { below: "course", steps: "1000" });
  // 0.012436 over the stretch and 0.012420 over the points: by tests/data/make_hinge_descent.py with NumPy.
  isNear(values.rmse, 0.012436, 1e-4);
  isNear(values.rmse_points, 0.01242, 1e-4);
  assert.ok((await page.locator(".train .found").innerText()).includes("0.01242"));
  assert.equal(await beaten(page).count(), 1);
  await press("undo");
  assert.deepEqual(await stateOf(find(page)), { below: "course", steps: "900" });
  await press("redo");
  assert.deepEqual(await stateOf(find(page)), { below: "course", steps: "1000" });
  await press("replay");
  await page.locator("button[name=play]", { hasText: "Stop" }).waitFor();
  await press("play");
  const steps = Number((await stateOf(find(page))).steps ?? 0);
  assert.ok(steps < 1000, `${steps}`);
  await press("reset");
  assert.deepEqual(await stateOf(find(page)), {});
});

test("the net is trained by keys, a look leaves the run, a hand on the net begins another", async (t) => {
  const page = await alone(t, "", { reducedMotion: "reduce" });
  const press = (name) => page.locator(`button[name=${name}]`).press("Enter");
  await press("step");
  isNear((await valuesOf(find(page))).rmse, 0.0180237, 1e-4);
  await press("hundred");
  assert.equal((await stateOf(find(page))).steps, "101");
  assert.equal(page.workers().length, 0, "there is no worker that could be lost");
  await page.locator("input[name=x]").press("ArrowRight");
  assert.equal((await stateOf(find(page))).steps, "101");
  await press("play");
  assert.equal((await stateOf(find(page))).steps, "1000");
  const { rmse } = await valuesOf(find(page));
  assert.ok(rmse < 0.0125, `${rmse}`);
  await page.waitForTimeout(600); // what comes later is undone by itself
  await kink(page, 3).press("ArrowRight");
  const moved = await stateOf(find(page));
  assert.equal(moved.steps, undefined);
  isNear(-Number(moved.b.split(",")[2]) / Number(moved.w.split(",")[2]), 2.1, 1e-6);
  await page.keyboard.press("Control+z");
  assert.deepEqual(await stateOf(find(page)), { x: "0.01", below: "course", steps: "1000" });
});

test("steps that are too long are named, and the net is kept", async (t) => {
  const page = await alone(t, "rate=10", { reducedMotion: "no-preference" });
  await page.locator("button[name=play]").click();
  await page.locator(".train .found", { hasText: "too long" }).waitFor();
  await page.locator("button[name=play]", { hasText: "Play" }).waitFor();
  assert.ok(Object.values(await valuesOf(find(page))).every(Number.isFinite));
  await page.waitForTimeout(600); // what comes later is undone by itself
  await page.locator("input[name=rate-number]").fill("0.01");
  await page.locator("button[name=undo]").click();
  const { steps, ...others } = await stateOf(find(page));
  assert.ok(Number(steps) >= 1, steps); // as many as a frame has
  assert.deepEqual(others, { rate: "10", below: "course" });
  await page.locator("button[name=undo]").click();
  assert.deepEqual(await stateOf(find(page)), { rate: "10" });
});
