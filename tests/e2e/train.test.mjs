// The playground under a person's hands: it learns, is looked into, breaks and is mended, is shared and reopened.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LANGUAGES, drawn, exhibit, find, isNear, setUp, stateOf, valuesAt, valuesOf } from "./support/exhibits.mjs";

const { open, show } = await setUp();
const alone = (t, state = "", options) => show(t, exhibit("train", state), options);

const button = (page, name) => page.locator(`button[name="${name}"]`);
const play = (page) => button(page, "play").click();
const notice = (page) => page.locator(".notices .problems");

/** Until the values of the state are such; a run tells its state twice a second. */
async function until(page, test) {
  const end = Date.now() + 60_000;
  let values = await valuesOf(find(page));
  for (; !test(values); values = await valuesOf(find(page))) {
    assert.ok(Date.now() < end, `waited for ${test}, found ${JSON.stringify(values)}`);
    await new Promise((done) => setTimeout(done, 50));
  }
  return values;
}

/** The colours of the large picture, as they are on the canvas. */
const picture = (page) => page.locator(".plane canvas").evaluate((canvas) => canvas.toDataURL());

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

/** What stands in an element, without the breaks and spaces between the pieces of a formula. */
const wordsOf = async (locator) => (await locator.textContent()).replace(/\s+/g, "");
/** The numbers with decimals in that. */
const numbersOf = (words) => [...words.replaceAll("−", "-").matchAll(/-?\d+\.\d+/g)].map(Number);

/** The boxes of what must not move. */
const boxes = (page) =>
  page.evaluate(() => {
    const root = document.querySelector("kassei-exhibit").shadowRoot;
    const parts = [".unit-reading", ".layers-part", ".whose", ".said", ".losses", ".how-part", ".plane, .square"];
    return parts.map((part) => {
      const { x, y, width, height } = root.querySelector(part).getBoundingClientRect();
      return [part, x, y, width, height].join(" ");
    });
  });

/** Counts how often the canvas of the net is painted, from now on. */
const countPaints = (page) =>
  page.evaluate(() => {
    globalThis.paints = { net: 0, plane: 0 };
    const before = CanvasRenderingContext2D.prototype.setTransform;
    CanvasRenderingContext2D.prototype.setTransform = function (...to) {
      const stage = this.canvas.parentNode?.closest?.(".stage");
      if (stage?.matches(".net-stage")) paints.net += 1;
      if (stage?.matches(".plane")) paints.plane += 1;
      return before.apply(this, to);
    };
  });

/** The middle of an element, or another place of it as shares of its sides. */
async function at(locator, right = 0.5, down = 0.5) {
  const { x, y, width, height } = await locator.boundingBox();
  return [x + right * width, y + down * height];
}

test("a neuron that is pointed at or has the focus shows its sum with live numbers, and nothing moves", async (t) => {
  const hint = { en: /Pointataneuron/, ja: /ニューロンを指す/ };
  for (const lang of LANGUAGES) {
    const page = await alone(t, "n=2", { lang, viewport: { width: 1280, height: 900 } });
    const reading = page.locator(".unit-reading");
    assert.match(await wordsOf(reading), hint[lang]);
    await countPaints(page);
    const before = await boxes(page);
    // The middle of a unit's picture is the middle of the plane; three quarters across and a quarter down is (3, 3).
    const unit = page.locator('[data-unit="1,1"]');
    for (const [right, down, x, y] of [[0.5, 0.5, 0, 0], [0.75, 0.25, 3, 3]]) {
      await page.mouse.move(...(await at(unit, right, down)));
      await drawn(page);
      const words = await wordsOf(reading);
      assert.match(words, /z=.*·x₁.*·x₂.*h1,2=tanh\(z\)=/);
      const [atX, atY, w1, w2, b, z, a] = numbersOf(words);
      // A pixel of so small a picture is 0.2 of the plane.
      assert.ok(Math.abs(atX - x) < 0.4 && Math.abs(atY - y) < 0.4, words);
      // Two decimals of each are shown.
      isNear(z, w1 * atX + w2 * atY + b, 0.05);
      isNear(a, Math.tanh(z), 0.02);
    }
    assert.deepEqual(await boxes(page), before);
    assert.equal(await page.evaluate(() => paints.net), 0);

    // Away from it, nothing is said; one that is chosen stays; and keys do the same.
    await page.mouse.move(2, 2);
    await drawn(page);
    assert.match(await wordsOf(reading), hint[lang]);
    await page.locator('[data-unit="1,0"]').focus();
    await drawn(page);
    assert.match(await wordsOf(reading), /h1,1=/);
    await page.keyboard.press("ArrowRight");
    await drawn(page);
    assert.match(await wordsOf(reading), /y=σ\(z\)=/);
    await unit.click();
    await page.mouse.move(2, 2);
    await page.locator("button[name=play]").focus();
    await drawn(page);
    assert.match(await wordsOf(reading), /h1,2=/);
    assert.deepEqual((await boxes(page)).slice(0, 2), before.slice(0, 2));

    // While it learns the numbers follow.
    const words = await wordsOf(reading);
    await button(page, "epoch-step").click();
    await until(page, ({ step }) => step === 25);
    await drawn(page);
    assert.notEqual(await wordsOf(reading), words);
  }
});

test("the large picture is that of the neuron or input that is pointed at or has the focus, and then the net's again", async (t) => {
  const names = {
    en: { net: /^What the net says\s+■ 1\s*● 2$/, unit: /^Neuron 2 of layer 1\s+■ below 0\s*■ above 0$/, input: /^Input x₁/ },
    ja: { net: /^ネットの答え\s+■ 1\s*● 2$/, unit: /^第1層のニューロン2\s+■ 0未満\s*■ 0超$/, input: /^入力 x₁/ },
  };
  for (const [lang, viewport] of [["en", { width: 1280, height: 900 }], ["ja", { width: 360, height: 1800 }]]) {
    const page = await alone(t, "data=xor&n=2", { lang, viewport });
    const whose = page.locator(".whose");
    await page.locator('[data-unit="1,1"]').scrollIntoViewIfNeeded();
    await countPaints(page);
    const [before, own] = [await boxes(page), await picture(page)];
    const pictures = [own];
    for (const [unit, name] of [["1,1", names[lang].unit], ["0,0", names[lang].input]]) {
      await page.mouse.move(...(await at(page.locator(`[data-unit="${unit}"]`))));
      await drawn(page);
      assert.match(await whose.innerText(), name);
      pictures.push(await picture(page));
      assert.deepEqual(await boxes(page), before);
      await page.mouse.move(2, 2);
      await drawn(page);
      assert.match(await whose.innerText(), names[lang].net);
      assert.equal(await picture(page), own);
    }
    // Keys lead from neuron to input, and away from the net.
    await page.locator('[data-unit="1,1"]').focus();
    await drawn(page);
    assert.equal(await picture(page), pictures[1]);
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowUp");
    await drawn(page);
    assert.equal(await picture(page), pictures[2]);
    await page.keyboard.press("Enter");
    assert.equal(await page.locator(".unit-part").count(), 0, "an input has no numbers to change");
    await button(page, "play").focus({ preventScroll: true });
    await drawn(page);
    assert.equal(await picture(page), own);
    assert.equal(new Set(pictures).size, 3);
    assert.equal(await page.evaluate(() => paints.net), 0);
  }

  // While it learns the surface follows.
  const page = await alone(t, "data=xor&n=2&epochs=5", { viewport: { width: 1280, height: 900 } });
  await page.locator('[data-unit="1,0"]').focus();
  await drawn(page);
  const first = await picture(page);
  await button(page, "epoch-step").evaluate((button) => button.click());
  await until(page, ({ epoch }) => epoch === 1);
  await drawn(page);
  assert.match(await page.locator(".whose").innerText(), /^Neuron 1 of layer 1/);
  assert.notEqual(await picture(page), first);

  // Over a line it is a curve.
  const line = await alone(t, "data=sine&n=2", { viewport: { width: 1280, height: 900 } });
  const curve = () => line.locator(".result-part .square canvas").evaluate((canvas) => canvas.toDataURL());
  const own = await curve();
  await line.locator('[data-unit="1,0"]').focus();
  await drawn(line);
  assert.equal(await line.locator(".whose").innerText(), "Neuron 1 of layer 1");
  assert.notEqual(await curve(), own);
  await line.locator('[data-unit="1,0"]').blur();
  await drawn(line);
  assert.equal(await curve(), own);
});

test("a place of the picture that is pointed at, by hand or by keys, says what the net answers there", async (t) => {
  const page = await alone(t, "data=three_arms&n=3", { viewport: { width: 1280, height: 900 } });
  const [said, cross] = [page.locator(".said"), page.locator(".plane .cross")];
  await countPaints(page);
  const before = await boxes(page);
  await page.mouse.move(...(await at(page.locator(".plane"), 0.75, 0.75)));
  await drawn(page);
  const shares = (words) => [...words.matchAll(/(\d+\.\d) %/g)].map(([, share]) => Number(share));
  const words = await said.innerText();
  assert.match(words, /x₁ = 3\.0\d?, x₂ = −(3\.0|2\.9)/);
  assert.equal(shares(words).length, 3);
  isNear(shares(words).reduce((sum, share) => sum + share), 100, 0.002);
  await cross.focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowUp");
  await drawn(page);
  assert.match(await said.innerText(), /x₁ = −6\.00, x₂ = −2\.75/);
  const heard = await cross.getAttribute("aria-valuetext");
  assert.deepEqual(shares(heard), shares(await said.innerText()));
  assert.deepEqual(await boxes(page), before);
  assert.deepEqual(await page.evaluate(() => paints), { net: 0, plane: 0 });
  // What is heard of it follows the net.
  await button(page, "epoch-step").click();
  await until(page, ({ step }) => step === 25);
  await drawn(page);
  assert.notEqual(await cross.getAttribute("aria-valuetext"), heard);
  assert.ok((await page.evaluate(() => paints)).net > 0, "a step does paint it");

  // Two classes of one output, numbers over a plane, and numbers over a line.
  const two = await alone(t);
  assert.match(await two.locator(".said").innerText(), /x₁ = 0\.00, x₂ = 0\.00\s+■ 1: \d+\.\d %\s+● 2: \d+\.\d %/);
  assert.match(await (await alone(t, "data=plane")).locator(".said").innerText(), /y = −?\d\.\d{3}/);
  const line = await alone(t, "data=sine", { viewport: { width: 1280, height: 900 } });
  const still = await boxes(line);
  await line.locator(".result-part .square [role=slider]").focus();
  await line.keyboard.press("End");
  await drawn(line);
  assert.match(await line.locator(".said").innerText(), /^x₁ = 6\.00\s+y = −?\d\.\d{3}$/);
  await line.mouse.move(...(await at(line.locator('[data-unit="1,0"]'), 0.25)));
  await drawn(line);
  assert.match(await line.locator(".unit-reading").innerText(), /x₁ = −(3\.|2\.9)/);
  assert.deepEqual(await boxes(line), still);
});

test("a click on a line of the net goes to the field of its weight", async (t) => {
  const page = await alone(t, "", { viewport: { width: 1280, height: 1400 } });
  // The line from h1,3 to h2,2: parameters 0 to 11 are those of layer 1.
  const wire = page.locator('.wire[data-parameter="18"]');
  const [x, y] = await wire.evaluate((path) => {
    const { x, y } = path.getPointAtLength(path.getTotalLength() * 0.12);
    const to = path.getScreenCTM();
    return [to.a * x + to.e, to.d * y + to.f];
  });
  await page.mouse.click(x, y);
  await drawn(page);
  const field = page.locator("input[name=weight-3-number]");
  assert.ok(await field.evaluate((field) => field.getRootNode().activeElement === field));
  await page.keyboard.type("1.25");
  await page.keyboard.press("Enter");
  await drawn(page);
  assert.equal(await field.inputValue(), "1.250", "what was selected has been replaced");
  assert.match(await page.locator(".unit-reading").innerText(), /Neuron 2 of layer 2/);
});

test("each unit of a large layer is reached by hand and by keys, and what is left out is said", async (t) => {
  const more = { en: /^11–20of25$/, ja: /^11–20全25個$/ };
  for (const lang of LANGUAGES) {
    const page = await alone(t, "n=25,12", { lang, viewport: { width: 1280, height: 1400 } });
    const pages = page.locator('[data-column="1"]');
    await pages.click();
    await drawn(page);
    assert.match(await wordsOf(pages), more[lang]);
    await page.locator('[data-unit="1,14"]').click();
    await drawn(page);
    assert.match(await page.locator(".unit-part h3").innerText(), lang === "en" ? /Neuron 15 of layer 1/ : /第1層のニューロン15/);
    // The weights of a unit behind it are those of the units that are shown.
    await page.locator('[data-unit="2,0"]').click();
    assert.equal(await page.locator("input[name=weight-11-number]").count(), 1);
    assert.equal(await page.locator("input[name=weight-1-number]").count(), 0);
    await page.locator('[data-unit="1,19"]').focus();
    await page.keyboard.press("ArrowDown");
    await drawn(page);
    assert.match(await wordsOf(page.locator(".unit-reading")), /h1,21=/);
    assert.equal(await page.locator('[data-unit="1,20"]').evaluate((unit) => unit.getRootNode().activeElement === unit), true);
    await pages.focus();
    await page.keyboard.press("Enter");
    await drawn(page);
    assert.match(await wordsOf(pages), /^1–10/);
  }
});

test("own points are drawn by hand and by keys", async (t) => {
  const page = await alone(t, "data=own&n=3");
  await play(page);
  assert.match(await notice(page).innerText(), /No points yet/);
  const plane = page.locator(".plane");
  const { width, height } = await plane.boundingBox();
  await plane.click({ position: { x: width / 4, y: height / 4 } });
  await button(page, "class-1").click();
  await plane.click({ position: { x: (3 * width) / 4, y: (3 * height) / 4 } });
  await drawn(page);
  const numbers = async () => ((await stateOf(find(page))).own ?? "").split(",").map(Number);
  const [x1, y1, c1, x2, y2, c2] = await numbers();
  for (const [found, expected] of [[x1, -3], [y1, 3], [x2, 3], [y2, -3]]) isNear(found, expected, 0.05);
  assert.deepEqual([c1, c2], [1, 0]);
  // The cross is where the hand was.
  await page.locator(".cross").focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("PageUp");
  await page.keyboard.press("Enter");
  assert.deepEqual((await numbers()).slice(6), [3.25, -0.5, 0]);
  await page.keyboard.press("Delete");
  assert.equal((await numbers()).length, 6);
  await play(page);
  await until(page, ({ step }) => step > 10);
});

test("a table is pasted; what is wrong with it is said with its line, and a huge file is refused", async (t) => {
  const wrong = { en: /Line 3: .*cat.*column 2/, ja: /3行目：2列目の「cat」/ };
  for (const lang of LANGUAGES) {
    const page = await alone(t, "data=own", { lang });
    await page.locator("textarea[name=csv]").fill("x,y,label\n1,2,0\n2,cat,1\n");
    await button(page, "use-csv").click();
    assert.match(await page.locator(".reply").innerText(), wrong[lang]);
    assert.equal((await stateOf(find(page))).own, undefined);
    await page.locator("textarea[name=csv]").fill("x,y,label\n1,2,a\n2,-1,b\n3,1.5,b\n");
    await button(page, "use-csv").click();
    await drawn(page);
    assert.equal((await stateOf(find(page))).own, "1,2,0,2,-1,1,3,1.5,1");
    await page.locator("input[name=csv-file]").setInputFiles({ name: "large.csv", mimeType: "text/csv", buffer: Buffer.alloc(2_100_000, "1,2,3\n") });
    assert.match(await page.locator(".reply").innerText(), /2\.1 MB/);
    await button(page, "class-2").click();
  }
});

/** Drags over a part of the playground, and lets go: a file by its name and text, else a mere text. */
async function drop(page, where, { name, text, size = 0 }, type = "drop") {
  return page.locator(where).first().evaluate((target, { name, text, size, type }) => {
    const data = new DataTransfer();
    if (name) data.items.add(new File([text, new Uint8Array(size)], name));
    else data.setData("text/plain", text);
    const event = new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true, composed: true });
    target.dispatchEvent(event);
    return event.defaultPrevented;
  }, { name, text, size, type });
}

/** Whether all of an element is within the window. */
const isInSight = (locator) =>
  locator.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });

test("a table is dropped on the data, and the page stays", async (t) => {
  const wrong = { en: /Line 3: .*cat.*column 2/, ja: /3行目：2列目の「cat」/ };
  const large = { en: /has 10\.0 MB.*At most 2\.0 MB/, ja: /10\.0 MB あります.*2\.0 MB までです/ };
  for (const lang of LANGUAGES) {
    const page = await alone(t, "", { lang, viewport: { width: 1280, height: 420 } });
    const table = { name: "points.csv", text: "x,y,label\n1,2,a\n2,-1,b\n3,1.5,b\n" };
    const here = page.locator(".drop-here");
    const reply = page.locator(".reply");

    // Something that is no file is left alone.
    for (const type of ["dragover", "drop"]) assert.equal(await drop(page, ".data-part", { text: "1,2,3" }, type), false);
    assert.equal(await here.isVisible(), false);

    assert.equal(await drop(page, ".data-part", table, "dragover"), true);
    await here.waitFor();
    await drop(page, ".playground", table, "dragleave");
    await here.waitFor({ state: "hidden" });

    // What is wrong is said where the data are, and nothing changes.
    await drop(page, ".data-part", table, "dragover");
    assert.equal(await drop(page, ".data-part", { name: "cats.csv", text: "x,y,label\n1,2,0\n2,cat,1\n" }), true);
    await here.waitFor({ state: "hidden" });
    await reply.waitFor();
    assert.match(await page.locator(".data-part .reply").innerText(), wrong[lang]);
    assert.ok(await isInSight(reply), "below the fold it would not be seen");
    assert.equal(await drop(page, ".net-stage", { name: "large.csv", text: "1,2,3\n", size: 9_999_994 }), true);
    await page.waitForFunction(() => /MB/.test(document.querySelector("kassei-exhibit").shadowRoot.querySelector(".reply")?.innerText));
    assert.match(await reply.innerText(), large[lang]);
    assert.deepEqual(await stateOf(find(page)), {});

    assert.equal(await drop(page, ".data-part .thumbs", table), true);
    await page.locator(".own-part").waitFor();
    await drawn(page);
    assert.deepEqual(await stateOf(find(page)), { data: "own", own: "1,2,0,2,-1,1,3,1.5,1" });
    assert.equal(await reply.count(), 0);
  }
});

test("the net is taken along as JSON and comes back", async (t) => {
  const page = await alone(t, "data=xor&n=3&f=relu&look=export");
  await button(page, "epoch-step").click();
  await until(page, ({ step }) => step === 25);
  const json = await page.locator(".exports pre").first().textContent();
  const values = await valuesOf(find(page));
  const code = await page.locator(".exports summary").allInnerTexts();
  assert.deepEqual(code, ["JSON", "PyTorch", "Rust", "JavaScript"]);
  await button(page, "data-xor").click();
  await button(page, "replay").click();
  assert.equal((await valuesOf(find(page))).step, 0);
  const file = (text) => ({ name: "network.json", mimeType: "application/json", buffer: Buffer.from(text) });
  await page.locator("input[name=open-json]").setInputFiles(file(json));
  await until(page, (now) => Math.abs(now.train_loss - values.train_loss) < 1e-6);
  await page.locator("input[name=open-json]").setInputFiles(file("{}"));
  await page.locator(".reply").waitFor();
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
