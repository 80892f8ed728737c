// Softmax: scores become shares.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LANGUAGES, drag, exhibit, find, isNear, setUp, shown, stateOf, valuesAt, valuesOf } from "./support/exhibits.mjs";

const { show } = await setUp();
const alone = (t, state = "", options) => show(t, exhibit("softmax", state), options);

/** By its definition. */
function softmax(z, t = 1) {
  const largest = Math.max(...z);
  const exponentials = z.map((score) => Math.exp((score - largest) / t));
  const sum = exponentials.reduce((a, b) => a + b);
  return exponentials.map((e) => e / sum);
}

async function holds(page, z, t) {
  const values = await valuesOf(find(page));
  softmax(z, t).forEach((p, i) => isNear(values[`p${i + 1}`], p, 1e-12));
  isNear(values.sum, 1, 1e-15);
}

const shares = (page) => page.locator(".row .share small").allInnerTexts();

test("the default gives 猫, ネコ and 陰口を聞く女 their shares", async (t) => {
  for (const lang of LANGUAGES) {
    const page = await alone(t, "", { lang });
    const words = await page.locator(".row .word input").evaluateAll((inputs) => inputs.map(({ value }) => value));
    assert.deepEqual(words, ["猫", "ネコ", "陰口を聞く女"]);
    assert.deepEqual(await shares(page), ["0.730", "0.268", "0.002"]);
    assert.deepEqual(await page.locator(".row .share b").allInnerTexts(), ["73.0 %", "26.8 %", "0.2 %"]);
    await holds(page, [5, 4, -1]);
  }
});

test("scores are dragged, typed and shifted", async (t) => {
  const page = await alone(t);
  await page.locator("input[name=z2-number]").fill("５.５");
  await holds(page, [5, 5.5, -1]);
  await drag(page, page.locator("input[name=z3]"), [40, 0], [60, 0]);
  const z = (await stateOf(find(page))).z.split(",").map(Number);
  assert.notEqual(z[2], -1);
  await holds(page, z);
  const before = await shares(page);
  await page.locator("button[name=shift]").click();
  assert.deepEqual((await stateOf(find(page))).z.split(",").map(Number), z.map((score) => score + 1));
  assert.deepEqual(await shares(page), before);
});

test("the temperature levels and sharpens", async (t) => {
  const page = await alone(t);
  for (const temperature of [0.1, 0.5, 2, 5, 1000]) {
    await page.locator("input[name=t-number]").fill(String(temperature));
    await holds(page, [5, 4, -1], temperature);
  }
  await page.locator("input[name=t]").press("End");
  await holds(page, [5, 4, -1], 5);
});

test("the right answer brings the cross-entropy and p − y", async (t) => {
  const page = await alone(t);
  await page.locator("select[name=target]").selectOption({ label: "ネコ" });
  const values = await valuesOf(find(page));
  const p = softmax([5, 4, -1]);
  isNear(values.loss, -Math.log(p[1]), 1e-12);
  assert.deepEqual([values.g1, values.g2, values.g3].map((g) => shown(g, 3)), ["0.730", "−0.732", "0.002"]);
  assert.deepEqual(await page.locator(".row .delta").allInnerTexts(), ["p − y 0.730", "p − y −0.732", "p − y 0.002"]);
  assert.equal(await page.locator(".bar .pull").count(), 3);
  assert.ok((await page.locator(".read").innerText()).includes(shown(-Math.log(p[1]), 3)));
  await page.locator("select[name=target]").selectOption("");
  assert.equal(await page.locator(".row .delta").count(), 0);
  assert.equal((await valuesOf(find(page))).loss, undefined);
});

test("there are two to eight words", async (t) => {
  const page = await alone(t);
  const [add, rows] = [page.locator("button[name=add]"), page.locator(".row")];
  for (let n = 4; n <= 8; n += 1) {
    await add.click();
    assert.equal(await rows.count(), n);
    await holds(page, [5, 4, -1, 0, 0, 0, 0, 0].slice(0, n));
  }
  assert.ok(await add.isDisabled());
  await page.locator("input[name=label8]").fill("ねこ");
  await page.locator("button[name=remove1]").click();
  await holds(page, [4, -1, 0, 0, 0, 0, 0]);
  assert.equal(await page.locator("input[name=label7]").inputValue(), "ねこ");
  for (let n = 6; n >= 2; n -= 1) {
    await page.locator("button[name=remove1]").click();
    assert.equal(await rows.count(), n);
  }
  assert.ok(await page.locator("button[name=remove1]").isDisabled());
  await holds(page, [0, 0]);
});

test("an example brings its words and scores", async (t) => {
  const page = await alone(t);
  await page.locator("select[name=preset]").selectOption("1");
  assert.equal(await page.locator("input[name=label1]").inputValue(), "sun");
  await holds(page, [2, 1.5, 0.5, -3]);
  await page.locator("select[name=preset]").selectOption("0");
  await holds(page, [5, 4, -1]);
  assert.equal(await find(page).evaluate(({ state }) => state), "");
});

test("the path goes through exp, sum and divide", async (t) => {
  const page = await alone(t);
  await page.locator("button[name=path]").click();
  const cells = await page.locator(".steps tbody tr").nth(1).locator("td").allInnerTexts();
  const [e, sum] = [Math.exp(-1), 1 + Math.exp(-1) + Math.exp(-6)];
  assert.deepEqual(cells.slice(0, 3), ["4.0", "−1.00", e.toFixed(3)]);
  assert.equal(cells[3], `${e.toFixed(3)} ÷ ${sum.toFixed(3)} = ${(e / sum).toFixed(3)}`);
});

test("no score is too large", async (t) => {
  const page = await alone(t);
  for (const z of [[1e6, 1e6 - 1, -1e6], [-1e6, -1e6, -1e6], [1e6, -1e6]]) {
    await valuesAt(find(page), `z=${z}`);
    await holds(page, z);
  }
  assert.equal(await page.locator(".problems").count(), 0);
});

test("a word is text, whatever it says", async (t) => {
  const page = await alone(t);
  const word = '<img src=x onerror="fail()">, &amp; \\';
  await page.locator("input[name=label1]").fill(word);
  assert.equal((await stateOf(find(page))).labels.startsWith("<img src=x onerror"), true);
  assert.ok((await page.locator(".read").innerText()).includes(word));
  assert.ok((await page.locator("math").textContent()).includes(word));
  const state = await find(page).evaluate(({ state }) => state);
  await valuesAt(find(page), "");
  await valuesAt(find(page), state);
  assert.equal(await page.locator("input[name=label1]").inputValue(), word, "a round trip through the state");
  assert.equal(await find(page).evaluate(({ shadowRoot }) => shadowRoot.querySelector("img")), null);
});
