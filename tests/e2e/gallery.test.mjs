// The gallery: pictures of all functions that become live when they are chosen.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LANGUAGES, drawn, isNear, setUp } from "./support/exhibits.mjs";
import { FUNCTIONS, ROWS } from "./support/reference.mjs";

const { open } = await setUp();
const cardOf = (page, f) => page.locator(`.gallery kassei-exhibit[state='f=${f}']`);
const isLive = (card) => card.evaluate((element) => element.matches(":state(live)"));

/** What has the focus, from the page inwards. */
const focus = (page) =>
  page.evaluate(() => {
    const path = [];
    for (let active = document.activeElement; active; active = active.shadowRoot?.activeElement) {
      path.push(active.getAttribute("state") ?? active.getAttribute("role") ?? active.className);
    }
    return path;
  });

test("every function of the table has a card with its picture and its name", async (t) => {
  for (const lang of LANGUAGES) {
    const page = await open(t, `${lang}/`);
    const states = await page.locator(".gallery kassei-exhibit").evaluateAll((cards) => cards.map((card) => card.getAttribute("state")));
    assert.deepEqual(states.toSorted(), FUNCTIONS.map((f) => `f=${f}`).toSorted());
    const names = await page.locator(".gallery .tile > a").allInnerTexts();
    assert.equal(new Set(names).size, FUNCTIONS.length);
    for (const name of [names[0], names.at(-1)]) assert.equal(await page.locator(".gallery").getByRole("button", { name, exact: true }).count(), 1, name);
  }
});

test("a card comes alive by mouse or keyboard, takes the focus, and gives it back", async (t) => {
  const page = await open(t, "en/");
  const ways = { mouse: (button) => button.click(), keyboard: (button) => button.press("Enter") };
  for (const [way, choose] of Object.entries(ways)) {
    const card = cardOf(page, "swish");
    await choose(card.locator(".choose"));
    await card.locator("canvas").waitFor();
    await page.waitForFunction(() => document.activeElement?.shadowRoot?.activeElement?.getAttribute("role") === "slider");
    assert.deepEqual((await focus(page)).slice(1), ["slider"], way);
    await page.keyboard.press("End");
    const { y } = ROWS.find((row) => row.f === "swish" && row.parameters === "&p.beta=1" && row.x === 6);
    isNear(await card.evaluate((element) => element.values.y), y);
    await card.getByRole("button", { name: "Close" }).click();
    assert.equal(await isLive(card), false);
    assert.equal(await card.locator("canvas").count(), 0);
    assert.deepEqual((await focus(page)).slice(-1), ["choose"], way);
  }
});

test("never more than six canvases are live, and those in use stay", async (t) => {
  const page = await open(t, "en/");
  const canvases = () => page.locator("kassei-exhibit canvas").count();
  for (const f of FUNCTIONS.slice(0, 9)) {
    await cardOf(page, f).locator(".choose").click();
    await cardOf(page, f).locator("canvas").waitFor();
    await drawn(page);
    assert.ok((await canvases()) <= 6, `${await canvases()} canvases after ${f}`);
    assert.ok(await isLive(cardOf(page, f)), f);
  }
  assert.equal(await isLive(cardOf(page, FUNCTIONS[0])), false, "the first one is a card again");
  assert.ok(await cardOf(page, FUNCTIONS[0]).locator(".choose").isVisible());
  // The neuron, far above, made room too. It comes back when it is in view again.
  await page.evaluate(() => scrollTo(0, 0));
  await page.locator("#neuron canvas").waitFor();
  await drawn(page);
  assert.ok((await canvases()) <= 6);
});
