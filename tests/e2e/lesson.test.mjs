// Lessons: what one answers is judged, kept and told; what one reads is explained; what one presents follows the keys.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { brotliCompressSync } from "node:zlib";
import { transformSync } from "esbuild";
import { axe, ready } from "./support/browser.mjs";
import { LANGUAGES, drag, drawn } from "./support/exhibits.mjs";
import { setUpLessons } from "./support/lesson.mjs";

const { site, open } = await setUpLessons();
const LESSON = "en/fixtures/lesson/";
const WIDTHS = [360, 768, 1440];

const block = (page, key) => page.locator(`[data-key="${key}"]`);
const said = (page, key) => block(page, key).locator(".said").innerText();
const check = (page, key) => block(page, key).locator(".check").click();
const isOpen = (page, key) => block(page, key).locator(".answer").evaluate((answer) => answer.open);
const kept = (page) => page.evaluate(() => JSON.parse(localStorage.getItem("kassei-progress") ?? "{}"));
const hints = (page, key) => block(page, key).locator(".hint:visible").allInnerTexts();

async function set(page, key, value) {
  await block(page, key).locator("input[type=range]").fill(value);
}
async function choose(page, key, text) {
  await block(page, key).getByText(text, { exact: true }).click();
}
async function type(page, key, text) {
  await block(page, key).locator("input").fill(text);
}

/** Runs in a page before its scripts: notes what moves without anybody's doing. */
const watchShifts = (page) =>
  page.addInitScript(() => {
    globalThis.shifts = [];
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries()) {
        shifts.push(`${value.toFixed(4)}: ${sources.map(({ node }) => node?.outerHTML?.slice(0, 90))}`);
      }
    }).observe({ type: "layout-shift", buffered: true });
  });

test("a guess is compared with the truth in the form of the question", async (t) => {
  const page = await open(t, LESSON);
  await set(page, "scores-1", "0.6");
  assert.equal(await block(page, "scores-1").locator("output").innerText(), "60%");
  assert.equal(await block(page, "scores-1").locator("input").getAttribute("aria-valuetext"), "60%");
  await check(page, "scores-1");
  assert.equal(await said(page, "scores-1"), "You: 60%. It is 73%: 13 points off.");
  assert.ok(await isOpen(page, "scores-1"));
  await set(page, "scores-1", "0.73");
  assert.equal(await said(page, "scores-1"), "", "a new guess is a new question");
  await check(page, "scores-1");
  assert.equal(await said(page, "scores-1"), "You: 73%. Spot on.");
  assert.deepEqual((await kept(page)).softmax["scores-1"], { given: 0.73, right: true });
});

test("a guess in decimals, below zero too, is written with a true minus sign", async (t) => {
  const page = await open(t, LESSON);
  await block(page, "scores-1").evaluate((form) => {
    Object.assign(form.dataset, { as: ".2", answer: "-0.25" });
    Object.assign(form.querySelector("input"), { min: "-1", max: "1" });
  });
  await set(page, "scores-1", "-0.4");
  await check(page, "scores-1");
  assert.equal(await said(page, "scores-1"), "You: −0.40. It is −0.25: 0.15 off.");
  assert.deepEqual((await kept(page)).softmax["scores-1"], { given: -0.4, right: false });
});

test("a bet is told beside the truth, and both are marked", async (t) => {
  const page = await open(t, LESSON);
  for (const [key, wrong, right] of [
    ["factor-1", "shifted to the left", "steeper"],
    ["readers-1", "That is the main reason", "It is a side effect"],
  ]) {
    await choose(page, key, wrong);
    await check(page, key);
    assert.equal(await said(page, key), `You: “${wrong}”. It is “${right}”.`);
    assert.equal(await block(page, key).locator(".is-wrong").innerText(), wrong);
    assert.equal(await block(page, key).locator(".is-right").innerText(), right);
    assert.ok(await isOpen(page, key));
    const [mark] = await block(page, key).evaluate((form) => [getComputedStyle(form.querySelector(".is-wrong"), "::after").content]);
    assert.match(mark, /✗/, "not by colour alone");
    await choose(page, key, right);
    assert.equal(await block(page, key).locator(".is-wrong, .is-right").count(), 0);
    await check(page, key);
    assert.equal(await said(page, key), `You: “${right}”. That is right.`);
  }
});

test("a wrong choice gets the hint that is meant for it, a right one the answer", async (t) => {
  const page = await open(t, LESSON);
  await check(page, "steepest-1");
  assert.equal(await said(page, "steepest-1"), "Choose one first.");
  assert.deepEqual((await kept(page)).softmax?.["steepest-1"], undefined);
  await choose(page, "steepest-1", "At both ends");
  await check(page, "steepest-1");
  assert.deepEqual(await hints(page, "steepest-1"), ["There it is nearly flat: 0.0066 at 5."]);
  assert.ok(!(await isOpen(page, "steepest-1")), "the answer stays closed");
  assert.equal(await block(page, "steepest-1").locator(".is-right").count(), 0, "and is not given away");
  await choose(page, "steepest-1", "In the middle, at 0");
  assert.deepEqual(await hints(page, "steepest-1"), []);
  await check(page, "steepest-1");
  assert.equal(await said(page, "steepest-1"), "Right.");
  assert.ok(await isOpen(page, "steepest-1"));
  const status = block(page, "steepest-1").getByRole("status");
  assert.equal(await status.innerText(), "Right.", "it is announced");
});

test("a number is understood however it is written", async (t) => {
  const page = await open(t, LESSON);
  for (const text of ["0.25", "０．２５", ".25", " 0.25 ", "0,25", "1/4", "2.5e-1", "+0.254", "0.246"]) {
    await type(page, "steepest-2", text);
    await check(page, "steepest-2");
    assert.equal(await said(page, "steepest-2"), "Right.", text);
    assert.equal(await block(page, "steepest-2").locator("input").inputValue(), text, "nothing typed is lost");
  }
  for (const minus of "-−‐–—ー－") {
    await type(page, "steepest-2", `${minus}０.２５`);
    await check(page, "steepest-2");
    assert.deepEqual(await hints(page, "steepest-2"), ["The sigmoid rises: mind the sign."], minus);
  }
  await type(page, "steepest-2", "0.5");
  await check(page, "steepest-2");
  assert.deepEqual(await hints(page, "steepest-2"), ["That is the value at 0."]);
  await type(page, "steepest-2", "0.256");
  await check(page, "steepest-2");
  assert.equal(await said(page, "steepest-2"), "Not quite.", "beyond the tolerance");
  assert.deepEqual(await hints(page, "steepest-2"), []);
});

test("what is no number is kept, and asked for again", async (t) => {
  const page = await open(t, LESSON);
  const input = block(page, "steepest-2").locator("input");
  for (const text of ["", "a quarter", "1..2", "１，０００，０００", "0.2 5 x"]) {
    await type(page, "steepest-2", text);
    await check(page, "steepest-2");
    assert.equal(await said(page, "steepest-2"), "Please write a number, such as 0.25.", text);
    assert.equal(await input.getAttribute("aria-invalid"), "true");
    assert.equal(await input.inputValue(), text);
  }
  await input.press("End");
  await input.press("5");
  assert.equal(await input.getAttribute("aria-invalid"), null);
  assert.deepEqual(await kept(page), {});
});

test("a sketch is measured when its truth is shown, and kept", async (t) => {
  const page = await open(t, LESSON);
  const exhibit = page.locator("[exhibit=sketch]");
  await exhibit.evaluate((exhibit) => (exhibit.scrollIntoView({ block: "center" }), exhibit.ready));
  const truth = page.locator("[exhibit=sketch] button[name=show]");
  const { width, height } = await page.locator("[exhibit=sketch] .overlay").boundingBox();
  await drag(page, page.locator("[exhibit=sketch] .overlay"), [-width / 2 + 4, height / 5], [width / 2 - 4, -height / 5]);
  await drawn(page);
  assert.equal(await said(page, "draw-1"), "", "not before it is shown");
  assert.ok(!(await isOpen(page, "draw-1")));
  await truth.click();
  await block(page, "draw-1").locator(".answer[open]").waitFor();
  const { gap, gap_x: x } = await exhibit.evaluate((exhibit) => exhibit.values);
  const told = `Your largest miss is ${gap.toFixed(2)}, at x = ${String(x).replace("-", "−")}.`;
  assert.equal(await said(page, "draw-1"), told);
  const state = await exhibit.evaluate((exhibit) => exhibit.state);
  assert.deepEqual((await kept(page)).softmax["draw-1"].given, { state, gap, x });
  await page.reload();
  assert.equal(await said(page, "draw-1"), told);
  await exhibit.evaluate((exhibit) => exhibit.ready);
  assert.equal(await exhibit.evaluate((exhibit) => exhibit.state), state);
  await block(page, "draw-1").locator(".again").click();
  assert.equal(await said(page, "draw-1"), "");
  assert.equal(await exhibit.evaluate((exhibit) => exhibit.state), "");
});

test("after a bet the focus stays, and nothing above the answer moves", async (t) => {
  const page = await open(t, LESSON, { viewport: { width: 360, height: 700 } });
  await choose(page, "readers-1", "It is a side effect");
  const button = block(page, "readers-1").locator(".check");
  await button.focus();
  const tops = () =>
    block(page, "readers-1").evaluate((form) =>
      [...form.querySelectorAll(".claim, label, .check, .answer summary")].map((part) => part.getBoundingClientRect().top),
    );
  const before = await tops();
  await page.keyboard.press("Enter");
  assert.ok(await isOpen(page, "readers-1"));
  assert.ok(await button.evaluate((button) => button === document.activeElement));
  await drawn(page);
  assert.deepEqual(await tops(), before);
});

test("every question is answered by keyboard alone", async (t) => {
  const page = await open(t, LESSON);
  await block(page, "scores-1").locator("input").focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  assert.match(await said(page, "scores-1"), /^You: 51%/);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "again");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.type), "range", "try again goes to where one tries");
  await block(page, "factor-1").locator("input").first().focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  assert.match(await said(page, "factor-1"), /shifted to the left/);
  await block(page, "steepest-2").locator("input").focus();
  await page.keyboard.type("0.25");
  await page.keyboard.press("Enter");
  assert.equal(await said(page, "steepest-2"), "Right.");
});

test("a finger bets, reads a term and opens the contents", async (t) => {
  const page = await open(t, LESSON, { viewport: { width: 360, height: 700 }, hasTouch: true, isMobile: true });
  const bar = block(page, "scores-1").locator("input");
  await bar.scrollIntoViewIfNeeded();
  const { width } = await bar.boundingBox();
  await bar.tap({ position: { x: width * 0.8, y: 24 } });
  await block(page, "scores-1").locator(".check").tap();
  assert.match(await said(page, "scores-1"), /^You: (79|8\d)%/);
  const term = page.locator(".term").first();
  await term.tap();
  assert.ok(await page.locator(".tip").isVisible());
  await term.tap();
  assert.ok(await page.locator(".tip").isHidden());
  await page.locator(".toc-open").tap();
  await page.locator("#toc-list a[href='#gaps']").tap();
  assert.equal(new URL(page.url()).hash, "#gaps");
  assert.ok(await page.locator("#toc-list").isHidden(), "the list is out of the way");
});

test("what was answered is there again, in the other language too", async (t) => {
  const page = await open(t, LESSON);
  await set(page, "scores-1", "0.6");
  await check(page, "scores-1");
  await choose(page, "steepest-1", "At both ends");
  await check(page, "steepest-1");
  await type(page, "steepest-2", "０．２５");
  await check(page, "steepest-2");
  await choose(page, "factor-1", "the same");
  await check(page, "factor-1");
  await page.reload();
  assert.equal(await block(page, "scores-1").locator("output").innerText(), "60%");
  assert.equal(await said(page, "scores-1"), "You: 60%. It is 73%: 13 points off.");
  assert.equal(await said(page, "steepest-1"), "Not quite.");
  assert.equal(await block(page, "steepest-2").locator("input").inputValue(), "０．２５");
  assert.equal(await said(page, "factor-1"), "You: “the same”. It is “steeper”.");
  assert.equal(await page.locator("details.answer[open]").count(), 0, "answers stay closed until asked for");
  await page.goto(new URL("ja/fixtures/lesson/", site.url).href);
  assert.equal(await said(page, "scores-1"), "予想：60%。実際は73%で、差は13ポイントです。");
  assert.equal(await said(page, "factor-1"), "予想は「変わらない」。正しくは「急になる」です。");
  await block(page, "factor-1").locator(".again").click();
  assert.equal(await said(page, "factor-1"), "");
  assert.equal(await block(page, "factor-1").locator("input:checked").count(), 0);
  assert.deepEqual((await kept(page)).softmax["factor-1"], { given: "3", right: false }, "until there is a new one");
});

test("a storage that is off, full of rubbish or of another shape is no obstacle", async (t) => {
  const off = await open(t, "en/", {});
  await off.addInitScript(() => Object.defineProperty(globalThis, "localStorage", { get: () => { throw new DOMException("off", "SecurityError"); } }));
  await off.goto(new URL(LESSON, site.url).href);
  await set(off, "scores-1", "0.6");
  await check(off, "scores-1");
  assert.match(await said(off, "scores-1"), /60%/);
  assert.ok(await off.locator(".toc .done a[href='#scores']").count());
  await off.goto(new URL("en/fixtures/lessons/", site.url).href);
  await off.locator("[name=export]").click();
  assert.equal(await off.locator(".told").innerText(), "Nothing is kept yet.");

  const page = await open(t, "en/");
  const shapes = [
    "{", "5", "null", "[]", '{"softmax":7}', '{"softmax":{"scores-1":null,"steepest-1":{"given":"9"},"steepest-2":{"given":{}},"draw-1":{"given":3},"#gaps":1}}',
    '{"softmax":{"scores-1":{"given":"x"},"factor-1":{"given":["1"]}}}',
  ];
  for (const shape of shapes) {
    await page.evaluate((shape) => localStorage.setItem("kassei-progress", shape), shape);
    await page.goto(new URL(LESSON, site.url).href);
    assert.equal(await page.locator("[data-state]").count(), 0, shape);
    await choose(page, "factor-1", "steeper");
    await check(page, "factor-1");
    assert.equal((await kept(page)).softmax["factor-1"].right, true, shape);
  }
});

test("the contents show what is done and where one is", async (t) => {
  const page = await open(t, LESSON, { viewport: { width: 1440, height: 900 } });
  const done = () => page.locator(".toc .done a").evaluateAll((links) => links.map((link) => link.hash));
  const current = () => page.locator(".toc [aria-current]").evaluateAll((links) => links.map((link) => link.hash));
  assert.deepEqual([await done(), await current()], [[], []], "before the first slide");
  await page.mouse.move(700, 500);
  await page.mouse.wheel(0, 150);
  await page.waitForFunction(() => document.querySelector(".toc [aria-current]")?.hash === "#scores");
  await page.locator("#toc-list a[href='#reading']").click();
  await page.waitForFunction(() => document.querySelector(".toc [aria-current]").hash === "#reading");
  await page.locator("#reading").evaluate((slide) => slide.scrollIntoView({ block: "end" }));
  await page.locator(".toc .done a[href='#reading']").waitFor();
  assert.match(await page.locator(".toc a[href='#reading']").innerText(), /\(done\)/);
  await choose(page, "steepest-1", "In the middle, at 0");
  await check(page, "steepest-1");
  assert.ok(!(await done()).includes("#steepest"), "one question of two");
  await type(page, "steepest-2", "0.25");
  await check(page, "steepest-2");
  assert.ok((await done()).includes("#steepest"));
  await page.reload();
  assert.ok((await done()).includes("#steepest"));
});

test("on a phone the contents are a strip that tells where one is, and open from it", async (t) => {
  const page = await open(t, "ja/fixtures/lesson/", { viewport: { width: 360, height: 700 } });
  await page.locator("#gaps").evaluate((slide) => slide.scrollIntoView());
  await page.waitForFunction(() => document.querySelector(".toc-count").textContent === "2 / 7");
  assert.equal(await page.locator(".toc-now").innerText(), "効くのは差だけ");
  assert.equal((await page.locator(".toc").boundingBox()).y, 0);
  assert.ok(await page.locator("#toc-list").isHidden());
  await page.locator(".toc-open").focus();
  await page.keyboard.press("Enter");
  assert.ok(await page.locator("#toc-list").isVisible());
  await page.keyboard.press("Escape");
  assert.ok(await page.locator("#toc-list").isHidden());
});

test("a term tells its meaning, its reading and its name in the other language, on hover and on focus", async (t) => {
  const page = await open(t, "ja/fixtures/lesson/");
  const tip = page.locator(".tip");
  const term = page.locator(".term", { hasText: "折れ点" });
  await term.hover();
  for (const part of ["折れ点", "おれてん", "kink", "曲線がつながったまま、傾きだけが跳ぶ点。"]) {
    assert.ok((await tip.innerText()).includes(part), part);
  }
  await tip.hover();
  assert.ok(await tip.isVisible(), "it stays while the pointer is on it");
  await page.mouse.move(5, 5);
  await tip.waitFor({ state: "hidden" });
  await term.focus();
  assert.ok(await tip.isVisible());
  const inside = await tip.evaluate((tip) => {
    const { left, right, top, bottom } = tip.getBoundingClientRect();
    return left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
  });
  assert.ok(inside);
  await page.keyboard.press("Escape");
  assert.ok(await tip.isHidden());
  assert.ok(await term.evaluate((term) => term === document.activeElement));
  await page.keyboard.press("Enter");
  assert.ok(await tip.isVisible());
  await page.keyboard.press("Tab");
  assert.ok(await tip.isHidden());
  assert.equal(await page.evaluate(() => [...document.querySelectorAll("[id]")].filter((one, i, all) => all.findLastIndex(({ id }) => id === one.id) !== i).length), 0, "ids are unique");
});

test("a term near the edge of a narrow screen is explained within it", async (t) => {
  const page = await open(t, LESSON, { viewport: { width: 320, height: 400 } });
  for (const term of await page.locator(".term").all()) {
    await term.evaluate((term) => term.scrollIntoView({ block: "end" }));
    await term.focus();
    const { x, y, width, height } = await page.locator(".tip").boundingBox();
    assert.ok(x >= 0 && y >= 0 && x + width <= 320 && y + height <= 400, `${x} ${y} ${width} ${height}`);
  }
});

const shownSlide = (page) => page.locator(".lesson-head.shown, section.slide:visible").evaluateAll((all) => all.map((one) => one.id));
const at = (page) => page.locator(".present-at").innerText();

test("a presentation shows one slide a screen, and follows the keys", async (t) => {
  const page = await open(t, `${LESSON}?_present`, { viewport: { width: 1440, height: 900 } });
  assert.deepEqual(await shownSlide(page), [""], "the title");
  const press = async (key, slide) => {
    await page.keyboard.press(key);
    assert.deepEqual(await shownSlide(page), [slide], key);
  };
  await press("ArrowRight", "scores");
  await press("PageDown", "gaps");
  assert.equal(new URL(page.url()).hash, "#3");
  assert.equal(await at(page), "3 / 8");
  await press("ArrowLeft", "scores");
  await press("Space", "gaps");
  await press("Shift+Space", "scores");
  await press("End", "readers");
  await press("ArrowRight", "readers");
  await press("Home", "");
  await press("PageUp", "");
  await page.locator("[name=next]").click();
  await page.locator("[name=next]").click();
  assert.deepEqual(await shownSlide(page), ["gaps"]);
  assert.ok(await page.locator(".note:visible").count() === 0);
  await page.keyboard.press("n");
  assert.ok(await page.locator(".note:visible").count() === 1);
  assert.equal(await page.locator("[name=notes]").getAttribute("aria-pressed"), "true");
  await page.keyboard.press("n");
  assert.ok(await page.locator(".note:visible").count() === 0);
  await page.reload();
  assert.deepEqual(await shownSlide(page), ["gaps"], "the address leads back to the slide");
  await page.keyboard.press("Escape");
  const { search, hash } = new URL(page.url());
  assert.deepEqual([search, hash], ["", "#gaps"]);
  assert.equal(await page.locator("section.slide:visible").count(), 7);
  await page.waitForFunction(() => Math.abs(document.getElementById("gaps").getBoundingClientRect().top - 84) < 4);
  await page.waitForFunction(() => document.querySelector(".toc [aria-current]")?.hash === "#gaps");
  await page.keyboard.press("p");
  assert.deepEqual(await shownSlide(page), ["gaps"], "it begins where one was");
});

test("a presentation is entered by its button, and its exhibits are alive", async (t) => {
  const page = await open(t, `${LESSON}?_theme=dark`, { viewport: { width: 1440, height: 900 } });
  await page.locator(".enter").click();
  assert.equal(new URL(page.url()).search, "?_theme=dark&_present");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  const exhibit = page.locator("#gaps kassei-exhibit");
  await exhibit.evaluate((exhibit) => exhibit.ready);
  const size = await page.evaluate(() => parseFloat(getComputedStyle(document.querySelector("#gaps p")).fontSize));
  assert.ok(size >= 21, `type of ${size} px`);
  assert.ok(await page.evaluate(() => document.documentElement.scrollHeight <= innerHeight), "the slide fits the screen");
  await page.locator("[name=leave]").click();
  assert.equal(new URL(page.url()).search, "?_theme=dark");
});

test("keys belong to a control as long as it has the focus, inside an exhibit too", async (t) => {
  const page = await open(t, `${LESSON}?_present#3`, { viewport: { width: 1440, height: 900 } });
  const exhibit = page.locator("#gaps kassei-exhibit");
  await exhibit.evaluate((exhibit) => exhibit.ready);
  const score = exhibit.locator("input[type=range]").first();
  await score.focus();
  const before = await exhibit.evaluate((exhibit) => exhibit.values.p1);
  for (const key of ["ArrowRight", "PageUp", "End", "n", "p"]) await page.keyboard.press(key);
  assert.deepEqual(await shownSlide(page), ["gaps"]);
  assert.equal(await page.locator(".note:visible").count(), 0);
  assert.notEqual(await exhibit.evaluate((exhibit) => exhibit.values.p1), before);
  await page.keyboard.press("Escape");
  assert.deepEqual(await shownSlide(page), ["gaps"], "the first Escape lets go of the control");
  await page.keyboard.press("ArrowLeft");
  assert.deepEqual(await shownSlide(page), ["scores"]);
  await block(page, "scores-1").locator("input").focus();
  await page.keyboard.press("ArrowRight");
  assert.equal(await block(page, "scores-1").locator("output").innerText(), "51%");
  await block(page, "scores-1").locator(".check").focus();
  await page.keyboard.press("Space");
  assert.match(await said(page, "scores-1"), /51%/, "a button is pressed by Space");
  assert.deepEqual(await shownSlide(page), ["scores"]);
  const reading = await open(t, LESSON);
  await block(reading, "steepest-2").locator("input").focus();
  await reading.keyboard.type("p");
  assert.equal(new URL(reading.url()).search, "");
});

test("a slide that is too tall is scrolled to its end before the next one", async (t) => {
  const page = await open(t, `${LESSON}?_present#4`, { viewport: { width: 1024, height: 500 } });
  let presses = 0;
  while ((await shownSlide(page))[0] === "reading" && presses < 20) {
    await page.keyboard.press("PageDown");
    await page.waitForTimeout(250);
    presses += 1;
  }
  assert.ok(presses >= 3, `${presses} presses`);
  assert.deepEqual(await shownSlide(page), ["steepest"]);
  assert.equal(await page.evaluate(() => scrollY), 0, "which begins at its top");
});

test("a swipe turns the slide; a finger on a chart or a slider does not", async (t) => {
  const page = await open(t, `${LESSON}?_present#2`, { viewport: { width: 360, height: 700 }, hasTouch: true, isMobile: true });
  const client = await page.context().newCDPSession(page);
  const swipe = async (from, dx, dy = 0) => {
    const point = (x, y) => ({ touchPoints: [{ x, y }] });
    await client.send("Input.dispatchTouchEvent", { type: "touchStart", ...point(from.x, from.y) });
    await client.send("Input.dispatchTouchEvent", { type: "touchMove", ...point(from.x + dx / 2, from.y + dy / 2) });
    await client.send("Input.dispatchTouchEvent", { type: "touchMove", ...point(from.x + dx, from.y + dy) });
    await client.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  };
  await swipe({ x: 250, y: 80 }, -150);
  assert.deepEqual(await shownSlide(page), ["gaps"]);
  await swipe({ x: 100, y: 80 }, 150);
  assert.deepEqual(await shownSlide(page), ["scores"]);
  await swipe({ x: 250, y: 80 }, -70, 60);
  assert.deepEqual(await shownSlide(page), ["scores"], "too steep for a swipe");
  const bar = block(page, "scores-1").locator("input");
  await bar.scrollIntoViewIfNeeded();
  const { x, y } = await bar.boundingBox();
  await swipe({ x: x + 120, y: y + 24 }, -100);
  assert.deepEqual(await shownSlide(page), ["scores"], "the bar is moved, not the slide");
});

test("nothing moves when the scripts run, whatever is remembered", async (t) => {
  for (const [place, width] of WIDTHS.entries()) {
    const lang = LANGUAGES[place % LANGUAGES.length];
    const page = await open(t, `${lang}/`, { viewport: { width, height: 900 } });
    await watchShifts(page);
    for (const remembered of [false, true]) {
      if (remembered) {
        await page.evaluate(
          (state) =>
            localStorage.setItem(
              "kassei-progress",
              JSON.stringify({
                softmax: {
                  "scores-1": { given: 0.6, right: false }, "steepest-1": { given: "3", right: false }, "steepest-2": { given: "0.5", right: false },
                  "factor-1": { given: "2", right: false }, "draw-1": { given: { state, gap: 0.05, x: -2 } }, "readers-1": { given: "1", right: false },
                  "#scores": 1, "#gaps": 1, "#factor": 1,
                },
              }),
            ),
          "f=sigmoid",
        );
      }
      for (const slide of ["", "#steepest", "#readers"]) {
        await page.goto("about:blank");
        await page.goto(new URL(`${lang}/fixtures/lesson/${slide}`, site.url).href);
        await ready(page);
        await page.waitForTimeout(300);
        assert.deepEqual(await page.evaluate(() => shifts), [], `${lang} ${width} px ${slide} remembered: ${remembered}`);
      }
    }
  }
});

test("nothing scrolls sideways from 320 px on, with everything open", async (t) => {
  for (const lang of LANGUAGES) {
    for (const path of ["", "?_present#3", "?_present#4", "?_present#8"]) {
      const page = await open(t, `${lang}/fixtures/lesson/${path}`, { viewport: { width: 320, height: 640 } });
      await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
      await drawn(page);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= 320, `${lang} ${path}: ${width} px`);
    }
  }
});

test("without JavaScript a lesson is complete, and has no control that does nothing", async (t) => {
  for (const lang of LANGUAGES) {
    const page = await open(t, `${lang}/fixtures/lesson/`, { javaScriptEnabled: false, viewport: { width: 360, height: 700 } });
    const dead = page.locator("main > :not(.toc)").locator("button, input[type=range], input[type=text], [role=slider]").filter({ visible: true });
    // The contents open, and radio buttons can be set, without a script.
    assert.deepEqual(await dead.locator("xpath=self::*[not(ancestor::label[@class='field'])]").evaluateAll((all) => all.map((one) => one.outerHTML)), []);
    assert.equal(await page.locator(".hint:visible").count(), 0);
    for (const summary of await page.locator("details.answer > summary").all()) await summary.click();
    assert.equal(await page.locator("details.answer[open]").count(), 6);
    await page.locator(".term").first().click();
    assert.equal(new URL(page.url()).hash, "#term-logit");
    await page.locator(".toc-open").click();
    assert.ok(await page.locator("#toc-list").isVisible());
  }
});

test("a hand-out has the questions, room to write, blank grids, and neither answers nor notes", async (t) => {
  const page = await open(t, LESSON, { viewport: { width: 680, height: 900 }, colorScheme: "dark" });
  await choose(page, "readers-1", "That is the main reason");
  await check(page, "readers-1");
  await type(page, "steepest-2", "0.5");
  await check(page, "steepest-2");
  await page.emulateMedia({ media: "print" });
  for (const gone of [".answer", ".note", ".hint", ".said", ".check", ".again", ".toc", ".top", ".present-bar", "[exhibit=sketch]", "[data-key] > .field input", "[data-key] > .bar input"]) {
    assert.equal(await page.locator(`${gone}:visible`).count(), 0, gone);
  }
  assert.ok(await page.locator(".blank").isVisible());
  assert.equal(await page.locator("fieldset label:visible").count(), 8);
  const mark = await page.locator(".is-wrong").evaluate((label) => getComputedStyle(label, "::after").display);
  assert.equal(mark, "none", "a bet is not printed");
  for (const key of ["scores-1", "steepest-2"]) {
    const line = await block(page, key).locator(".act").evaluate((act) => [act.offsetHeight, getComputedStyle(act).borderBottomStyle]);
    assert.ok(line[0] > 20 && line[1] === "solid", `${key}: ${line}`);
  }
  assert.ok(await page.locator("#gaps kassei-exhibit").isVisible());
  assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme), "light");
});

test("a chart that was painted for a dark screen is printed for white paper", async (t) => {
  const page = await open(t, LESSON, { colorScheme: "dark" });
  const filter = () => page.evaluate(() => {
    dispatchEvent(new Event("beforeprint"));
    return getComputedStyle(document.documentElement).getPropertyValue("--on-paper");
  });
  assert.match(await filter(), /invert/);
  await page.locator("#theme").selectOption("light");
  assert.equal(await filter(), "none");
});

test("axe finds nothing in a lesson, with everything open, in any language and theme", async (t) => {
  for (const lang of LANGUAGES) {
    const page = await open(t, `${lang}/fixtures/lesson/`, { viewport: { width: 1280, height: 900 } });
    await axe(page);
    await set(page, "scores-1", "0.6");
    for (const key of ["scores-1", "steepest-1", "steepest-2", "factor-1", "readers-1"]) {
      const radio = block(page, key).locator("input[type=radio]").first();
      if (await radio.count()) await radio.check();
      else if (key === "steepest-2") await type(page, key, "x");
      await check(page, key);
    }
    await page.locator(".term").first().focus();
    for (const theme of ["light", "dark", "projector"]) {
      await page.locator("#theme").selectOption(theme);
      await page.locator(".term").first().focus();
      await drawn(page);
      await axe(page, lang === "en" ? {} : { runOnly: ["color-contrast"] });
    }
    await page.goto(new URL(`${lang}/fixtures/lesson/?_present#3`, site.url).href);
    await ready(page);
    await page.keyboard.press("n");
    await axe(page);
  }
  const phone = await open(t, LESSON, { viewport: { width: 360, height: 700 } });
  await phone.locator(".toc-open").click();
  await axe(phone);
});

test("every lesson of the content can be done to its end, and its list knows", async (t) => {
  const page = await open(t, `${LANGUAGES[0]}/lessons/`);
  const paths = await page.locator(".lesson-list a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  assert.ok(paths.length >= 4, `${paths}`);
  // What is done is kept for all languages, and both have the same questions: each lesson is done in one of them.
  for (const [place, path] of paths.entries()) {
    const lesson = new URL(`${LANGUAGES[place % LANGUAGES.length]}/lessons/${path}`, site.url).href;
    await page.goto(lesson);
    await page.evaluate(async () => {
      for (const question of document.querySelectorAll("[data-key]")) {
        const { answer } = question.dataset;
        const input = question.querySelector("[data-right], .field input, .bar input");
        if (question.matches(".quiz.number")) input.value = answer.replace("-", "−");
        else if (input?.type === "radio") input.click();
        question.querySelector(".check")?.click();
        const detail = { state: "shown=1", values: { gap: 0.1, gap_x: 0 } };
        if (!input) question.querySelector("kassei-exhibit").dispatchEvent(new CustomEvent("kassei-change", { bubbles: true, detail }));
      }
      for (const slide of document.querySelectorAll("section.slide")) {
        [...slide.children].findLast((part) => part.checkVisibility()).scrollIntoView({ block: "center" });
        const entry = document.querySelector(`.toc a[href="#${slide.id}"]`).closest("li");
        for (let i = 0; i < 100 && !entry.matches(".done"); i += 1) await new Promise((done) => setTimeout(done, 30));
      }
    });
    assert.deepEqual(await page.locator("[data-key]:not([data-state])").evaluateAll((all) => all.map(({ dataset }) => dataset.key)), [], lesson);
    assert.deepEqual(await page.locator(".quiz[data-state=wrong]").evaluateAll((all) => all.map(({ dataset }) => dataset.key)), [], lesson);
    assert.deepEqual(await page.locator(".said:empty").count(), 0, lesson);
    assert.deepEqual(await page.locator(".toc li:not(.done)").allInnerTexts(), [], lesson);
  }
  for (const lang of LANGUAGES) {
    await page.goto(new URL(`${lang}/lessons/`, site.url).href);
    assert.equal(await page.locator("[data-lesson].done").count(), paths.length);
  }
});

const done = (page) => page.locator("[data-lesson=softmax] .so-far").innerText();

test("the list of lessons shows what is done of each", async (t) => {
  const page = await open(t, LESSON);
  await set(page, "scores-1", "0.6");
  await check(page, "scores-1");
  await page.goto(new URL("en/fixtures/lessons/", site.url).href);
  assert.equal(await done(page), "1 of 7 slides");
  assert.equal(await page.locator("[data-lesson=softmax] progress").evaluate((progress) => progress.value), 1);
  assert.equal(await page.locator("[data-lesson=neuron] .so-far").innerText(), "");
  await axe(page);
});

test("progress can be taken along, deleted, and had back", async (t) => {
  const page = await open(t, "en/fixtures/lessons/");
  const progress = { softmax: { "scores-1": { given: 0.6, right: false }, "#scores": 1 } };
  await page.evaluate((text) => localStorage.setItem("kassei-progress", text), JSON.stringify(progress));
  await page.reload();
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("[name=export]").click()]);
  assert.equal(download.suggestedFilename(), "kassei-progress.json");
  assert.deepEqual(JSON.parse(readFileSync(await download.path(), "utf8")), progress);
  assert.ok(await page.locator("[name=undo]").isHidden());
  await page.locator("[name=delete]").click();
  assert.equal(await page.evaluate(() => localStorage.getItem("kassei-progress")), null);
  assert.equal(await page.locator(".told").innerText(), "Deleted.");
  assert.equal(await done(page), "");
  await page.locator("[name=undo]").click();
  assert.deepEqual(await kept(page), progress);
  assert.equal(await done(page), "1 of 7 slides");
  assert.equal(await page.locator(".told").innerText(), "It is back.");
  assert.ok(await page.locator("[name=undo]").isHidden());
});

test("the script and the style sheet of lessons stay small", () => {
  for (const [file, most] of [["lesson.js", 4096], ["lesson.css", 3072]]) {
    const text = readFileSync(new URL(`../../static/${file}`, import.meta.url), "utf8");
    const { code } = transformSync(text, { loader: file.endsWith("js") ? "js" : "css", minify: true, format: file.endsWith("js") ? "esm" : undefined });
    const size = brotliCompressSync(code).length;
    assert.ok(size <= most, `${file}: ${size} bytes`);
  }
});
