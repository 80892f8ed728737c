// What is drawn is what the numbers say: the canvas, pixel by pixel.

import assert from "node:assert/strict";
import { test } from "node:test";
import { THEMES, drawn, exhibit, find, setState, setUp } from "./support/exhibits.mjs";
import { handle, stretches } from "./support/ink.mjs";

const { show } = await setUp();

/** The neuron's own definition. */
const CURVES = {
  tanh: Math.tanh,
  sigmoid: (z) => 1 / (1 + Math.exp(-z)),
  sine: Math.sin,
};

/** Where the value (x, y) lies on the chart, from where the handle stands for two known points. */
async function mapOf(element, { f, w, b }) {
  const at = async (x) => {
    await setState(element, `f=${f}&w=${w}&b=${b}&x=${x}&show=bend`);
    await drawn(element.page());
    return { ...(await handle(element)), value: CURVES[f](w * x + b) };
  };
  const [from, to] = [await at(-0.9), await at(0.9)];
  const perX = (to.x - from.x) / 1.8;
  const perY = (to.y - from.y) / (to.value - from.value);
  return { column: (x) => from.x + (x + 0.9) * perX, row: (y) => from.y + (y - from.value) * perY };
}

/** Holds the canvas to y = f(w·x + b) at three places. */
async function compare(element, { f, w, b }, map) {
  for (const x of [-4.2, -0.4, 3.7]) {
    const found = await stretches(element, map.column(x));
    assert.equal(found.length, 1, `expected one curve at x = ${x} for ${f}, w = ${w}: ${JSON.stringify(found)}`);
    const [top, bottom] = found[0];
    const expected = map.row(CURVES[f](w * x + b));
    assert.ok(Math.abs((top + bottom) / 2 - expected) <= 2, `${f} at x = ${x}, w = ${w}: expected row ${expected}, found ${top} to ${bottom}`);
  }
}

for (const [deviceScaleFactor, theme] of [[1, "light"], [1.5, "dark"], [3, "projector"], [1, "dark"]]) {
  test(`the curve on the canvas is that of the values, at ratio ${deviceScaleFactor}, ${theme}, and follows them`, async (t) => {
    const page = await show(t, exhibit("neuron", "", `theme="${theme}"`), { deviceScaleFactor });
    const element = find(page);
    for (const f of Object.keys(CURVES)) {
      const first = { f, w: 1, b: 0.4 };
      const map = await mapOf(element, first);
      await compare(element, first, map);
      // The person bends it: it must not stay as it was.
      await page.locator("input[name=w-number]").fill("-0.7");
      await page.locator("input[name=b]").press("PageUp");
      await drawn(page);
      await compare(element, { f, w: -0.7, b: 0.5 }, map);
    }
  });
}

test("a jump is a gap with an open and a filled dot", async (t) => {
  const page = await show(t, exhibit("neuron", "f=step&w=1&b=0&x=3&show=bend"), { deviceScaleFactor: 2 });
  const element = find(page);
  const at = async (x) => {
    await setState(element, `f=step&w=1&b=0&x=${x}&show=bend`);
    await drawn(page);
    return handle(element);
  };
  const [low, high] = [await at(-3), await at(3)];
  const middle = (low.x + high.x) / 2;
  const height = low.y - high.y;
  assert.ok(height > 40, `the two levels are ${height} px apart`);
  // Everywhere around the jump nothing lies between the levels but the dots themselves.
  for (let x = middle - 12; x <= middle + 12; x += 0.5) {
    for (const [top, bottom] of await stretches(element, x)) {
      const nearHigh = bottom <= high.y + 9;
      const nearLow = top >= low.y - 9;
      assert.ok(nearHigh || nearLow, `a riser at ${x - middle} px from the jump, from ${top} to ${bottom}`);
    }
  }
  const dots = async (level) => (await stretches(element, middle)).filter(([top, bottom]) => Math.abs((top + bottom) / 2 - level) < 9);
  // A filled dot is one stretch through its middle, an open one two, the rim above and below.
  assert.deepEqual([(await dots(low.y)).length, (await dots(high.y)).length], [1, 2]);
});

test("the chart is repainted when the theme of the page changes", async (t) => {
  const page = await show(t, exhibit("neuron", "show=bend"));
  const element = find(page);
  const place = await handle(element);
  for (const theme of [...THEMES, "auto"]) {
    await element.evaluate((element, theme) => element.setAttribute("theme", theme), theme);
    await drawn(page);
    // `stretches` looks for the colour of now.
    assert.equal((await stretches(element, place.x)).length, 1, theme);
  }
});

test("the canvas has the pixels of its box after it is resized", async (t) => {
  const page = await show(t, exhibit("neuron"), { deviceScaleFactor: 1.5 });
  for (const width of [1280, 700, 340]) {
    await page.setViewportSize({ width, height: 800 });
    await drawn(page);
    await drawn(page);
    const [pixels, box] = await find(page).evaluate(({ shadowRoot }) => {
      const canvas = shadowRoot.querySelector("canvas");
      return [canvas.width, canvas.clientWidth];
    });
    assert.ok(Math.abs(pixels - 1.5 * box) <= 1, `${pixels} pixels for ${box} px`);
  }
});
