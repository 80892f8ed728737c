// From the net to the neuron to f: the focus moves by click, button and key, and the numbers are live.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LANGUAGES, drawn, exhibit, find, isNear, setUp, shown, stateOf, valuesOf } from "./support/exhibits.mjs";

const { show } = await setUp();
const alone = (t, state = "", options) => show(t, exhibit("anatomy", state), { reducedMotion: "reduce", ...options });

const FOCUS = ["net", "neuron", "f"];
const sigmoid = (z) => 1 / (1 + Math.exp(-z));
const panes = (page) => page.locator(".diagram .pane");
const boxes = (page) => Promise.all([0, 1, 2].map((i) => panes(page).nth(i).locator("> path").first().boundingBox()));
const focus = async (page) => (await stateOf(find(page))).at ?? "net";

/** The pane in focus is the only large one, and is marked. */
async function isInFocus(page, at) {
  await drawn(page);
  assert.equal(await focus(page), at);
  const widths = (await boxes(page)).map(({ width }) => width);
  const place = FOCUS.indexOf(at);
  widths.forEach((width, i) => assert.ok(i === place || width < 0.6 * widths[place], `${at}: ${widths}`));
  assert.equal(await panes(page).nth(place).getAttribute("class"), "pane on");
  assert.equal(await page.locator(`button[name=at-${at}]`).getAttribute("aria-pressed"), "true");
  assert.equal(await page.locator(".diagram").getAttribute("aria-valuenow"), String(place));
}

for (const width of [360, 1000]) {
  test(`the focus moves by click, button and key, at ${width} px, and everything stays in sight`, async (t) => {
    const page = await alone(t, "", { viewport: { width, height: 900 } });
    await isInFocus(page, "net");
    for (const at of ["neuron", "f", "net"]) {
      await panes(page).nth(FOCUS.indexOf(at)).click({ position: { x: 8, y: 8 } });
      await isInFocus(page, at);
    }
    for (const at of ["f", "neuron", "net"]) {
      await page.locator(`button[name=at-${at}]`).click();
      await isInFocus(page, at);
      const stage = await page.locator(".stage").boundingBox();
      const all = await boxes(page);
      for (const [i, box] of all.entries()) {
        assert.ok(box.x >= stage.x && box.x + box.width <= stage.x + stage.width, `${at}: pane ${i} is cut off`);
        assert.ok(box.y >= stage.y && box.y + box.height <= stage.y + stage.height, `${at}: pane ${i} is cut off`);
        for (const other of all.slice(i + 1)) {
          const apart = box.x + box.width < other.x || other.x + other.width < box.x || box.y + box.height < other.y || other.y + other.height < box.y;
          assert.ok(apart, `${at}: panes overlap`);
        }
      }
    }
    await page.locator(".diagram").focus();
    for (const [key, at] of [["ArrowRight", "neuron"], ["ArrowRight", "f"], ["ArrowRight", "f"], ["Home", "net"], ["End", "f"], ["ArrowLeft", "neuron"]]) {
      await page.keyboard.press(key);
      await isInFocus(page, at);
    }
  });
}

test("a tap moves the focus too", async (t) => {
  const page = await alone(t, "", { hasTouch: true, viewport: { width: 360, height: 900 } });
  await panes(page).nth(2).tap({ position: { x: 8, y: 8 } });
  await isInFocus(page, "f");
});

test("the numbers in the pictures are those of the sliders", async (t) => {
  const words = (page) => page.locator(".diagram .pane.on text").allTextContents();
  for (const lang of LANGUAGES) {
    const page = await alone(t, "at=neuron", { lang });
    await page.locator("input[name=w-number]").fill("-0.5");
    await page.locator("input[name=b]").press("PageUp");
    await page.locator("input[name=x-number]").fill("3");
    const z = -0.5 * 3 + 0.9;
    isNear((await valuesOf(find(page))).y, sigmoid(z));
    const [number, y] = [shown(z, 2), shown(sigmoid(z), 2)];
    await drawn(page);
    const inNeuron = (await words(page)).slice(1);
    assert.deepEqual(inNeuron, ["x", "0", "b", "y", "3.00", "×−0.50", "+0.90", `z = ${number}`, y]);
    await page.locator("button[name=at-net]").click();
    await drawn(page);
    assert.deepEqual((await words(page)).slice(1), ["x", "0", "3.00", "−0.50", "+0.90", y]);
    await page.locator("button[name=at-f]").click();
    await drawn(page);
    assert.deepEqual((await words(page)).slice(1), ["z", "y", number, y]);
    assert.deepEqual(await page.locator(".read dd").allInnerTexts(), [shown(3, 3), shown(z, 3), shown(sigmoid(z), 3)]);
  }
});

test("the curve in the picture is that of the function", async (t) => {
  const page = await alone(t, "at=f");
  const curve = () => panes(page).nth(2).locator("path[fill=none]").nth(1).getAttribute("d");
  await drawn(page);
  const before = await curve();
  await page.locator("button[name=f][value=relu]").click();
  await drawn(page);
  assert.notEqual(await curve(), before);
  assert.equal((await valuesOf(find(page))).y, 0);
  // A jump is a gap.
  await page.locator("button[name=f][value=step]").click();
  await drawn(page);
  assert.equal((await curve()).split("M").length - 1, 2);
});

test("the panes travel, unless one prefers that nothing moves", async (t) => {
  for (const [reducedMotion, property] of [["no-preference", "transform"], ["reduce", "none"]]) {
    const page = await alone(t, "", { reducedMotion });
    const transition = await panes(page).first().evaluate((pane) => {
      const { transitionProperty, transitionDuration } = getComputedStyle(pane);
      return transitionDuration === "0s" ? "none" : transitionProperty;
    });
    assert.equal(transition, property);
  }
});
