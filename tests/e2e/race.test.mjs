// A fair race: run from the page to its verdict, by several workers, and opened again without running.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { LANGUAGES, drawn, exhibit, find, heard, listen, setState, setUp, stateOf, valuesOf } from "./support/exhibits.mjs";
import { OF_DEATH, kill, killAll, watchWorkers } from "./support/trainer.mjs";

const { show } = await setUp();
const alone = (t, state = "", options) => show(t, exhibit("race", state), options);

/** A link whose race the native tests have run. */
const RECORDED = readFileSync(new URL("../data/race.txt", import.meta.url), "utf8").trim();
const open = (link) => link.replace(/&result=.*/, "");

const button = (page) => page.locator("button[name=race]");
/** Until the race is over. */
const over = (page) => page.locator(".judgement li").first().waitFor({ timeout: 90_000 });
/** Until more than so many of its trainings are done. */
const beyond = (page, done) =>
  page.waitForFunction((done) => document.querySelector("kassei-exhibit").shadowRoot.querySelector("progress").value > done, done);
const sentences = (page) => page.locator(".judgement li").allInnerTexts();

test("a race runs from the page to its verdict, and comes to what it came to natively", async (t) => {
  const page = await alone(t, open(RECORDED));
  await listen(page, "kassei-change");
  assert.equal(await page.locator(".judgement li").count(), 0);
  assert.equal((await valuesOf(find(page))).first, undefined);
  await button(page).click();
  assert.equal(await button(page).innerText(), "Stop");
  await over(page);
  assert.equal(await find(page).evaluate((element) => element.state), RECORDED);
  assert.equal((await heard(page)).length, 1, "one change, so one undo");
  const cells = page.locator(".medians tbody td");
  const times = (await cells.allInnerTexts()).filter((_, i) => i % 6 === 4);
  assert.ok(times.every((time) => Number(time) > 0), `${times}: measured on this machine`);
  await page.locator("button[name=undo]").click();
  assert.equal((await stateOf(find(page))).result, undefined);
});

test("a race that was shared is there without running, its limits beside its verdict", async (t) => {
  for (const lang of LANGUAGES) {
    const page = await alone(t, RECORDED, { lang });
    const values = await valuesOf(find(page));
    assert.equal(values.arrived2, 6);
    assert.ok(values.p12 < 0.05 && values.factor12 > 1.1);
    assert.equal((await sentences(page)).length, 1);
    assert.ok(await page.locator(".toy").isVisible());
    assert.deepEqual(await page.evaluate(() => performance.getEntriesByType("resource").filter(({ name }) => name.includes("trainer")).length), 0);
  }
});

test("the keyboard alone sets a race, runs it, and stops it", async (t) => {
  const page = await alone(t, "seeds=40&epochs=480&layers=8&units=32");
  await page.locator("select[name=data]").focus();
  await page.keyboard.press("ArrowDown");
  assert.equal((await stateOf(find(page))).data, "xor");
  await button(page).focus();
  await page.keyboard.press("Enter");
  await page.locator(".start .keys-hint", { hasText: "Choosing" }).waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".start .keys-hint", { hasText: "Stopped" }).waitFor();
  assert.equal(await button(page).innerText(), "Race");
  assert.equal((await stateOf(find(page))).result, undefined);
});

test("a change while it runs ends the race, for it would be another one", async (t) => {
  const page = await alone(t, "seeds=40&epochs=480&layers=8");
  await button(page).click();
  await page.locator("select[name=epochs]").selectOption("240");
  await drawn(page);
  assert.equal(await button(page).innerText(), "Race");
});

test("a thing against itself: no real difference, and a step does not learn", async (t) => {
  const page = await alone(t, "who=relu,relu,step&seeds=8&epochs=15&layers=2&units=4&noise=0&target=0.4");
  await button(page).click();
  await over(page);
  const [self, step] = await sentences(page);
  assert.match(self, /no real difference/);
  assert.match(step, /ReLU is really faster than Step, which reaches the target from no start/);
  const values = await valuesOf(find(page));
  assert.deepEqual([values.p12, values.factor12, values.arrived3, values.steps3], [1, 1, 0, undefined]);
});

test("too few starts are said to be too few", async (t) => {
  const page = await alone(t, "who=step,relu&seeds=5&epochs=15&layers=1&units=4");
  await button(page).click();
  await over(page);
  assert.match((await sentences(page))[0], /too few starts/);
});

test("contestants come, go and change; what was run of others is gone", async (t) => {
  const page = await alone(t, RECORDED);
  await page.locator("button[name=add]").click();
  let state = await stateOf(find(page));
  assert.equal(state.who, "sigmoid,relu,gelu");
  assert.equal(state.result, undefined);
  const third = page.locator(".entrant").nth(2);
  await third.locator("select[name=f]").selectOption("leaky_relu");
  await third.locator("select[name=optimizer]").selectOption("adam");
  await third.locator("select[name=norm]").selectOption("batch");
  await third.locator("input[name='p.alpha-number']").fill("0.2");
  state = await stateOf(find(page));
  assert.equal(state.who, "sigmoid,relu,leaky_relu:0.2/adam/batch");
  await page.locator(".entrant").first().locator("button[name=remove]").click();
  assert.equal((await stateOf(find(page))).who, "relu,leaky_relu:0.2/adam/batch");
  assert.ok(await page.locator("button[name=remove]").first().isDisabled(), "two take part at least");
});

test("presets are races to begin with", async (t) => {
  const page = await alone(t, "seeds=8");
  await page.locator("button[name=rectifiers]").click();
  assert.equal((await stateOf(find(page))).who, "relu,leaky_relu,gelu,swish,mish");
  assert.equal(await page.locator("button[name=rectifiers]").getAttribute("aria-pressed"), "true");
  await page.locator("button[name=deep]").click();
  assert.deepEqual(await stateOf(find(page)), {});
});

test("a result of other settings is refused, and the rest is used", async (t) => {
  const page = await alone(t);
  await setState(find(page), RECORDED.replace("seeds=6", "seeds=7"));
  await drawn(page);
  assert.match(await page.locator(".problems").innerText(), /result=/);
  assert.equal((await valuesOf(find(page))).first, undefined);
});

test("a worker that dies is replaced, and the race comes to what it would have come to", async (t) => {
  const page = await alone(t, open(RECORDED), { allow: OF_DEATH });
  await watchWorkers(page);
  await button(page).click();
  await kill(page);
  await page.locator(".start .keys-hint", { hasText: "begun its training anew" }).waitFor();
  await over(page);
  assert.equal(await find(page).evaluate((element) => element.state), RECORDED);
});

test("when no worker survives, that is said, what was run is kept, and the race goes on from there", async (t) => {
  const words = { en: /interrupted.*is kept/, ja: /止まりました.*残っています/ };
  const goOn = { en: "Go on", ja: "続ける" };
  for (const lang of LANGUAGES) {
    const page = await alone(t, "seeds=40&epochs=120", { lang, allow: OF_DEATH });
    const done = () => page.locator(".start progress").evaluate(({ value }) => value);
    await watchWorkers(page);
    await button(page).click();
    await beyond(page, 0);
    await killAll(page);
    await page.locator(".start .keys-hint", { hasText: words[lang] }).waitFor();
    assert.equal(await button(page).innerText(), goOn[lang]);
    const reached = await done();
    assert.ok(reached > 0);
    await button(page).click();
    assert.ok((await done()) >= reached);
    await beyond(page, reached);
  }
});
