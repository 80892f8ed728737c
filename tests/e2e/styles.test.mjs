// The style sheets of exhibits: there before anything is painted, and of no effect elsewhere.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage, ready } from "./support/browser.mjs";
import { exhibit, setUp } from "./support/exhibits.mjs";

const { site, browser, open, page: address } = await setUp();

/** A part that only the sheet of the large app makes a grid of, by the exhibit it is in. */
const PARTS = { race: ".entrant", function: ".facts" };

/** Counts, frame by frame, how often such a part is seen and how often it is bare. */
function watchFrames(parts) {
  globalThis.frames = { seen: 0, bare: 0 };
  const look = () => {
    for (const element of document.querySelectorAll("kassei-exhibit")) {
      const part = element.shadowRoot?.querySelector(parts[element.getAttribute("exhibit")]);
      if (!part?.checkVisibility({ visibilityProperty: true })) continue;
      globalThis.frames.seen += 1;
      if (getComputedStyle(part).display !== "grid") globalThis.frames.bare += 1;
    }
    requestAnimationFrame(look);
  };
  look();
}

/** A page whose sheet of the large app comes long after all else. */
async function openSlowly(t, url) {
  const page = await openPage(t, browser, "about:blank", { origins: [site.origin] });
  await page.addInitScript(watchFrames, PARTS);
  await page.route(/\/lab-\w+\.css$/, async (route) => {
    await new Promise((done) => setTimeout(done, 1500));
    await route.continue();
  });
  await page.goto(url, { waitUntil: "commit" });
  await page.waitForFunction(() => document.readyState === "complete");
  return page;
}

const frames = (page) => page.evaluate(() => globalThis.frames);

test("no exhibit is painted before its style sheet is there", async (t) => {
  const own = await openSlowly(t, `${site.url}en/exhibits/race/`);
  await ready(own);
  const elsewhere = await openSlowly(t, address(exhibit("race")));
  await ready(elsewhere);
  const gallery = await openSlowly(t, `${site.url}en/`);
  await gallery.locator(".gallery .choose").first().click();
  await gallery.locator(".gallery canvas").waitFor();
  for (const [name, page] of Object.entries({ own, elsewhere, gallery })) {
    await page.waitForFunction(() => globalThis.frames.seen > 0);
    assert.equal((await frames(page)).bare, 0, name);
  }
});

test("a first visit does without the styles of the large app until a card is chosen", async (t) => {
  const page = await open(t, "en/");
  const large = () => page.evaluate(() => performance.getEntriesByType("resource").filter(({ name }) => /\/lab-\w+\.css$/.test(name)).length);
  assert.equal(await large(), 0);
  await page.locator(".gallery .choose").first().click();
  await page.locator(".gallery canvas").waitFor();
  assert.ok((await large()) > 0);
});

/** The classes that change what stands at a place, although no scope that holds there has them. */
function strays({ selector, holding }) {
  const classes = new Map(); // scope, or "" for the page → its classes
  const collect = (rules, scope) => {
    for (const rule of rules) {
      const here = scope ?? rule.selectorText?.match(/^:where\(\.([\w-]+)\)$/)?.[1];
      if (!classes.has(here ?? "")) classes.set(here ?? "", new Set());
      for (const [, name] of rule.selectorText?.matchAll(/\.([a-z][\w-]*)/g) ?? []) classes.get(here ?? "").add(name);
      if (rule.cssRules) collect(rule.cssRules, here);
    }
  };
  for (const sheet of document.styleSheets) collect(sheet.cssRules);
  const known = new Set(["", ...holding].flatMap((scope) => [...classes.get(scope)]));
  const foreign = [...classes.values()].flatMap((names) => [...names]).filter((name) => !known.has(name));
  const place = document.querySelector(selector);
  const probe = (place.shadowRoot?.querySelector(".exhibit") ?? place).appendChild(document.createElement("div"));
  const look = (name) => {
    probe.className = name;
    return JSON.stringify([...getComputedStyle(probe)].map((property) => getComputedStyle(probe).getPropertyValue(property)));
  };
  const plain = look("");
  const found = foreign.filter((name) => look(name) !== plain);
  probe.remove();
  return { scopes: classes.size, foreign: foreign.length, found };
}

test("a class of an exhibit means nothing on the page around it, nor in another exhibit", async (t) => {
  const page = await open(t, "en/exhibits/race/");
  const places = [
    { selector: "main", holding: [] },
    { selector: "kassei-exhibit", holding: ["root", "exhibit", "exhibit-race"] },
  ];
  for (const place of places) {
    const { scopes, foreign, found } = await page.evaluate(strays, place);
    assert.ok(scopes > 10 && foreign > 50, `${scopes} scopes, ${foreign} classes`);
    assert.deepEqual(found, [], place.selector);
  }
});
