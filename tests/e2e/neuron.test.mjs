// The neuron under a person's hands: mouse, touch, keyboard, typed numbers.

import assert from "node:assert/strict";
import { test } from "node:test";
import { drag, drawn, exhibit, find, isNear, setState, setUp, shown, stateOf, valuesOf } from "./support/exhibits.mjs";

const { show } = await setUp();
const alone = (t, state = "", options) => show(t, exhibit("neuron", state), options);

/** The neuron's own definition, with tanh. */
const tanhNeuron = ({ w = 1.6, b = 0.8, x = -1.2 }) => Math.tanh(Number(w) * Number(x) + Number(b));

test("dragging a slider moves the number, the formula and the values", async (t) => {
  const page = await alone(t);
  const neuron = find(page);
  for (const name of ["w", "b", "x"]) {
    const before = await stateOf(neuron);
    await drag(page, page.locator(`input[name=${name}]`), [40, 0], [60, 3]);
    const state = await stateOf(neuron);
    assert.notEqual(state[name], before[name], name);
    isNear((await valuesOf(neuron)).y, tanhNeuron(state));
    assert.equal(await page.locator(`input[name=${name}-number]`).inputValue(), shown(Number(state[name]), 2));
  }
  const { w, b, x } = await stateOf(neuron);
  const formula = (await page.locator("math").textContent()).replaceAll(/\s/g, "");
  assert.ok(formula.includes(`${shown(Number(w), 2)}·x`), formula);
  assert.ok(formula.includes(shown(Math.abs(Number(b)), 2)), formula);
  assert.ok((await page.locator(".read").innerText()).includes(shown(tanhNeuron({ w, b, x }), 3)));
});

test("a number field takes full-width digits and every minus sign", async (t) => {
  const page = await alone(t);
  const field = page.locator("input[name=w-number]");
  for (const text of ["-1.5", "−1.5", "－１．５", "ー１．５", " –1.5", "-15e-1"]) {
    await setState(find(page), "");
    await field.fill(text);
    await field.press("Enter");
    assert.equal((await stateOf(find(page))).w, "-1.5", text);
    assert.equal(await field.inputValue(), "−1.50", text);
  }
});

test("a number field refuses rubbish, says so, and keeps the last good number", async (t) => {
  const page = await alone(t, "w=2.5");
  const field = page.locator("input[name=w-number]");
  for (const text of ["abc", "1e999", "NaN", "--1", "1,5", "", "9999999", "<b>1</b>"]) {
    await field.fill(text);
    assert.equal(await field.getAttribute("aria-invalid"), "true", text);
    assert.match(await page.locator(".field .hint").innerText(), /Expected a number between/, text);
    assert.equal((await stateOf(find(page))).w, "2.5", text);
    await field.press("Enter");
    assert.equal(await field.inputValue(), "2.50", text);
    assert.equal(await field.getAttribute("aria-invalid"), "false", text);
    assert.equal(await page.locator(".field .hint").count(), 0, text);
  }
});

test("a slider goes by keys alone: fine, coarse, to the ends, back to where it began", async (t) => {
  const page = await alone(t);
  const w = async () => Number((await stateOf(find(page))).w ?? 1.6);
  await page.keyboard.press("Tab");
  for (let i = 0; i < 60 && (await focused(page)) !== "w"; i += 1) await page.keyboard.press("Tab");
  assert.equal(await focused(page), "w", "Tab never came to the slider");
  const steps = [
    ["ArrowRight", 1.61],
    ["ArrowUp", 1.62],
    ["ArrowLeft", 1.61],
    ["ArrowDown", 1.6],
    ["Shift+ArrowRight", 1.7],
    ["Shift+ArrowLeft", 1.6],
    ["PageUp", 1.7],
    ["PageDown", 1.6],
    ["Home", -4],
    ["ArrowLeft", -4],
    ["End", 4],
    ["Delete", 1.6],
  ];
  for (const [key, expected] of steps) {
    await page.keyboard.press(key);
    assert.equal(await w(), expected, key);
    isNear((await valuesOf(find(page))).y, tanhNeuron({ w: expected }));
  }
  await page.keyboard.press("End");
  await page.locator("input[name=w]").dblclick();
  assert.equal(await w(), 1.6, "a double click");
});

/** The name of the control that has the focus, inside shadow roots too. */
const focused = (page) =>
  page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return active?.getAttribute("name");
  });

test("the point on the curve follows mouse, finger and keys along x", async (t) => {
  const page = await alone(t, "", { hasTouch: true });
  const neuron = find(page);
  const handle = page.locator(".handle");
  const x = async () => Number((await stateOf(neuron)).x ?? -1.2);

  const { width } = await page.locator(".overlay").boundingBox();
  await drag(page, handle, [width / 4, -80]);
  const dragged = await x();
  assert.ok(dragged > 1 && dragged < 3, `${dragged}`);
  isNear((await valuesOf(neuron)).y, tanhNeuron({ x: dragged }));
  await drawn(page);

  const session = await page.context().newCDPSession(page);
  const box = await handle.boundingBox();
  const touch = (type, dx) => {
    const touchPoints = type === "touchEnd" ? [] : [{ x: box.x + box.width / 2 + dx, y: box.y + box.height / 2 }];
    return session.send("Input.dispatchTouchEvent", { type, touchPoints });
  };
  await touch("touchStart", 0);
  for (let i = 1; i <= 5; i += 1) await touch("touchMove", -20 * i);
  await touch("touchEnd");
  const touched = await x();
  assert.ok(touched < dragged - 0.5, `${touched}`);

  await handle.focus();
  await page.keyboard.press("Home");
  assert.equal(await x(), -6);
  await page.keyboard.press("Shift+ArrowRight");
  assert.equal(await x(), -5.9);
  assert.equal(await handle.getAttribute("aria-valuenow"), "-5.9");
});

test("undo and redo go over gestures; a drag is one, a reset is one", async (t) => {
  const page = await alone(t, "w=2");
  await page.clock.install();
  await page.reload();
  const neuron = find(page);
  await neuron.evaluate((element) => element.ready);
  const state = () => neuron.evaluate((element) => element.state);
  const button = (name) => page.locator(`button[name=${name}]`);
  assert.deepEqual([await button("undo").isDisabled(), await button("redo").isDisabled()], [true, true]);
  assert.ok(await button("reset").isDisabled(), "there is nothing to reset");

  await page.clock.setFixedTime(Date.now());
  await drag(page, page.locator("input[name=w]"), [50, 0], [-30, 0], [70, 0]);
  const first = await state();
  assert.notEqual(first, "w=2");
  await page.clock.setFixedTime(Date.now() + 10_000);
  await page.locator("input[name=b]").press("PageUp");
  const second = await state();
  assert.ok(second.includes("b=0.9"), second);
  await page.clock.setFixedTime(Date.now() + 20_000);
  await button("reset").click();
  assert.equal(await state(), "w=2");

  await page.locator("input[name=b]").focus();
  for (const expected of [second, first, "w=2"]) {
    await page.keyboard.press("Control+z");
    assert.equal(await state(), expected);
  }
  assert.ok(await button("undo").isDisabled());
  for (const expected of [first, second, "w=2"]) {
    await page.keyboard.press("Control+Shift+Z");
    assert.equal(await state(), expected);
  }
  await button("undo").click();
  assert.equal(await state(), second);
  await button("redo").click();
  assert.equal(await state(), "w=2");
});
