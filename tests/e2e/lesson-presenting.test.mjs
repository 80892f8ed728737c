// Lessons as one presents them: a slide a screen, by keys and by swipes.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LESSON, block, said, setUpLessons } from "./support/lesson.mjs";

const { open } = await setUpLessons();

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
  await page.locator("section#gaps").waitFor();
  assert.deepEqual(await shownSlide(page), ["gaps"]);
  await swipe({ x: 100, y: 80 }, 150);
  await page.locator("section#scores").waitFor();
  assert.deepEqual(await shownSlide(page), ["scores"]);
  await swipe({ x: 250, y: 80 }, -70, 60);
  assert.deepEqual(await shownSlide(page), ["scores"], "too steep for a swipe");
  const bar = block(page, "scores-1").locator("input");
  await bar.scrollIntoViewIfNeeded();
  const { x, y } = await bar.boundingBox();
  await swipe({ x: x + 120, y: y + 24 }, -100);
  assert.deepEqual(await shownSlide(page), ["scores"], "the bar is moved, not the slide");
});
