// Links that are broken or hostile, and a program that breaks: the exhibit opens, and says what happened.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LANGUAGES, drawn, exhibit, find, heard, isNear, listen, setUp, valuesAt, valuesOf } from "./support/exhibits.mjs";

const { show } = await setUp();

const DEFAULT = Math.tanh(1.6 * -1.2 + 0.8);

/** States of a neuron with the part that has to be named. */
const HOSTILE = {
  "x=NaN": "x=NaN",
  "x=1e999": "x=1e999",
  "x=1e7": "x=1e7",
  "x=": "x=",
  "f=%ZZ": "f=%ZZ",
  "f=%FF%FE": "f=",
  "f=nonsense": "f=nonsense",
  "w=<img src=x onerror=alert(1)>": "w=<img src=x onerror=alert(1)>",
  "w=%3Cscript%3Ealert(1)%3C/script%3E": "w=<script>alert(1)</script>",
  "show=line,<b>": "show=line,<b>",
  "p.alpha=1": "p.alpha=1",
  "unknown=1": "unknown=1",
  "=&&&;;;x": "x",
  "__proto__": null,
  "constructor=1": "constructor=1",
};

for (const lang of LANGUAGES) {
  test(`a broken or hostile state opens with defaults and names the part that was ignored (${lang})`, async (t) => {
    const page = await show(t, exhibit("neuron", "w=<img src=x onerror=alert(1)>"), { lang });
    for (const [state, part] of Object.entries(HOSTILE)) {
      isNear((await valuesAt(find(page), state)).y, DEFAULT);
      if (part !== null) assert.ok((await page.locator(".problems").innerText()).includes(part), `${state}: ${part} is not named`);
      assert.equal(await find(page).evaluate(({ shadowRoot }) => shadowRoot.querySelector("img, script, b[class=''], .problems b")), null);
    }
  });
}

test("a megabyte of rubbish is refused as a whole, in few words", async (t) => {
  const page = await show(t, exhibit("neuron", "w=3"));
  for (const rubbish of ["x=1&".repeat(250_000), "�".repeat(300_000), "%".repeat(1_000_000)]) {
    isNear((await valuesAt(find(page), rubbish)).y, DEFAULT);
    const words = await page.locator(".problems").innerText();
    assert.ok(words.length > 20 && words.length < 400, `${words.length} characters`);
  }
});

test("of many problems a few are listed and the rest is counted", async (t) => {
  const page = await show(t, exhibit("neuron", Array.from({ length: 100 }, (_, i) => `k${i}=1`).join("&")));
  assert.equal(await page.locator(".problems li").count(), 6);
  assert.match(await page.locator(".problems li").last().innerText(), /95/);
});

test("of a key that comes twice the last one counts, and that is said", async (t) => {
  const page = await show(t, exhibit("neuron", "w=2&w=3"));
  isNear((await valuesOf(find(page))).y, Math.tanh(3 * -1.2 + 0.8));
  assert.match(await page.locator(".problems").innerText(), /w=2.*more than once/);
});

test("good parts of a bad state are used", async (t) => {
  const page = await show(t, exhibit("neuron", "w=2&b=oops&f=sigmoid"));
  isNear((await valuesOf(find(page))).y, 1 / (1 + Math.exp(-(2 * -1.2 + 0.8))));
});

test("what trackers and pages append is ignored in silence", async (t) => {
  const page = await show(t, exhibit("neuron", "utm_source=a&utm_medium=b&fbclid=c&gclid=d&_embed=1&_theme=dark&w=2"));
  await listen(page, "kassei-problem");
  await valuesAt(find(page), "utm_campaign=x&w=2");
  assert.deepEqual(await heard(page), []);
  assert.equal(await page.locator(".problems").count(), 0);
  isNear((await valuesOf(find(page))).y, Math.tanh(2 * -1.2 + 0.8));
});

test("the problems can be put away", async (t) => {
  const page = await show(t, exhibit("neuron", "x=NaN"));
  await page.locator("button[name=dismiss]").click();
  assert.equal(await page.locator(".problems").count(), 0);
});

test("lists of softmax are held to their lengths and to what can be added up", async (t) => {
  const page = await show(t, exhibit("softmax"));
  for (const state of ["z=1", "z=1,2,3,4,5,6,7,8,9", "z=1,NaN", "z=,", "t=0", "t=-1", "target=9", "target=1.5", `labels=${"x".repeat(99)},b`]) {
    isNear((await valuesAt(find(page), state)).p1, Math.exp(5) / (Math.exp(5) + Math.exp(4) + Math.exp(-1)));
    assert.equal(await page.locator(".problems li").count(), 1, state);
  }
});

test("HTML in a word is text", async (t) => {
  const page = await show(t, exhibit("softmax", "labels=<img src=x onerror=alert(1)>,<script>alert(1)</script>,c&target=1&show=path"));
  assert.equal(await page.locator(".problems").count(), 0);
  await page.locator("button[name=table]").click();
  assert.ok((await page.locator(".sheet").innerText()).includes("<img src=x onerror=alert(1)>"));
  assert.equal(await find(page).evaluate(({ shadowRoot }) => shadowRoot.querySelector("img, script")), null);
});

test("an exhibit that does not exist says which ones do, and leaves the others alone", async (t) => {
  const page = await show(t, exhibit("<b>toaster</b>") + exhibit("neuron"), { alive: false, allow: [/there is no exhibit|<b>toaster/i] });
  const refused = await page.locator("kassei-exhibit").first().evaluate((element) => element.ready.then(() => false, () => true));
  assert.ok(refused);
  const words = await page.locator(".note").innerText();
  for (const word of ["<b>toaster</b>", "neuron", "function", "softmax"]) assert.ok(words.includes(word), words);
  assert.equal(await find(page, "neuron").evaluate(async (element) => (await element.ready) === element), true);
});

// The panic: the DOM refuses a node once, in the midst of a change.
const breakOnce = (page) =>
  page.evaluate(() => {
    const { insertBefore } = Node.prototype;
    Node.prototype.insertBefore = function () {
      Node.prototype.insertBefore = insertBefore;
      throw new Error("a fault from outside");
    };
  });
const FAULTS = [/panicked/, /unreachable/, /a fault from outside/];

test("after a panic each exhibit offers to reload, and comes back with its state", async (t) => {
  const page = await show(t, exhibit("neuron", "b=1") + exhibit("function"), { allow: FAULTS, viewport: { width: 1280, height: 2600 } });
  await page.clock.install();
  await page.locator("input[name=w-number]").fill("3");
  await find(page, "function").locator("input[name=x-number]").fill("2");
  await breakOnce(page);
  await find(page, "neuron").locator("button[name=table]").click();

  const cards = page.locator(".stopped");
  await cards.nth(1).waitFor();
  assert.equal(await cards.count(), 2);
  assert.match(await cards.first().innerText(), /has stopped/);
  assert.equal(await find(page, "neuron").evaluate(({ state }) => state), "w=3&b=1");

  await cards.first().getByRole("button", { name: "Reload" }).click();
  await find(page, "neuron").locator("canvas").waitFor();
  await find(page, "function").locator("canvas").waitFor();
  assert.equal(await cards.count(), 0);
  isNear((await valuesOf(find(page, "neuron"))).y, Math.tanh(3 * -1.2 + 1));
  assert.equal(await find(page, "function").evaluate(({ state }) => state), "x=2");

  // What the broken module had still to do must not break the fresh one.
  await page.clock.runFor(5000);
  await drawn(page);
  assert.equal(await cards.count(), 0);
  await find(page, "neuron").locator("input[name=w-number]").fill("1");
  isNear((await valuesOf(find(page, "neuron"))).y, Math.tanh(-1.2 + 1));
  await find(page, "neuron").locator("button[name=reset]").click();
  assert.equal(await find(page, "neuron").evaluate(({ state }) => state), "b=1");
});

test("a panic while two nets train ends both workers, and after Reload they train again from where they were", async (t) => {
  const page = await show(t, exhibit("train") + exhibit("train", "data=xor"), { allow: FAULTS, viewport: { width: 1280, height: 2600 } });
  const trainings = page.locator("kassei-exhibit");
  const steps = (i) => trainings.nth(i).evaluate(({ values }) => values?.step ?? 0);
  const trains = async (i, from) => {
    await trainings.nth(i).locator("button[name=play]").click();
    for (let tries = 0; (await steps(i)) <= from; tries += 1) {
      assert.ok(tries < 600, `training ${i} stays at step ${from}`);
      await new Promise((done) => setTimeout(done, 50));
    }
  };
  for (const i of [0, 1]) await trains(i, 0);
  assert.equal(page.workers().length, 2);
  await breakOnce(page);
  // This press meets the fault, or a report that came before it has: then there is no button any more.
  await trainings.nth(0).evaluate(({ shadowRoot }) => shadowRoot.querySelector("button[name=table]")?.click());
  await page.locator(".stopped").nth(1).waitFor();
  for (let tries = 0; page.workers().length > 0; tries += 1) {
    assert.ok(tries < 100, `${page.workers().length} workers outlive the program`);
    await new Promise((done) => setTimeout(done, 50));
  }

  await page.locator(".stopped").first().getByRole("button", { name: "Reload" }).click();
  for (const i of [0, 1]) {
    await trainings.nth(i).locator("canvas").first().waitFor();
    const before = await steps(i);
    assert.ok(before > 0, "it begins anew");
    await trains(i, before);
  }
  assert.equal(page.workers().length, 2);
  assert.equal(await page.locator(".stopped").count(), 0);
});
