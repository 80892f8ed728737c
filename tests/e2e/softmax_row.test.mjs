// Softmax over a row of points: the more there are, the lower the line.

import assert from "node:assert/strict";
import { test } from "node:test";
import { drag, drawn, exhibit, find, isNear, setUp, stateOf, valuesOf } from "./support/exhibits.mjs";

const { show } = await setUp();
const alone = (t, state = "", options) => show(t, exhibit("softmax_row", state), options);
async function press(page, n) {
  await page.locator(`button[name=n][value="${n}"]`).click();
  await drawn(page);
}

/** The share of the last of `n` points from −5 up to 5: the sum of a geometric series. */
const top = (n) => (1 - Math.exp(-10 / n)) / (1 - Math.exp(-10));

test("more points, lower shares: the note, the values and the words beside the line say so", async (t) => {
  const words = { en: (n) => `${n} points`, ja: (n) => `${n}点` };
  for (const [lang, pressed] of [["en", [10, 200, 1000]], ["ja", [50, 500]]]) {
    const page = await alone(t, "", { lang });
    for (const n of pressed) {
      await press(page, n);
      const values = await valuesOf(find(page));
      isNear(values.top, top(n));
      isNear(values.sum, 1);
      assert.deepEqual(await page.locator("button[name=n][aria-pressed=true]").allInnerTexts(), [String(n)]);
      assert.match(await page.locator(".gap").innerText(), new RegExp(top(n).toFixed(5)));
      assert.deepEqual(await page.locator(".overlay text").allTextContents(), [words[lang](100), words[lang](n)]);
    }
    await press(page, 100);
    assert.deepEqual(await page.locator(".overlay text").allTextContents(), [words[lang](100)], "nothing to compare it with");
  }
});

test("a share divided by the distance stays", async (t) => {
  const page = await alone(t);
  await page.locator("button[name=density]").click();
  assert.deepEqual(await stateOf(find(page)), { show: "density" });
  const limit = Math.E / (Math.exp(5) - Math.exp(-5));
  for (const n of [50, 200, 1000]) {
    await press(page, n);
    const { density, h } = await valuesOf(find(page));
    assert.ok(Math.abs(density / limit - 1) < h, `${n} points: ${density} beside ${limit}`);
  }
});

test("the point goes from neighbour to neighbour, by mouse and keys", async (t) => {
  const page = await alone(t, "n=10");
  await page.locator(".handle").scrollIntoViewIfNeeded();
  await drag(page, page.locator(".handle"), [150, 0]);
  await drawn(page);
  const { at, p } = await valuesOf(find(page));
  assert.ok(Number.isInteger(at) && at > 1, `${at}`);
  isNear(p, top(10) * Math.exp(at - 4));
  await page.locator(".handle").press("ArrowLeft");
  isNear((await valuesOf(find(page))).at, at - 1);
  await page.locator("input[name=x]").press("End");
  isNear((await valuesOf(find(page))).at, 4);
  await page.locator("input[name=x-number]").fill("-4.4");
  isNear((await valuesOf(find(page))).at, -4);
});
