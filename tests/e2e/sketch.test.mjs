// A curve drawn by hand, with mouse, finger and keys; and nothing of the truth before it is shown.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LANGUAGES, drawn, exhibit, find, heard, isNear, listen, setState, setUp, shown, stateOf, valuesOf } from "./support/exhibits.mjs";
import { stretches } from "./support/ink.mjs";

const { show } = await setUp();
const alone = (t, state = "", options) => show(t, exhibit("sketch", state), options);

const sigmoid = (x) => 1 / (1 + Math.exp(-x));
const slope = (x) => sigmoid(x) * (1 - sigmoid(x));
const PLACES = Array.from({ length: 13 }, (_, i) => i - 6);

/** Where a value lies in the window, from where the points stand: at y = 0 while they are not set. */
async function mapOf(page, end = 1.5) {
  const knobs = page.locator(".handle .knob");
  const [first, last] = await Promise.all([knobs.first().boundingBox(), knobs.last().boundingBox()]);
  const chart = await page.locator(".overlay").boundingBox();
  const perX = (last.x - first.x) / 12;
  // The axis has 16 px of air above and 32 px of numbers below, and 0 is in its middle.
  const perY = (chart.height - 48) / (2 * end);
  return ([x, y]) => [first.x + first.width / 2 + (x + 6) * perX, first.y + first.height / 2 - y * perY];
}

const guess = async (page) => (await stateOf(find(page))).guess?.split(",").map((text) => (text === "" ? null : Number(text))) ?? [];
const button = (page) => page.locator("button[name=show]");

/** Presses at the first of the places, in values, goes through the others, and lets go. */
async function draw(page, map, places) {
  await page.mouse.move(...map(places[0]));
  await page.mouse.down();
  for (const place of places.slice(1)) await page.mouse.move(...map(place), { steps: 6 });
  await page.mouse.up();
}

test("a drag across the chart sets every point to where the mouse passed it", async (t) => {
  const page = await alone(t, "of=dy&given=y");
  await listen(page, "kassei-change");
  const map = await mapOf(page);
  await draw(page, map, PLACES.map((x) => [x, x / 6]));
  const set = await guess(page);
  PLACES.forEach((x, i) => isNear(set[i], x / 6, 0.06));
  assert.deepEqual(await valuesOf(find(page)), { set: 13, points: 13 });
  assert.ok((await heard(page)).length > 0);

  // Over a part of it once more: the rest stays.
  await draw(page, map, [[1, 1.2], [3, 1.2]]);
  const again = await guess(page);
  assert.deepEqual(again.slice(0, 7), set.slice(0, 7));
  assert.deepEqual(again.slice(10), set.slice(10));
  for (const i of [7, 8, 9]) isNear(again[i], 1.2, 0.03);
});

test("a finger draws in any direction, and the page stays where it is", async (t) => {
  const page = await alone(t, "", { hasTouch: true, viewport: { width: 360, height: 800 } });
  const map = await mapOf(page);
  const session = await page.context().newCDPSession(page);
  const touch = (type, ...place) => session.send("Input.dispatchTouchEvent", { type, touchPoints: place.map(([x, y]) => ({ x, y })) });
  await touch("touchStart", map([-2, -1]));
  for (let i = 1; i <= 10; i += 1) await touch("touchMove", map([-2, -1 + 0.2 * i]));
  for (let i = 1; i <= 10; i += 1) await touch("touchMove", map([-2 + 0.41 * i, 1]));
  await touch("touchEnd");
  const set = await guess(page);
  for (const i of [4, 5, 6, 7, 8]) isNear(set[i], 1, 0.05);
  assert.deepEqual(set.slice(9), [null, null, null, null]);
  assert.equal(await page.evaluate(() => scrollY), 0);
});

test("keys set a point, move on to its neighbours, and clear it", async (t) => {
  const page = await alone(t);
  await page.locator("button[name=full-screen]").focus();
  await page.keyboard.press("Tab");
  const focused = () => find(page).evaluate(({ shadowRoot }) => shadowRoot.activeElement.getAttribute("aria-label"));
  assert.equal(await focused(), "Point at x = minus 6");
  const steps = [
    ["ArrowUp", 0.05],
    ["Shift+ArrowUp", 0.55],
    ["ArrowDown", 0.5],
    ["PageDown", 0],
    ["PageUp", 0.5],
    ["Home", -1.5],
    ["End", 1.5],
  ];
  for (const [key, y] of steps) {
    await page.keyboard.press(key);
    assert.equal((await guess(page))[0], y, key);
  }
  const handle = page.locator(".handle").first();
  assert.deepEqual(
    [await handle.getAttribute("role"), await handle.getAttribute("aria-valuenow"), await handle.getAttribute("aria-valuetext")],
    ["slider", "1.5", "1.5"],
  );
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  assert.equal(await focused(), "Point at x = minus 4");
  await page.keyboard.press("ArrowDown");
  assert.deepEqual((await guess(page)).slice(0, 4), [1.5, null, -0.05, null]);
  await page.keyboard.press("ArrowLeft");
  assert.equal(await focused(), "Point at x = minus 5");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Delete");
  assert.deepEqual((await guess(page)).slice(0, 3), [null, null, -0.05]);
  assert.equal(await handle.getAttribute("aria-valuetext"), "not set");
});

test("one point alone is dragged from anywhere on the chart", async (t) => {
  const page = await alone(t, "of=dy&given=y&at=2");
  const chart = await page.locator(".overlay").boundingBox();
  await page.mouse.move(chart.x + 60, chart.y + 60);
  await page.mouse.down();
  await page.mouse.move(chart.x + 90, chart.y + chart.height / 3, { steps: 3 });
  await page.mouse.up();
  const [y] = await guess(page);
  assert.ok(y > 0.3 && y < 0.7, `${y}`);
  assert.ok(await button(page).isEnabled());
});

test("nothing tells the truth before it is shown", async (t) => {
  for (const lang of LANGUAGES) {
    const page = await alone(t, "of=dy&given=y&guess=0,0,0,0,0,0,0,0,0,0,0,0,0.4", { lang, alive: false });
    await page.clock.install();
    await page.reload();
    await find(page).evaluate((element) => element.ready);
    await page.locator("button[name=table]").click();
    await page.locator(".handle").first().press("ArrowUp");
    await page.clock.fastForward(5000);
    assert.deepEqual(Object.keys(await valuesOf(find(page))), ["set", "points"]);
    const text = await find(page).evaluate(({ shadowRoot }) => shadowRoot.querySelector(".root").outerHTML);
    assert.ok((await page.locator("[aria-live=polite]").textContent()).includes("13"));
    for (const x of PLACES) {
      for (const digits of [3, 4]) {
        const number = slope(x).toFixed(digits);
        // 0.002 is 1 − 0.998: as a value of the given curve it may stand there.
        const given = PLACES.some((x) => sigmoid(x).toFixed(4).startsWith(number));
        assert.ok(given || !text.includes(number), `${number} in ${text}`);
      }
    }
    const { width } = await page.locator(".overlay").boundingBox();
    for (const share of [0.3, 0.5, 0.6, 0.8]) assert.deepEqual(await stretches(find(page), share * width, "d"), []);
  }
});

test("a complete guess is measured against the truth, and can be tried again", async (t) => {
  const page = await alone(t, "of=dy&given=y");
  assert.ok(await button(page).isDisabled());
  await setState(find(page), `of=dy&given=y&guess=${PLACES.map((x) => (x === -3 ? 0.5 : 0.1)).join(",")}`);
  await drawn(page);
  assert.equal(await page.locator(".handle").count(), 13);
  await button(page).focus();
  await page.keyboard.press("Enter");
  await drawn(page);
  const values = await valuesOf(find(page));
  const gaps = PLACES.map((x) => Math.abs(slope(x) - (x === -3 ? 0.5 : 0.1)));
  isNear(values.gap, Math.max(...gaps));
  assert.equal(values.gap_x, -3);
  isNear(values.rms, Math.sqrt(gaps.reduce((sum, gap) => sum + gap * gap, 0) / 13));
  PLACES.forEach((x, i) => isNear(values[`truth${i + 1}`], slope(x)));
  const read = await page.locator(".read dd").allInnerTexts();
  assert.deepEqual(read, ["13 / 13", shown(values.gap, 3), "−3.00", shown(values.rms, 3)]);
  assert.equal(await page.locator(".overlay .guide").count(), 13);
  assert.equal(await page.locator(".handle").count(), 0);
  const { width } = await page.locator(".overlay").boundingBox();
  assert.ok((await stretches(find(page), 0.6 * width, "d")).length > 0);
  assert.equal((await stateOf(find(page))).shown, "1");

  // The button is the same, and has kept the focus.
  await page.keyboard.press("Enter");
  await drawn(page);
  assert.deepEqual(await stateOf(find(page)), { of: "dy", given: "y" });
  assert.equal(await page.locator(".handle.open").count(), 13);
});

test("what was drawn is a link, and half a guess too", async (t) => {
  const page = await alone(t, "at=-1,0,1&guess=,0.5,");
  assert.deepEqual(await page.locator(".read dd").first().innerText(), "1 / 3");
  assert.equal(await page.locator(".problems").count(), 0);
  await page.locator("button[name=table]").click();
  assert.deepEqual(await page.locator(".sheet tbody tr").nth(1).locator("th, td").allInnerTexts(), ["0", "0.50"]);
});
