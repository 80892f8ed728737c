// Questions of lessons: what one answers is judged, kept and told.

import assert from "node:assert/strict";
import { test } from "node:test";
import { drag, drawn } from "./support/exhibits.mjs";
import { LESSON, block, check, choose, hints, isOpen, kept, said, set, type, setUpLessons } from "./support/lesson.mjs";

const { open } = await setUpLessons();

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
