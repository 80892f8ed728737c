// The contract of the element, as any page relies on it: state, values, ready, events, life and death.

import assert from "node:assert/strict";
import { test } from "node:test";
import { drawn, exhibit, find, heard, isNear, listen, setUp, stateOf, valuesAt } from "./support/exhibits.mjs";
import { PAGES } from "./support/pages.mjs";

const { site, show } = await setUp();
const LOADER = `${site.url}kassei.js`;
/** A page that has not loaded the element yet. */
const before = (t, body, options) => show(t, body, { scripts: "", alive: false, ...options });

const y = ({ w = 1.6, b = 0.8, x = -1.2 }) => Math.tanh(w * x + b);

test("a state that was set before the element is known is kept and used", async (t) => {
  const page = await before(t, exhibit("neuron", "w=2"));
  const found = await page.evaluate(async (loader) => {
    const element = document.querySelector("kassei-exhibit");
    element.state = "w=3";
    await import(loader);
    const early = { state: element.state, values: element.values };
    await element.ready;
    return { early, state: element.state, values: element.values, attribute: element.getAttribute("state") };
  }, LOADER);
  assert.deepEqual(found.early, { state: "w=3", values: null });
  assert.deepEqual([found.state, found.attribute], ["w=3", "w=2"]);
  isNear(found.values.y, y({ w: 3 }));
  await page.locator("button[name=reset]").click();
  assert.equal(await find(page).evaluate(({ state }) => state), "w=2", "reset returns to the attribute");
});

test("a state that was set while the exhibit loads is kept and used", async (t) => {
  const page = await before(t, exhibit("neuron", "w=2"));
  const found = await page.evaluate(async (loader) => {
    await import(loader);
    const element = document.querySelector("kassei-exhibit");
    const attribute = element.state;
    element.state = "w=-3";
    const ready = await element.ready;
    return { attribute, state: element.state, y: element.values.y, itself: ready === element };
  }, LOADER);
  assert.deepEqual([found.attribute, found.state, found.itself], ["w=2", "w=-3", true]);
  isNear(found.y, y({ w: -3 }));
});

test("values follow a set of the state at once", async (t) => {
  const page = await show(t, exhibit("neuron"));
  for (const w of [0.5, -2, 3.25]) isNear((await valuesAt(find(page), `w=${w}`)).y, y({ w }));
});

test("the attribute is the initial state: it is not written back, and setting it resets", async (t) => {
  const page = await show(t, exhibit("neuron", "w=2"));
  const neuron = find(page);
  await page.locator("input[name=w-number]").fill("3");
  assert.deepEqual(await neuron.evaluate((element) => [element.state, element.getAttribute("state")]), ["w=3", "w=2"]);
  const after = await neuron.evaluate((element) => {
    element.setAttribute("state", "b=-1");
    return { state: element.state, y: element.values.y };
  });
  assert.equal(after.state, "b=-1");
  isNear(after.y, y({ b: -1 }));
  await drawn(page);
  assert.ok(await page.locator("button[name=reset]").isDisabled());
  await page.locator("input[name=w-number]").fill("0");
  await page.locator("button[name=reset]").click();
  assert.equal(await neuron.evaluate(({ state }) => state), "b=-1");
});

test("the shortest state comes out, and survives a search string", async (t) => {
  const page = await show(t, exhibit("neuron", "w=1.60&b=+0.8&f=silu&x=１"));
  assert.equal(await find(page).evaluate(({ state }) => state), "f=swish&x=1");
  const round = await find(page).evaluate((element) => {
    const before = element.values.y;
    element.state = String(new URLSearchParams(element.state));
    return element.values.y === before;
  });
  assert.ok(round);
});

test("a change is told when the person makes it, once a frame, and not when a program does", async (t) => {
  const page = await show(t, exhibit("neuron"));
  await listen(page, "kassei-change");
  await valuesAt(find(page), "w=2");
  await find(page).evaluate((element) => element.setAttribute("state", "w=-2"));
  await drawn(page);
  assert.deepEqual(await heard(page), []);

  await find(page).evaluate(async ({ shadowRoot }) => {
    const slider = shadowRoot.querySelector("input[name=w]");
    await new Promise(requestAnimationFrame);
    for (let i = 0; i <= 50; i += 1) {
      slider.value = String(i / 50);
      slider.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
      await null;
    }
  });
  await drawn(page);
  const told = await heard(page);
  assert.equal(told.length, 1);
  assert.equal(told[0].state, "w=1");
  isNear(told[0].values.y, y({ w: 1 }));

  await page.locator("button[name=undo]").click();
  await drawn(page);
  assert.equal((await heard(page)).length, 2);
});

test("a change is heard outside a shadow root around the exhibit", async (t) => {
  const page = await show(t, "<div></div>");
  await listen(page, "kassei-change");
  await page.evaluate(() => {
    const root = document.querySelector("div").attachShadow({ mode: "open" });
    const element = document.createElement("kassei-exhibit");
    element.setAttribute("exhibit", "neuron");
    root.append(element);
    return element.ready;
  });
  await page.locator("button[name=slope]").click();
  await drawn(page);
  assert.equal((await heard(page)).length, 1);
});

test("a problem is told with the part that was ignored", async (t) => {
  const page = await before(t, exhibit("neuron", "w=oops"));
  await listen(page, "kassei-problem");
  await page.evaluate(async (loader) => {
    await import(loader);
    await document.querySelector("kassei-exhibit").ready;
  }, LOADER);
  await valuesAt(find(page), "nonsense=1");
  await valuesAt(find(page), "w=1");
  const told = await heard(page);
  assert.equal(told.length, 2);
  assert.match(told[0].problems.join(), /w=oops/);
  assert.match(told[1].problems.join(), /nonsense=1/);
});

test("another exhibit takes the place of the first", async (t) => {
  const page = await show(t, exhibit("neuron"));
  const values = await find(page).evaluate(async (element) => {
    element.setAttribute("exhibit", "softmax");
    await element.ready;
    return element.values;
  });
  isNear(values.sum, 1, 1e-15);
});

test("every exhibit is ready when it is drawn, on a canvas or without", async (t) => {
  const exhibits = PAGES.en.map(({ path }) => /^en\/exhibits\/([^/]+)\/$/.exec(path)?.[1]).filter(Boolean);
  const page = await show(t, exhibits.map((id) => exhibit(id)).join(""));
  for (const id of exhibits) {
    const frames = await find(page, id).evaluate(async (element) => {
      let [frames, isReady] = [0, false];
      void element.ready.then(() => (isReady = true));
      element.scrollIntoView();
      while (!isReady) {
        await new Promise(requestAnimationFrame);
        frames += element.matches(":state(live)");
      }
      return frames;
    });
    assert.ok(frames < 20, `${id}: ready after ${frames} frames`);
  }
});

test("the language is the element's own, else the closest, else English", async (t) => {
  const page = await show(
    t,
    `${exhibit("neuron", "", 'lang="ja"')} <div lang="ja-JP">${exhibit("neuron")} <div lang="en">${exhibit("neuron")}</div></div>
     <div lang="fr">${exhibit("neuron")}</div>`,
  );
  await page.evaluate(() => Promise.all([...document.querySelectorAll("kassei-exhibit")].map((element) => (element.scrollIntoView(), element.ready))));
  const titles = await page.locator("kassei-exhibit h2").allInnerTexts();
  assert.deepEqual(titles, ["ニューロン1個", "ニューロン1個", "One neuron", "One neuron"]);
});

test("switching the language keeps state and undo", async (t) => {
  const page = await show(t, exhibit("neuron"));
  await page.locator("input[name=w-number]").fill("3");
  await find(page).evaluate((element) => element.setAttribute("lang", "ja"));
  // The words of a language are loaded when they are first asked for.
  await page.locator("h2", { hasText: "ニューロン1個" }).waitFor();
  assert.equal((await stateOf(find(page))).w, "3");
  await page.locator("button[name=undo]").click();
  assert.equal(await find(page).evaluate(({ state }) => state), "");
});

test("an exhibit that is moved keeps its state and its island", async (t) => {
  const page = await show(t, `${exhibit("neuron")}<aside></aside>`);
  await page.locator("input[name=w-number]").fill("3");
  const same = await find(page).evaluate(async (element) => {
    const canvas = element.shadowRoot.querySelector("canvas");
    document.querySelector("aside").append(element);
    await null;
    return element.shadowRoot.querySelector("canvas") === canvas && element.values !== null;
  });
  assert.ok(same);
  assert.equal((await stateOf(find(page))).w, "3");
  await page.locator("button[name=undo]").click();
  assert.equal(await find(page).evaluate(({ state }) => state), "");
});

test("an exhibit that is put back in a page is as it was", async (t) => {
  const page = await show(t, exhibit("neuron"));
  await page.locator("input[name=w-number]").fill("3");
  const found = await find(page).evaluate(async (element) => {
    const { parentNode } = element;
    element.remove();
    await new Promise(requestAnimationFrame);
    const gone = { state: element.state, values: element.values };
    parentNode.append(element);
    await new Promise(requestAnimationFrame);
    return gone;
  });
  assert.deepEqual(found, { state: "w=3", values: null });
  await page.locator("input[name=w-number]").waitFor();
  assert.equal(await page.locator("input[name=w-number]").inputValue(), "3.00");
});

test("a hundred exhibits come and go, and leave nothing behind", async (t) => {
  const page = await show(t, "<div></div>");
  const session = await page.context().newCDPSession(page);
  const comeAndGo = (count) =>
    page.evaluate(async (count) => {
      const place = document.querySelector("div");
      for (let i = 0; i < count; i += 5) {
        const elements = Array.from({ length: 5 }, (_, k) => {
          const element = document.createElement("kassei-exhibit");
          element.setAttribute("exhibit", ["neuron", "function", "softmax"][k % 3]);
          element.style.cssText = "position: absolute; inset: 0 0 auto"; // all in view: what is far away would sleep on
          return element;
        });
        place.append(...elements);
        await Promise.all(elements.map((element) => element.ready));
        place.replaceChildren();
      }
      await new Promise(requestAnimationFrame);
    }, count);
  const left = async () => {
    // What the module holds goes by a finalizer, which frees more for the next round.
    for (let round = 0; round < 4; round += 1) {
      await session.send("HeapProfiler.collectGarbage");
      await drawn(page);
    }
    const { nodes, jsEventListeners } = await session.send("Memory.getDOMCounters");
    return { nodes, jsEventListeners };
  };
  await comeAndGo(20);
  const few = await left();
  await comeAndGo(80);
  const many = await left();
  // One exhibit alone has some two hundred nodes.
  assert.ok(many.nodes - few.nodes < 200, `${few.nodes} nodes grew to ${many.nodes}`);
  assert.ok(many.jsEventListeners - few.jsEventListeners < 20, `${few.jsEventListeners} listeners grew to ${many.jsEventListeners}`);
});

test("below a bar that stays, no chart is moved onto what stands beside it", async (t) => {
  for (const id of ["hinges", "parts", "race", "train", "approximation"]) {
    const page = await show(t, exhibit(id), { viewport: { width: 360, height: 800 } });
    const tops = (bar) =>
      find(page).evaluate((element, bar) => {
        document.documentElement.style.setProperty("--sticky-top", bar);
        const top = (part) => Math.round(part.getBoundingClientRect().top + scrollY);
        return [...element.shadowRoot.querySelectorAll(".stage")].map((stage) => [stage.className, top(stage)]);
      }, bar);
    assert.deepEqual(await tops("48px"), await tops("0px"), id);
  }
});
