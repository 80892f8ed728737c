// Lessons as one reads them: contents, terms, narrow screens, paper, no script.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { brotliCompressSync } from "node:zlib";
import { transformSync } from "esbuild";
import { axe, ready, watchShifts } from "./support/browser.mjs";
import { LANGUAGES, THEMES, drawn } from "./support/exhibits.mjs";
import { LESSON, block, check, choose, said, set, type, setUpLessons } from "./support/lesson.mjs";

const { site, open } = await setUpLessons();
const WIDTHS = [360, 768, 1440];

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

/** Answers every question of the lesson. */
async function finish(page) {
  await set(page, "scores-1", "0.6");
  for (const key of ["scores-1", "steepest-1", "steepest-2", "factor-1", "readers-1"]) {
    const radio = block(page, key).locator("input[type=radio]").first();
    if (await radio.count()) await radio.check();
    else if (key === "steepest-2") await type(page, key, "x");
    await check(page, key);
  }
}

test("axe finds nothing in a lesson, before and after it is done, in any theme, and presented", async (t) => {
  const page = await open(t, LESSON, { viewport: { width: 1280, height: 900 } });
  await axe(page);
  await finish(page);
  for (const theme of THEMES) {
    await page.locator("#theme").selectOption(theme);
    await page.locator(".term").first().focus();
    await drawn(page);
    await axe(page, theme === "light" ? {} : { runOnly: ["color-contrast"] });
  }
  const other = await open(t, "ja/fixtures/lesson/", { viewport: { width: 1280, height: 900 } });
  await finish(other);
  await axe(other);
  await other.goto(new URL("ja/fixtures/lesson/?_present#3", site.url).href);
  await ready(other);
  await other.keyboard.press("n");
  await axe(other);
  const phone = await open(t, LESSON, { viewport: { width: 360, height: 700 } });
  await phone.locator(".toc-open").click();
  await axe(phone);
});

test("the script and the style sheet of lessons stay small", () => {
  for (const [file, most] of [["lesson.js", 4096], ["lesson.css", 3072]]) {
    const text = readFileSync(new URL(`../../static/${file}`, import.meta.url), "utf8");
    const { code } = transformSync(text, { loader: file.endsWith("js") ? "js" : "css", minify: true, format: file.endsWith("js") ? "esm" : undefined });
    const size = brotliCompressSync(code).length;
    assert.ok(size <= most, `${file}: ${size} bytes`);
  }
});
