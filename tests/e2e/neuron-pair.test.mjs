// The neuron with two inputs: the way there and back, the point on the map by mouse, finger and keys, typed numbers.

import assert from "node:assert/strict";
import { test } from "node:test";
import { drag, drawn, exhibit, find, isNear, setUp, shown, stateOf, valuesOf } from "./support/exhibits.mjs";

const { show } = await setUp();
const alone = (t, state = "", options) => show(t, exhibit("neuron", state), options);

const point = (page) => page.locator(".grip");
const inputs = async (page) => (await stateOf(find(page))).x.split(",").map(Number);

test("a second input comes and goes, and the first neuron is what it was", async (t) => {
  const page = await alone(t);
  const before = await valuesOf(find(page));
  await page.locator("button[name=two]").focus();
  await page.keyboard.press("Enter");
  await drawn(page);
  assert.deepEqual(await stateOf(find(page)), { w: "1.6,1", x: "-1.2,0" });
  const values = await valuesOf(find(page));
  assert.deepEqual(Object.keys(values), ["z", "y", "dy1", "dy2"]);
  isNear(values.z, before.z);
  isNear(values.dy1, before.dy);
  const focused = await find(page).evaluate(({ shadowRoot }) => shadowRoot.activeElement?.getAttribute("name"));
  assert.equal(focused, "two", "the button keeps the focus");
  await page.locator("button[name=two]").click();
  await drawn(page);
  assert.deepEqual(await stateOf(find(page)), {});
  assert.deepEqual(await valuesOf(find(page)), before);
});

test("the point is dragged over the map, comes to the hand, and goes by keys", async (t) => {
  const page = await alone(t, "w=1,-2&b=0.5&x=1,0");
  const { width, height } = await page.locator(".overlay").boundingBox();
  const [across, up] = [(width - 62) / 12, (height - 48) / 8];
  await drag(page, page.locator(".grip .knob"), [2 * across, -1.5 * up]);
  const [x1, x2] = await inputs(page);
  assert.ok(Math.abs(x1 - 3) < 0.1 && Math.abs(x2 - 1.5) < 0.1, `${x1}, ${x2}`);
  const values = await valuesOf(find(page));
  isNear(values.z, x1 - 2 * x2 + 0.5);
  isNear(values.y, Math.tanh(values.z));
  isNear(values.dy2, -2 * (1 - values.y ** 2));
  const formula = await page.locator("math").textContent();
  assert.ok(formula.includes("1.00") && formula.includes("2.00") && formula.includes("0.50"), formula);
  assert.ok((await page.locator(".path").innerText()).includes(shown(-2 * x2, 2)));

  const chart = await page.locator(".overlay").boundingBox();
  await page.mouse.click(chart.x + 46 + 3 * across, chart.y + 16 + 2 * up);
  const [left, top] = await inputs(page);
  assert.ok(Math.abs(left + 3) < 0.1 && Math.abs(top - 2) < 0.1, `${left}, ${top}`);

  await point(page).focus();
  const steps = [
    ["ArrowRight", 0.05, 0],
    ["Shift+ArrowDown", 0, -0.5],
    ["PageUp", 0, 0.5],
    ["ArrowLeft", -0.05, 0],
  ];
  for (const [key, dx1, dx2] of steps) {
    const [a, b] = await inputs(page);
    await page.keyboard.press(key);
    const [c, d] = await inputs(page);
    isNear(c, a + dx1, 1e-6);
    isNear(d, b + dx2, 1e-6);
  }
  await page.keyboard.press("Home");
  assert.equal((await inputs(page))[0], -6);
});

test("huge weights stay finite and readable, rubbish is refused", async (t) => {
  const page = await alone(t, "f=relu&w=1000000,-1000000&b=1000000&x=1000000,-1000000");
  const values = await valuesOf(find(page));
  for (const value of Object.values(values)) assert.ok(Number.isFinite(value));
  isNear(values.z, 2e12 + 1e6);
  const field = page.locator("input[name=w2-number]");
  await field.fill("abc");
  assert.equal(await field.getAttribute("aria-invalid"), "true");
  await field.press("Enter");
  assert.equal((await stateOf(find(page))).w, "1000000,-1000000");
  await field.fill("0.5");
  assert.equal((await stateOf(find(page))).w, "1000000,0.5");
});
