// A unit that dies of one long step, stays dead, and is brought back: by mouse, by keys alone, and by touch.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LANGUAGES, drag, drawn, exhibit, find, isNear, setUp, shown, stateOf, valuesOf } from "./support/exhibits.mjs";

const { show } = await setUp();
const alone = (t, state = "", options) => show(t, exhibit("dead_relu", state), { reducedMotion: "reduce", ...options });

const WORDS = {
  en: { dead: "No step moves", alive: "Alive", leaks: "Not dead", none: "nothing to skip" },
  ja: { dead: "動きません", alive: "生きています", leaks: "死んでいません", none: "飛ばせる計算もありません" },
};
const fate = (page) => page.locator(".fate p").first().innerText();
const field = (page, name) => page.locator(`input[name=${name}-number]`);
const button = (page, name) => page.locator(`button[name=${name}]`);
/** The dots on the axis: where each is, and whether it is a ring. */
const dots = (page) =>
  page.locator(".diagram .dots").first().locator("path").evaluateAll((all) =>
    all.map((dot) => ({ x: dot.getBBox().x, ring: dot.getAttribute("fill").includes("card") })),
  );
const kill = async (page) => {
  await field(page, "rate").fill("2");
  await button(page, "step").click();
  await drawn(page);
};
const rings = async (page) => (await dots(page)).filter(({ ring }) => ring).length;

test("one long step kills the unit, and both languages say so", async (t) => {
  for (const lang of LANGUAGES) {
    const page = await alone(t, "", { lang });
    assert.equal(await rings(page), 3);
    assert.ok((await fate(page)).includes(WORDS[lang].alive));
    await kill(page);
    assert.equal(await rings(page), 12);
    assert.ok((await fate(page)).includes(WORDS[lang].dead));
  }
});

test("a mouse sees that a dead unit stays dead, and brings it back from the layer before", async (t) => {
  const page = await alone(t, "", { viewport: { width: 1000, height: 1200 } });
  await kill(page);
  assert.equal((await valuesOf(find(page))).dead, 1);

  // No further step moves it, however long.
  const { w, b } = await stateOf(find(page));
  await field(page, "rate").fill("1000");
  for (let i = 0; i < 5; i += 1) await button(page, "ten").click();
  const { w: still, b: too, steps } = await stateOf(find(page));
  assert.deepEqual({ w: still, b: too, steps }, { w, b, steps: "51" });
  const { gradient_w, gradient_b, error } = await valuesOf(find(page));
  assert.deepEqual([gradient_w, gradient_b], [0, 0]);
  assert.ok(error > 0.3);

  // The weight of the layer before, by hand; then steps teach it what was asked for.
  await drag(page, page.locator("input[name=u]"), [-40, 0]);
  assert.ok(Number((await stateOf(find(page))).u) < -0.9);
  assert.equal((await valuesOf(find(page))).dead, 0);
  assert.ok((await rings(page)) < 12);
  await field(page, "u").fill("-1");
  await field(page, "rate").fill("0.3");
  for (let i = 0; i < 25; i += 1) await button(page, "ten").click();
  const learnt = await stateOf(find(page));
  assert.ok((await valuesOf(find(page))).error < 1e-5, `${(await valuesOf(find(page))).error}`);
  isNear(Number(learnt.w), -0.5, 0.01);
  isNear(Number(learnt.b), 0, 0.01);
});

test("keys alone do the same", async (t) => {
  const page = await alone(t);
  const press = async (name, ...keys) => {
    await page.locator(`[name=${name}]`).focus();
    for (const key of keys) await page.keyboard.press(key);
  };
  await press("rate", "End");
  await press("step", "Enter");
  assert.equal((await valuesOf(find(page))).dead, 1);
  await press("ten", "Space", "Enter");
  const { steps } = await stateOf(find(page));
  assert.deepEqual([(await valuesOf(find(page))).dead, steps], [1, "21"]);
  await press("u", "Home");
  const values = await valuesOf(find(page));
  assert.ok(values.dead === 0 && values.gradient_w !== 0);
  await press("u", "Delete");
  assert.equal((await stateOf(find(page))).u, undefined);
  assert.equal((await valuesOf(find(page))).dead, 1);
  // The dots themselves: to the right, until they are over 0.
  await page.locator(".handle").focus();
  for (let i = 0; i < 4; i += 1) await page.keyboard.press("Shift+ArrowRight");
  assert.equal((await valuesOf(find(page))).dead, 0);
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Home");
  assert.equal((await stateOf(find(page))).b, "-4");
  assert.equal((await valuesOf(find(page))).dead, 1);
});

for (const [width, hasTouch] of [[360, true], [1000, false]]) {
  test(`the dots go where the hand goes, and the bias with them, at ${width} px`, async (t) => {
    const page = await alone(t, "", { viewport: { width, height: 900 }, hasTouch });
    const before = await dots(page);
    await drag(page, page.locator(".handle .knob"), [-30, 0], [-width / 4, 0]);
    const { b } = await stateOf(find(page));
    assert.ok(Number(b) < -1.5, b);
    await drawn(page);
    const after = await dots(page);
    const ways = after.map(({ x }, i) => before[i].x - x);
    assert.ok(ways.every((way) => way > 20), `${ways}`);
    // All by the same way: the hand moves the bias and nothing else.
    const free = ways.filter((_, i) => after[i].x > 24);
    assert.ok(Math.max(...free) - Math.min(...free) < 0.5, `${free}`);
    isNear((await valuesOf(find(page))).below, (await rings(page)) / 12);
    // A press on a panel chooses its function, and pushes nothing.
    await page.locator(".diagram .pane").nth(2).click();
    assert.deepEqual(await stateOf(find(page)), { b, f: "elu" });
    assert.equal(await button(page, "elu").getAttribute("aria-pressed"), "true");
  });
}

test("a bias kills, and other inputs bring it back", async (t) => {
  const page = await alone(t);
  await field(page, "b").fill("-3.5");
  assert.equal((await valuesOf(find(page))).dead, 1);
  await field(page, "shift").fill("0.5");
  assert.equal((await valuesOf(find(page))).dead, 1);
  await field(page, "shift").fill("0.51");
  assert.equal((await valuesOf(find(page))).dead, 0);
});

test("a leak keeps the unit alive, and a larger one brings it out sooner", async (t) => {
  const page = await alone(t, "f=leaky_relu&w=-0.43&b=-1.08");
  assert.ok((await fate(page)).includes(WORDS.en.leaks));
  assert.equal(await rings(page), 0);
  // As many steps as the lesson says; found by a loop in Python.
  for (const [alpha, tens, ones] of [["0.1", 1, 5], ["0.01", 16, 1]]) {
    await button(page, "reset").click({ force: true });
    await field(page, "alpha").fill(alpha);
    for (let i = 0; i < tens; i += 1) await button(page, "ten").click();
    for (let i = 0; i < ones; i += 1) {
      assert.equal((await valuesOf(find(page))).below, 1, `α = ${alpha}`);
      await button(page, "step").click();
    }
    assert.ok((await valuesOf(find(page))).below < 1, `α = ${alpha}`);
  }
  await field(page, "alpha").fill("0");
  await field(page, "b").fill("-4");
  assert.equal((await valuesOf(find(page))).dead, 1);
});

test("what is read is what is so: shares, gradients and multiplications", async (t) => {
  for (const lang of LANGUAGES) {
    const page = await alone(t, "b=-1.3", { lang });
    const { zeros, gradient_w, gradient_b, error, dense, skipping } = await valuesOf(find(page));
    isNear(zeros, 0.5);
    const read = await page.locator(".read dd").allInnerTexts();
    assert.deepEqual(read, ["50 %", shown(gradient_w, 3), shown(gradient_b, 3), shown(error, 3), "0"]);
    assert.deepEqual([dense, skipping], [1200, 600]);
    const saving = page.locator(".fate p").nth(1);
    for (const number of ["1200", "600"]) assert.ok((await saving.innerText()).includes(number));
    await button(page, "gelu").click();
    assert.ok((await saving.innerText()).includes(WORDS[lang].none));
    // The four stand side by side with the same dots.
    const numbers = (await page.locator(".diagram .pane text").allTextContents()).join(" ");
    for (const name of ["ReLU", "Leaky ReLU", "ELU", "GELU"]) assert.ok(numbers.includes(name), numbers);
    assert.equal(await page.locator(".diagram .dots").count(), 5);
  }
});

test("numbers as large as can be typed stay readable, and what is no number is refused", async (t) => {
  const page = await alone(t);
  for (const name of ["w", "b", "u", "c", "shift"]) await field(page, name).fill("1000000");
  await button(page, "step").click();
  const values = await valuesOf(find(page));
  assert.ok(Object.values(values).every(Number.isFinite), JSON.stringify(values));
  assert.ok(!/NaN|∞/.test(await find(page).evaluate(({ shadowRoot }) => shadowRoot.textContent)));
  const { w } = await stateOf(find(page));
  await field(page, "w").fill("much");
  assert.equal(await field(page, "w").getAttribute("aria-invalid"), "true");
  assert.equal((await stateOf(find(page))).w, w);
});

test("a step is a way that the dots go, unless one prefers that nothing moves; a drag is none", async (t) => {
  const transition = (page) => page.locator(".dots path").first().evaluate((dot) => getComputedStyle(dot).transitionDuration);
  for (const [reducedMotion, duration] of [["no-preference", "0.4s"], ["reduce", "0s"]]) {
    const page = await alone(t, "", { reducedMotion });
    await button(page, "step").focus();
    assert.equal(await transition(page), duration);
    await page.locator("input[name=w]").focus();
    assert.equal(await transition(page), "0s");
  }
});
