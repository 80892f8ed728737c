// Logic gates under a person's hands: AND from one neuron, XOR from none, XOR from two layers, by mouse and by keys.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LANGUAGES, drag, drawn, exhibit, find, setUp, stateOf, valuesAt, valuesOf } from "./support/exhibits.mjs";

const { show } = await setUp();
const alone = (t, state = "", options) => show(t, exhibit("gates", state), options);

const right = async (page) => (await valuesOf(find(page))).right;
const button = (page, name) => page.locator(`button[name="${name}"]`);
const knob = (page, i) => page.locator(".grip .knob").nth(i);
const verdict = (page) => page.locator(".truth > .gap").innerText();

/** How many pixels a unit is: the map shows 3.2 across and 2 up, beside 62 px of margin and above 48 px of it. */
async function scale(page) {
  const { width, height } = await page.locator(".overlay").boundingBox();
  return [(width - 62) / 3.2, (height - 48) / 2];
}

/** What a screen reader is told once the hand rests. */
const told = (page, words) => page.waitForFunction(
  (words) => document.querySelector("kassei-exhibit").shadowRoot.querySelector(".announcement").textContent.includes(words),
  words,
);

/** Presses Tab until the control of this name, or of this label, has the focus. */
async function tabTo(page, name) {
  const focused = () =>
    find(page).evaluate(({ shadowRoot }) => {
      const active = shadowRoot.activeElement;
      return [active?.getAttribute("name"), active?.getAttribute("aria-label")];
    });
  for (let i = 0; i < 60 && !(await focused()).includes(name); i += 1) await page.keyboard.press("Tab");
  assert.ok((await focused()).includes(name), `Tab never came to ${name}`);
}

test("a mouse builds AND, is told that XOR is impossible, and builds XOR from two layers", async (t) => {
  const page = await alone(t);
  assert.equal(await right(page), 2);
  assert.match(await verdict(page), /2 of 4 answers are right\. Wrong: \(0, 1\), \(1, 0\)/);

  const [across, up] = await scale(page);
  await drag(page, knob(page, 0), [0.5 * across, -0.5 * up]);
  assert.equal(await right(page), 4);
  const { w = "1,1", b } = await stateOf(find(page));
  const [w1, w2] = w.split(",").map(Number);
  assert.ok(Math.abs(w1 - 1) < 0.02 && Math.abs(w2 - 1) < 0.02, w);
  assert.ok(Math.abs(Number(b) + 1.5) < 0.05, b);
  assert.match(await verdict(page), /Done! This is AND/);
  assert.equal(await page.locator(".truth .errs").count(), 0);
  await told(page, "Done! This is AND");

  await button(page, "xor").click();
  await drawn(page);
  assert.match(await verdict(page), /Impossible: one Step neuron cannot be XOR/);
  await told(page, "Impossible: one Step neuron cannot be XOR");
  const rows = await page.locator(".proof tbody tr").allInnerTexts();
  assert.equal(rows.length, 4);
  assert.match(rows[2], /w₁ \+ b > 0/);
  const sums = await valuesOf(find(page));
  assert.ok(rows[2].includes(sums.z10.toFixed(2).replace("-", "−")), rows[2]);
  assert.ok(!rows.every((row) => row.includes("✓")), rows.join());

  await button(page, "2").click();
  await button(page, "h2").click();
  await drawn(page);
  assert.equal(await page.locator(".proof").count(), 0);
  // Turned by hand until its other side is above: NAND.
  await button(page, "swap").click();
  assert.equal(await right(page), 4);
  assert.match(await verdict(page), /Done! These two layers are XOR/);
  await told(page, "Done! These two layers are XOR");
});

test("keys alone build AND, hear that XOR is impossible, and build XOR from two layers", async (t) => {
  const page = await alone(t);
  await tabTo(page, "Move the line");
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Shift+ArrowUp");
  assert.equal(await right(page), 4);
  assert.equal((await stateOf(find(page))).b, "-1.5");
  await told(page, "Done! This is AND");

  await tabTo(page, "xor");
  await page.keyboard.press("Enter");
  await told(page, "Impossible");
  await tabTo(page, "2");
  await page.keyboard.press("Space");
  await tabTo(page, "h2");
  await page.keyboard.press("Enter");
  for (const [name, text] of [["w1-number", "-1"], ["w2-number", "-1"], ["b-number", "1.5"]]) {
    await tabTo(page, name);
    await page.keyboard.press("Control+A");
    await page.keyboard.type(text);
    await page.keyboard.press("Enter");
  }
  assert.deepEqual(await stateOf(find(page)), { goal: "xor", layers: "2", b: "-1.5", h2: "-1,-1,1.5", at: "h2" });
  assert.equal(await right(page), 4);
  await told(page, "Done! These two layers are XOR");
});

test("the line is taken hold of anywhere, and its ring turns it", async (t) => {
  const page = await alone(t, "goal=or&b=-1.5");
  const [across, up] = await scale(page);
  const { x, y, width, height } = await knob(page, 0).boundingBox();
  const grab = [x + width / 2 - 0.3 * across, y + height / 2 - 0.3 * up];
  await page.mouse.move(...grab);
  await page.mouse.down();
  assert.deepEqual(await stateOf(find(page)), { goal: "or", b: "-1.5" }, "to take hold moves nothing");
  await page.mouse.move(grab[0] - 0.5 * across, grab[1] + 0.5 * up, { steps: 5 });
  await page.mouse.up();
  assert.equal(await right(page), 4);

  // Half a turn: OR becomes its contrary, and none is right any more.
  const before = (await stateOf(find(page))).w ?? "1,1";
  const foot = await knob(page, 0).boundingBox();
  const ring = await knob(page, 1).boundingBox();
  const way = [2 * (foot.x - ring.x), 2 * (foot.y - ring.y)];
  await drag(page, knob(page, 1), [way[0] / 2, way[1] / 2 + 0.4 * up], way);
  const [now, old] = [(await stateOf(find(page))).w, before].map((w) => w.split(",").map(Number));
  assert.ok(now[0] * old[0] + now[1] * old[1] < 0, `${now} from ${old}`);
  assert.ok(Math.abs(Math.hypot(...now) - Math.hypot(...old)) < 0.02, `${now} is as steep as ${old}`);

  await page.locator(".grip").nth(1).focus();
  const angle = async () => Number(await page.locator(".grip").nth(1).getAttribute("aria-valuenow"));
  const from = await angle();
  await page.keyboard.press("Shift+ArrowUp");
  await drawn(page);
  assert.equal(((await angle()) - from + 720) % 360, 10);
});

test("the output neuron has a map of its own, with the points where the hidden layer put them", async (t) => {
  const page = await alone(t, "goal=xor&layers=2&h1=-1,-1,0.5&out=1,1,-0.5&at=out");
  assert.equal(await page.locator(".overlay .point").count(), 3);
  assert.equal(await right(page), 0);
  await button(page, "swap").click();
  assert.equal(await right(page), 4);
  await button(page, "show").click();
  assert.equal(await right(page), 4);
});

test("other functions are read at one half, and a bell does what a step cannot", async (t) => {
  const page = await alone(t, "goal=xor&f=sigmoid");
  const element = find(page);
  assert.match(await verdict(page), /one Sigmoid neuron cannot be XOR/);
  assert.match(await page.locator(".panel").innerText(), /0\.5 or more is read as 1/);
  assert.match(await page.locator(".truth tbody tr").first().innerText(), /0\.38 → 0/);
  assert.equal((await valuesAt(element, "goal=xor&f=gaussian&w=1,1&b=-1")).right, 4);
  await drawn(page);
  assert.match(await verdict(page), /Done!/);
  await valuesAt(element, "goal=xor&layers=2&f=identity");
  await drawn(page);
  assert.match(await verdict(page), /fold into one/);
});

test("huge numbers stay finite, rubbish is refused", async (t) => {
  const page = await alone(t, "w=1000000,-1000000&b=1000000");
  for (const value of Object.values(await valuesOf(find(page)))) assert.ok(Number.isFinite(value));
  const field = page.locator("input[name=w1-number]");
  await field.fill("1e7");
  assert.equal(await field.getAttribute("aria-invalid"), "true");
  await field.press("Enter");
  assert.equal((await stateOf(find(page))).w, "1000000,-1000000");
  await field.fill("0");
  await page.locator("input[name=w2-number]").fill("0");
  await drawn(page);
  assert.equal(await page.locator(".grip").count(), 0);
  assert.match(await page.locator(".truth").innerText(), /there is no line/);
});

test("nothing sticks out on a narrow screen", async (t) => {
  for (const lang of LANGUAGES) {
    for (const state of ["goal=xor&w=-3.25,2.75&b=-1000", "goal=xor&layers=2&f=sigmoid"]) {
      const page = await alone(t, state, { lang, viewport: { width: 320, height: 700 } });
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320, `${lang} ${state}`);
      const wide = await page.locator(".truth").evaluate((part) => part.scrollWidth - part.clientWidth);
      assert.ok(wide <= 0, `${lang} ${state}: ${wide} px too wide`);
    }
  }
});
