// The playground looked into: neurons, inputs, places of its picture, lines of the net.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LANGUAGES, drawn, exhibit, isNear, setUp } from "./support/exhibits.mjs";
import { button, picture, until } from "./support/train.mjs";

const { show } = await setUp();
const alone = (t, state = "", options) => show(t, exhibit("train", state), options);

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
