// What tests are given: a page of another test is as good as new, or is not taken.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "./support/browser.mjs";
import { setUp } from "./support/exhibits.mjs";

const { site, browser } = await setUp();

/** A test within a test: opens a page, does something there, and ends. */
async function visit(act, { passed = true } = {}) {
  const ends = [];
  const page = await openPage({ passed, after: (end) => ends.push(end) }, browser, `${site.url}404.html`, { locale: "en" });
  const found = await act(page);
  for (const end of ends) await end();
  return { page, found };
}

test("what a test leaves in a page the next does not find", async () => {
  const first = await visit((page) => page.evaluate(() => (localStorage.left = sessionStorage.left = "something")));
  const second = await visit((page) => page.evaluate(() => [localStorage.left ?? null, sessionStorage.left ?? null]));
  assert.equal(second.page, first.page, "expected the same page, so that this can be seen");
  assert.deepEqual(second.found, [null, null]);
});

for (const [what, act] of Object.entries({
  "another size": (page) => page.setViewportSize({ width: 500, height: 500 }),
  "a script of its own": (page) => page.addInitScript(() => {}),
  "an answer of its own": (page) => page.route("**/nothing", (route) => route.abort()),
  "a second page": (page) => page.context().newPage(),
  "no page": (page) => page.close(),
})) {
  test(`a page that a test gave ${what} is not taken again`, async () => {
    const first = await visit(act);
    const second = await visit(() => {});
    assert.notEqual(second.page, first.page);
  });
}

test("a page in which a test failed is not taken again", async () => {
  const first = await visit(() => {}, { passed: false });
  const second = await visit(() => {});
  assert.notEqual(second.page, first.page);
});
