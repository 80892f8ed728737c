// Layers that fold into one: the goal is to fold three lines into one and read its numbers, and then to bend.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LANGUAGES, drag, drawn, exhibit, find, isNear, setUp, shown, stateOf, valuesAt, valuesOf } from "./support/exhibits.mjs";

const { show } = await setUp();
const alone = (t, state = "", options) => show(t, exhibit("collapse", state), options);

const formula = (page) => page.locator(".pleat [role=math]").getAttribute("aria-label");
const drawnFormula = async (page) => (await page.locator(".pleat [role=math]").textContent()).replaceAll(/\s/g, "");
const note = (page) => page.locator(".gap").first();
const reads = (page) => page.locator(".read dd").allInnerTexts();
const layer = (page, n) => page.locator(`button[name=at][value="${n}"]`);

test("three layers fold into one line whose numbers are read, and a bend stops that", async (t) => {
  const words = { en: ["Next", "one line", "stops"], ja: ["次は", "一本の直線", "たためません"] };
  for (const lang of LANGUAGES) {
    const page = await alone(t, "", { lang });
    assert.equal(await formula(page), "y = −1.25·(−1.60·(1.20·x − 0.60) + 0.40) + 0.20");
    const [fold, unfold] = ["fold", "unfold"].map((name) => page.locator(`button[name=${name}]`));
    assert.ok(await unfold.isDisabled());
    const [next, folded, stops] = words[lang];
    const product = await note(page).innerText();
    assert.ok(product.includes(next) && product.includes("−1.60 · 1.20 = −1.92"), product);
    await fold.press("Enter");
    assert.equal(await formula(page), "y = −1.25·(−1.92·x + 1.36) + 0.20");
    await fold.click();
    assert.equal(await formula(page), "y = 2.40·x − 1.50");
    assert.equal(await drawnFormula(page), "y=2.40·x−1.50");
    assert.ok(await fold.isDisabled());
    assert.ok((await note(page).innerText()).includes(folded));
    const { w_total: w, b_total: b, y } = await valuesOf(find(page));
    isNear(w, 2.4);
    isNear(b, -1.5);
    isNear(y, w + b);
    assert.deepEqual((await reads(page)).slice(0, 2), ["2.400", "−1.500"]);

    await page.locator("select[name=f]").selectOption("tanh");
    const values = await valuesOf(find(page));
    assert.ok(!("w_total" in values) && !("b_total" in values), "there is no such number");
    assert.equal(values.left, 2);
    isNear(values.y, 2 * Math.tanh(0.6) - 0.3);
    assert.ok(values.rmse < 0.25 && values.rmse_line > 0.79, "the same numbers beat every line");
    assert.equal(await formula(page), "y = 2.00·tanh(1.20·x − 0.60) − 0.30");
    assert.ok((await page.locator(".gap.stuck").innerText()).includes(stops));
    assert.deepEqual((await reads(page)).slice(0, 3), ["–", "–", shown(values.rmse, 3)]);
    await unfold.click();
    assert.equal(await formula(page), "y = −1.25·(−1.60·tanh(1.20·x − 0.60) + 0.40) + 0.20");
    await page.locator("button[name=undo]").click();
    assert.ok((await valuesOf(find(page))).left < 3);
  }
});

test("whatever the layers are, the line is the product, and no line beats the best", async (t) => {
  const page = await alone(t, "show=best");
  for (const [n, w, b] of [[1, "0.5", "1"], [2, "-2", "0.25"], [3, "-0.4", "-0.5"]]) {
    await layer(page, n).click();
    await page.locator(`input[name=w${n}-number]`).fill(w);
    await page.locator(`input[name=b${n}-number]`).fill(b);
  }
  // −0.4·(−2·(0.5x + 1) + 0.25) − 0.5 = 0.4x + 0.2
  let values = await valuesOf(find(page));
  isNear(values.w_total, 0.4);
  isNear(values.b_total, 0.2);
  assert.ok(values.rmse > values.rmse_line);
  await drag(page, page.locator("input[name=w3]"), [30, 0], [55, 2]);
  const { w, b } = await stateOf(find(page));
  const [ws, bs] = [w, b].map((list) => list.split(",").map(Number));
  assert.notEqual(ws[2], -0.4);
  values = await valuesOf(find(page));
  isNear(values.w_total, ws[0] * ws[1] * ws[2]);
  isNear(values.b_total, ws[2] * (ws[1] * bs[0] + bs[1]) + bs[2]);
  await page.locator("input[name=w3]").press("Delete");
  isNear((await valuesOf(find(page))).w_total, 0.5 * -2 * -1.25);
  // What least squares says, set by hand, cannot be bettered.
  for (const name of ["fewer", "fewer"]) await page.locator(`button[name=${name}]`).click();
  await page.locator("input[name=w1-number]").fill("0.471076923076923");
  await page.locator("input[name=b1-number]").fill("-0.464");
  values = await valuesOf(find(page));
  isNear(values.rmse, values.rmse_line, 1e-12);
  assert.deepEqual(await page.locator(".overlay text").allTextContents(), ["best line", "y = w′·x + b′"]);
});

test("there are one to six layers, and those that come change nothing", async (t) => {
  const page = await alone(t);
  const [more, fewer, layers] = [page.locator("button[name=more]"), page.locator("button[name=fewer]"), page.locator("button[name=at]")];
  for (let n = 4; n <= 6; n += 1) {
    await more.press("Enter");
    assert.equal(await layers.count(), n);
    isNear((await valuesOf(find(page))).w_total, 2.4);
  }
  assert.ok(await more.isDisabled());
  for (let i = 0; i < 5; i += 1) await page.locator("button[name=fold]").click();
  assert.equal(await formula(page), "y = 2.40·x − 1.50");
  await layer(page, 6).click();
  assert.equal(await page.locator("select[name=f]").count(), 0, "nothing follows the last layer");
  for (let n = 5; n >= 1; n -= 1) {
    await fewer.click();
    assert.equal(await layers.count(), n);
  }
  assert.ok(await fewer.isDisabled());
  assert.equal((await stateOf(find(page))).n, "1");
});

test("the identity folds, and whatever bends does not, wherever it stands", async (t) => {
  const page = await alone(t, "fold=2");
  const ids = await page.locator("select[name=f] option").evaluateAll((all) => all.map(({ value }) => value).filter((id) => id));
  assert.ok(ids.length >= 29);
  for (const id of ids) {
    for (const f of [id, `,${id}`]) {
      const values = await valuesAt(find(page), `fold=2&f=${f}`);
      assert.equal(values.left, id === "identity" ? 1 : 2, f);
      assert.equal("w_total" in values, id === "identity", f);
    }
  }
  assert.equal((await valuesAt(find(page), "f=tanh,relu")).left, 3);
});

test("no plane has all of XOR right, however it is turned, and a ReLU has", async (t) => {
  const page = await alone(t);
  await page.locator("button[name=in-2]").click();
  assert.deepEqual(await stateOf(find(page)), { in: "2", n: "2" });
  assert.equal(await formula(page), "y = [1.00 −2.00]·([1.00 1.00; 1.00 1.00]·𝐱 + [0.00; −1.00]) + 0.00");
  await page.locator("button[name=fold]").click();
  assert.equal(await formula(page), "y = [−1.00 −1.00]·𝐱 + 2.00");
  let values = await valuesOf(find(page));
  assert.deepEqual([values.w1_total, values.w2_total, values.b_total, values.right], [-1, -1, 2, 3]);
  const signs = () => page.locator(".overlay text.z").allTextContents();
  await drawn(page);
  assert.deepEqual(await signs(), ["2.00 ✗", "1.00 ✓", "1.00 ✓", "0.00 ✓"]);
  let seed = 0;
  for (let i = 0; i < 60; i += 1) {
    const number = () => (8 * Math.sin((seed += 1.7)) - 1).toFixed(2);
    const list = (length) => Array.from({ length }, number).join(",");
    const { right } = await valuesAt(find(page), `in=2&n=3&w=${list(10)}&b=${list(5)}`);
    assert.ok(right <= 3, `${right}`);
  }
  await valuesAt(find(page), "in=2&n=2");
  await page.locator("select[name=f]").selectOption("relu");
  values = await valuesOf(find(page));
  assert.equal(values.right, 4);
  assert.ok(!("w1_total" in values));
  await drawn(page);
  assert.deepEqual(await signs(), ["0.00 ✓", "1.00 ✓", "1.00 ✓", "0.00 ✓"]);
  assert.equal(await page.locator(".gap.same").count(), 1);
  await page.locator("input[name=w4]").press("ArrowRight");
  assert.equal((await stateOf(find(page))).w, "1,1,1,1.01,1,-2");
  await layer(page, 2).click();
  assert.deepEqual(await page.locator(".layer .num").evaluateAll((all) => all.map(({ name }) => name)), ["w5-number", "w6-number", "b3-number"]);
});

test("the point goes along the curve by mouse and keys", async (t) => {
  const page = await alone(t, "f=tanh");
  await drag(page, page.locator(".handle"), [-90, 0]);
  const x = Number((await stateOf(find(page))).x);
  assert.ok(x < 0, `${x}`);
  isNear((await valuesOf(find(page))).y, 2 * Math.tanh(1.2 * x - 0.6) - 0.3);
  await page.locator(".handle").press("End");
  assert.equal((await stateOf(find(page))).x, "6");
});

test("a small page has the same words with its style and without", async (t) => {
  const page = await alone(t);
  await page.locator("button[name=page]").click();
  const leaf = page.locator(".leaf");
  const look = () => leaf.evaluate((leaf) => [leaf.innerText, getComputedStyle(leaf.querySelector(".name")).backgroundColor]);
  const [words, bare] = await look();
  await page.locator("button[name=styled]").click();
  const [same, dressed] = await look();
  assert.equal(same.replaceAll(/\s+/g, " "), words.replaceAll(/\s+/g, " "));
  assert.notEqual(dressed, bare);
  assert.equal((await stateOf(find(page))).show, "page,style");
  assert.equal(await page.locator("button[name=bare]").getAttribute("aria-pressed"), "false");
  await page.locator("button[name=bare]").click();
  assert.deepEqual(await look(), [words, bare]);
});

test("no number is too large, and what overflows is said", async (t) => {
  const page = await alone(t);
  const six = Array(6).fill("1000000").join(",");
  const values = await valuesAt(find(page), `n=6&w=${six}&b=${six}`);
  isNear(values.w_total / 1e36, 1);
  await drawn(page);
  assert.ok((await formula(page)).includes("1.00×10⁶·"));
  const bent = await valuesAt(find(page), `n=6&w=${six}&f=${Array(5).fill("relu_squared").join(",")}`);
  assert.ok(Object.values(bent).every(Number.isFinite), JSON.stringify(bent));
  await page.locator(".gap.stuck").waitFor();
  assert.ok((await page.locator(".gap.stuck").innerText()).includes("layer 5"), await page.locator(".gap.stuck").innerText());
  await valuesAt(find(page), "");
  await page.locator("input[name=w1-number]").fill("rubbish");
  isNear((await valuesOf(find(page))).w_total, 2.4);
});

for (const width of [360, 1000]) {
  test(`folding, choosing a layer and bending move nothing, at ${width} px`, async (t) => {
    for (const state of ["", "in=2&n=2"]) {
      const page = await alone(t, state, { viewport: { width, height: 900 } });
      const tops = () => Promise.all([".stage", ".panel"].map(async (part) => Object.values(await page.locator(part).boundingBox())));
      const before = await tops();
      const steps = [() => page.locator("button[name=fold]").click(), () => layer(page, 2).click(), () => layer(page, 1).click()];
      for (const step of steps) {
        await step();
        await drawn(page);
        assert.deepEqual(await tops(), before);
      }
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing scrolls sideways");
    }
  });
}
