// The playground under a person's hands: it learns, breaks and is mended, is shared and reopened.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LANGUAGES, drawn, exhibit, find, setUp, stateOf, valuesAt, valuesOf } from "./support/exhibits.mjs";
import { button, picture, play, until } from "./support/train.mjs";

const { open, show } = await setUp();
const alone = (t, state = "", options) => show(t, exhibit("train", state), options);
const notice = (page) => page.locator(".notices .problems");

test("from the first look to a learnt circle it is one press, and one undo back", async (t) => {
  const page = await open(t, "en/playground/");
  const element = find(page);
  assert.equal(page.workers().length, 0, "nothing trains by itself");
  const before = await valuesOf(element);
  assert.equal(before.step, 0);
  await play(page);
  await until(page, (values) => values.test_loss < 0.1 && values.accuracy > 0.95);
  await play(page);
  await drawn(page);
  const after = await valuesOf(element);
  const words = await page.locator(".drive .read").innerText();
  assert.ok(words.includes(String(after.epoch)), `${words} has ${after.epoch}`);
  await page.waitForFunction((step) => location.search.includes(`w=${step}`), after.step);

  await button(page, "undo").click();
  assert.deepEqual(await valuesOf(element), before);
  await button(page, "redo").click();
  assert.deepEqual(await valuesOf(element), after);
});

test("the spiral is learnt to under 5 % error with what the panels offer", async (t) => {
  const page = await alone(t);
  await button(page, "data-spiral").click();
  for (let i = 0; i < 4; i += 1) await button(page, "more-1").click();
  for (let i = 0; i < 6; i += 1) await button(page, "more-2").click();
  await page.locator("select[name=opt]").selectOption("adam");
  await page.locator("input[name=rate-number]").fill("0.005");
  await page.locator("input[name=rate-number]").press("Enter");
  await page.locator("select[name=speed]").selectOption("max");
  const { n, opt, rate, data } = await stateOf(find(page));
  assert.deepEqual([n, opt, rate, data], ["8,8", "adam", "0.005", "spiral"]);
  await play(page);
  await until(page, ({ accuracy }) => accuracy > 0.95);
  await play(page);
});

test("equal seeds give equal runs, and a new seed another", async (t) => {
  const page = await alone(t, "epochs=3&speed=max");
  const run = async () => {
    await play(page);
    await until(page, ({ epoch }) => epoch >= 3);
    return (await stateOf(find(page))).w;
  };
  const first = await run();
  assert.match(await notice(page).innerText(), /Epoch 3 is over/);
  await button(page, "replay").click();
  assert.equal((await stateOf(find(page))).w, undefined);
  assert.equal(await run(), first);
  await button(page, "new-seed").click();
  assert.equal((await stateOf(find(page))).w, undefined);
  assert.notEqual(await run(), first);
});

test("a half-trained network is shared, reopened with every bit, and looks the same", async (t) => {
  const page = await alone(t, "data=xor&n=3");
  for (const name of ["example", "batch-step", "epoch-step"]) {
    const { step } = await valuesOf(find(page));
    await button(page, name).click();
    await until(page, (values) => values.step > step);
  }
  // One example and ten; the epoch ends with the other 239, in 24 batches.
  assert.match((await stateOf(find(page))).w, /^26,250,/);
  await drawn(page);
  const state = await find(page).evaluate(({ state }) => state);
  const [values, colours] = [await valuesOf(find(page)), await picture(page)];

  const other = await alone(t, state);
  assert.deepEqual(await valuesOf(find(other)), values);
  assert.equal(await find(other).evaluate(({ state }) => state), state);
  await drawn(other);
  assert.equal(await picture(other), colours);
  assert.equal(other.workers().length, 0);

  // And it goes on from there.
  await button(other, "batch-step").click();
  await until(other, (values) => values.step === 27);
});

/** The first byte of each message to the worker, which says what it is: `TO_WORKER` of `support/trainer.mjs`. */
const LOAD = 0;
const watchWorker = () => {
  globalThis.told = [];
  const before = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...rest) {
    const bytes = message instanceof ArrayBuffer ? new Uint8Array(message) : message;
    if (ArrayBuffer.isView(bytes)) told.push(bytes[0]);
    return before.call(this, message, ...rest);
  };
};

test("one example, a batch, an epoch, slow speeds, a weight by hand: the optimiser keeps its memory", async (t) => {
  const page = await alone(t, "opt=adam&n=3");
  await page.evaluate(watchWorker);
  const press = async (name) => {
    const { step } = await valuesOf(find(page));
    await button(page, name).click();
    await until(page, (values) => values.step > step);
  };
  for (const name of ["batch-step", "example", "epoch-step", "example", "batch-step"]) await press(name);
  await page.locator('[data-unit="1,0"]').click();
  await page.locator("input[name=bias-number]").fill("0.5");
  await page.locator("input[name=bias-number]").press("Enter");
  await press("batch-step");
  for (const speed of ["10", "1", "1000", "max"]) {
    await page.locator("select[name=speed]").selectOption(speed);
    await press("play");
    await play(page);
  }
  await page.locator("input[name=batch-number]").fill("20");
  await page.locator("input[name=batch-number]").press("Enter");
  await press("batch-step");
  const told = await page.evaluate(() => globalThis.told);
  assert.equal(told.filter((what) => what === LOAD).length, 1, told.join(" "));
});

test("an epoch is over when its examples have been seen, be it one by one", async (t) => {
  // 10 of 100 points, two batches of 5.
  const page = await alone(t, "data=xor&n=3&points=100&split=10&batch=5&epochs=3");
  const epoch = async () => Number(/(\d+)/.exec(await page.locator(".drive .read").innerText())[1]);
  const press = async (name) => {
    const { step } = await valuesOf(find(page));
    await button(page, name).click();
    await until(page, (values) => values.step > step);
    await drawn(page);
  };
  for (let i = 0; i < 4; i += 1) await press("example");
  assert.deepEqual([(await valuesOf(find(page))).epoch, await epoch()], [0, 0]);
  await press("batch-step");
  await press("example");
  assert.deepEqual([(await valuesOf(find(page))).epoch, await epoch()], [1, 1]);
  assert.match((await stateOf(find(page))).w, /^6,10,/);
  await press("example");
  await press("epoch-step");
  assert.match((await stateOf(find(page))).w, /^9,20,/);
  assert.deepEqual([(await valuesOf(find(page))).epoch, await epoch()], [2, 2]);
  // It rests after three of them: from here, and from the start by whole batches, of which a link need not say more.
  for (const [speed, link] of [["10", /^11,30,/], ["max", /^6,[^,]+$/]]) {
    await page.locator("select[name=speed]").selectOption(speed);
    await play(page);
    await notice(page).waitFor();
    assert.match(await notice(page).innerText(), /Epoch 3 is over/);
    assert.match((await stateOf(find(page))).w, link);
    await button(page, "replay").click();
  }
});

test("a worker that dies leaves the network, a clear card, and a way on", async (t) => {
  const page = await alone(t, "", { allow: [/training was lost/] });
  await play(page);
  await until(page, ({ step }) => step > 50);
  await page.workers()[0].evaluate(() => dispatchEvent(new MessageEvent("message", { data: new ArrayBuffer(1) })));
  await notice(page).waitFor();
  assert.match(await notice(page).innerText(), /worker ended unexpectedly.*kept as it was at step \d+/s);
  const { step, train_loss: loss } = await valuesOf(find(page));
  assert.ok(step > 50);
  await button(page, "go-on").click();
  await until(page, (values) => values.step > step);
  await play(page);
  const after = await valuesOf(find(page));
  assert.ok(after.train_loss <= loss + 0.1, `${after.train_loss} after ${loss}`);
});

test("a rate of a million breaks it, is explained, and is undone or lowered", async (t) => {
  const page = await alone(t, "data=plane&f=relu&rate=1000000");
  await play(page);
  await notice(page).waitFor();
  assert.match(await notice(page).innerText(), /numbers broke at step \d+: in .*|loss has grown/s);
  const broken = await page.locator(".drive .read").innerText();
  assert.ok(!broken.includes("NaN"), broken);
  await button(page, "undo-run").click();
  await drawn(page);
  assert.equal(await notice(page).count(), 0);
  assert.equal((await valuesOf(find(page))).step, 0);

  await play(page);
  await notice(page).waitFor();
  await button(page, "slower").click();
  await drawn(page);
  assert.equal((await stateOf(find(page))).rate, "100000");
});

test("keys alone train, choose a neuron, change its weight and its bias", async (t) => {
  const page = await alone(t);
  await button(page, "play").focus();
  await page.keyboard.press("Enter");
  await until(page, ({ step }) => step > 20);
  await page.keyboard.press("Space");
  await page.locator('[data-unit="1,0"]').focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await drawn(page);
  assert.match(await page.locator(".unit-part h3").innerText(), /Neuron 2 of layer 2/);
  const field = page.locator("input[name=weight-3-number]");
  await field.focus();
  await page.keyboard.press("Control+A");
  await page.keyboard.type("-2.5");
  await page.keyboard.press("Enter");
  await page.locator("input[name=bias-number]").fill("0.75");
  await page.keyboard.press("Enter");
  await button(page, "table").click();
  const rows = await page.locator(".sheet tr").allInnerTexts();
  assert.ok(rows.some((row) => /h1,3 → h2,2\s+−2\.5000/.test(row)), rows.join("\n"));
  assert.ok(rows.some((row) => /Neuron 2 of layer 2, Bias\s+0\.7500/.test(row)), rows.join("\n"));
});

test("layers take one's own formula, and one that is none is explained and changes nothing", async (t) => {
  const why = { en: /is missing after “\*”.*stays in use/, ja: /「\*」のあとに、数か x か関数が必要/ };
  for (const lang of LANGUAGES) {
    const page = await alone(t, "", { lang });
    const field = page.locator("input[name=formula]");
    assert.equal(await field.count(), 0);
    for (const name of ["f1", "f2"]) await page.locator(`select[name=${name}]`).selectOption("");
    assert.deepEqual(await stateOf(find(page)), { f: "own" });
    await field.fill("x*");
    await field.press("Enter");
    assert.match(await page.locator(".own-formula .reply").innerText(), why[lang]);
    assert.equal(await field.inputValue(), "x*");
    assert.deepEqual(await stateOf(find(page)), { f: "own" });
    await field.fill("max(x, 0) - 0.2*exp(-x^2)");
    await field.press("Enter");
    await drawn(page);
    assert.equal(await page.locator(".own-formula .reply").count(), 0);
    assert.equal((await stateOf(find(page))).formula, "max(x, 0) - 0.2*exp(-x^2)");
    await page.locator('[data-unit="1,0"]').click();
    assert.match(await page.locator(".unit-reading").innerText(), /exp\(-x\^2\)/);
  }
});

test("one's own formula learns, and a link takes it along", async (t) => {
  const page = await alone(t, new URLSearchParams({ f: "own", formula: "max(x, 0) - 0.2*exp(-x^2)" }).toString());
  await play(page);
  await until(page, (values) => values.test_loss < 0.1 && values.accuracy > 0.95);
  await play(page);
  const state = await find(page).evaluate((element) => element.state);
  const other = await alone(t, state);
  assert.deepEqual(await valuesOf(find(other)), await valuesOf(find(page)));
});

test("hostile states open with what can be used of them", async (t) => {
  const page = await alone(t);
  const element = find(page);
  for (const state of [
    "n=256,256,256,256,256,256,256,256&look=export",
    "n=&f=",
    "w=5,AAAA",
    `w=99999999999999999999,${"A".repeat(9000)}`,
    "data=own&own=1,2,9e5,3",
    "features=&data=abs&batch=2000&points=10",
    `own=${"1,".repeat(2000)}1`,
  ]) {
    const values = await valuesAt(element, state);
    for (const value of Object.values(values)) assert.ok(Number.isFinite(value), state);
    await drawn(page);
    assert.equal(await page.locator(".drive").count(), 1, state);
  }
});

test("a net too large for a link says so once it has learnt", async (t) => {
  const page = await alone(t, "n=64,64&speed=max");
  await button(page, "epoch-step").click();
  await page.locator(".remarks .note-line").waitFor();
  assert.match(await page.locator(".remarks").innerText(), /4417 parameters/);
  assert.equal((await stateOf(find(page))).w, undefined);
});

test("it rests when the page is hidden, and ends when it is removed", async (t) => {
  const page = await alone(t, "speed=max");
  await play(page);
  await until(page, ({ step }) => step > 100);
  await page.evaluate(() => {
    Object.defineProperty(document, "hidden", { value: true, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await drawn(page);
  assert.match(await button(page, "play").innerText(), /Train/);
  await find(page).evaluate((element) => element.remove());
  await page.waitForFunction(() => true);
  for (let i = 0; i < 50 && page.workers().length > 0; i += 1) await new Promise((done) => setTimeout(done, 100));
  assert.equal(page.workers().length, 0);
});

test("nothing sticks out on a narrow screen", async (t) => {
  for (const lang of LANGUAGES) {
    for (const state of ["", "data=own&look=export", "n=8,8,8,8,8,8&data=four_corners&look=confusion"]) {
      const page = await alone(t, state, { lang, viewport: { width: 320, height: 700 } });
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320, `${lang} ${state}`);
    }
  }
});
