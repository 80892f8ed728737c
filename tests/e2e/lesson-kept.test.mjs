// What was answered in lessons: it is there again, counted, taken along, deleted and had back.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { axe } from "./support/browser.mjs";
import { LANGUAGES } from "./support/exhibits.mjs";
import { LESSON, block, check, choose, kept, said, set, type, setUpLessons } from "./support/lesson.mjs";

const { site, open } = await setUpLessons();

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
