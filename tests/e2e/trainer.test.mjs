// The worker that trains: how it starts wherever a page is, how it ends, and what is heard of it when it dies.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "./support/browser.mjs";
import { setUp } from "./support/exhibits.mjs";
import { policyEmbedding, serve } from "./support/server.mjs";
import { answer, heardOf, message, say, spirals, startTrainer } from "./support/trainer.mjs";

const { site, browser, open } = await setUp();
const EMPTY = '<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title><link rel="icon" href="data:,"><body>';
const OF_TRAINING = /trainer|engine/;

/** An empty page of the site, whose worker is started. */
async function started(t, options) {
  const page = await open(t, "404.html", { alive: false, ...options });
  await page.clock.install(); // so that a test need not wait for what comes late
  await startTrainer(page, site.url);
  return page;
}

/** An empty page of another origin, under `policy`. */
async function abroad(t, policy, options) {
  const other = await serve({ pages: { "/": EMPTY }, policy });
  t.after(() => other.close());
  const page = await openPage(t, browser, `${other.origin}/`, { origins: [other.origin, site.origin], ...options });
  await startTrainer(page, site.url);
  return page;
}

/** Trains for so many steps, and gives the last report. */
async function trained(page, steps, options = {}) {
  await say(page, "load", { ...spirals(), ...options });
  const first = await answer(page, 1);
  await say(page, "step", steps);
  const last = await answer(page, 2);
  assert.deepEqual([last.step, last.running], [first.step + steps, false]);
  assert.ok(last.loss < first.loss, `${last.loss} after ${first.loss}`);
  return last;
}

/** What 500 steps come to, in a worker of the site's own origin: the same wherever they are taken. */
let known;
const expected = async (t) => (known ??= await trained(await started(t), 500));

test("on the site's own origin a worker trains, until it is no longer wanted", async (t) => {
  const page = await started(t);
  await trained(page, 500);
  assert.equal(page.workers().length, 1);
  assert.ok(page.workers()[0].url().startsWith(site.url), page.workers()[0].url());
  assert.deepEqual(new Set((await heardOf(page)).map(([what]) => what)), new Set(["from"]));
  const ended = page.workers()[0].waitForEvent("close");
  await page.evaluate(() => trainer.end());
  await ended;
});

test("without SIMD another program takes the same steps, bit for bit", async (t) => {
  const page = await open(t, "404.html", { alive: false });
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname.split("/").at(-1)));
  await page.evaluate(() => (WebAssembly.validate = () => false));
  await startTrainer(page, site.url);
  assert.deepEqual(await trained(page, 500), await expected(t));
  const json = async (name) => (await fetch(site.url + name)).json();
  const { simd, plain } = await json((await json("kassei-assets.json")).trainer);
  assert.ok(asked.includes(plain.wasm) && !asked.includes(simd.wasm), asked.join(" "));
});

test("on another origin a worker starts through a blob", async (t) => {
  const page = await abroad(t, policyEmbedding(site.origin));
  assert.deepEqual(await trained(page, 500), await expected(t));
  assert.match(page.workers()[0].url(), /^blob:/);
});

const REFUSED = [
  ["no workers", policyEmbedding(site.origin).replace(/worker-src [^;]*/, "worker-src 'none'")],
  ["workers, but none from blobs", policyEmbedding(site.origin).replace(/(worker-src .*?) blob:/, "$1")],
  ["no scripts that others name", `${policyEmbedding(site.origin)}; trusted-types 'none'`],
];

for (const [what, policy] of REFUSED) {
  test(`where a page allows ${what}, it trains there in slices, and says so`, async (t) => {
    const page = await abroad(t, policy, { allow: [/Content Security Policy|trusted-types|TrustedTypePolicy/i] });
    assert.deepEqual(await trained(page, 500), await expected(t));
    assert.equal(page.workers().length, 0);
    assert.equal((await heardOf(page))[0][0], "slow");
    // The page has frames while it trains.
    await say(page, "run");
    await page.evaluate(async () => {
      for (let i = 0; i < 10; i += 1) await new Promise(requestAnimationFrame);
    });
    await say(page, "pause");
    const { step, running } = await answer(page, 4);
    assert.ok(step > 500 && !running, `${step}`);
  });
}

/** Kills the worker of `page` by `kill`, and goes on with another from what was last reported. */
async function recovers(t, kill) {
  const page = await started(t);
  const { parameters, step, seen } = await trained(page, 200);
  await say(page, "run", { every: 1000 });
  await kill(page);
  await page.waitForFunction(() => heard.at(-1)[0] === "lost");
  const [, why] = (await heardOf(page)).at(-1);
  assert.equal(page.workers().length, 0);
  await startTrainer(page, site.url);
  assert.deepEqual(await trained(page, 300, { start: { parameters, step, seen } }), await expected(t));
  return why;
}

test("a worker that stops without a word is missed, and another goes on", async (t) => {
  const why = await recovers(t, async (page) => {
    const [worker] = page.workers();
    await Promise.all([worker.waitForEvent("close"), worker.evaluate(() => close()).catch(() => {})]);
    await page.clock.runFor(20_000);
  });
  assert.match(why, /no answer/);
});

test("a worker that cannot read what it is told says so and ends, and another goes on", async (t) => {
  const poisoned = [...message("load", spirals()).slice(0, 40)];
  const why = await recovers(t, (page) => page.evaluate((bytes) => trainer.send(Uint8Array.from(bytes)), poisoned));
  assert.match(why, /cannot read a message of 40 bytes/);
});

test("where the program cannot be loaded, nothing starts", async (t) => {
  const page = await open(t, "404.html", { alive: false, allow: [/engine|ERR_FAILED|Failed to fetch|TypeError/] });
  await page.route("**/engine*.wasm", (route) => route.abort());
  await assert.rejects(startTrainer(page, site.url), /Failed to fetch/);
  await page.unroute("**/engine*.wasm");
});

test("what is told while it trains is followed at once, and reports wait until the last was seen", async (t) => {
  const page = await started(t);
  await say(page, "load", spirals());
  await say(page, "run");
  await answer(page, 2);
  await say(page, "pause");
  const { step, running } = await answer(page, 3);
  assert.ok(step > 0 && !running);
  assert.equal((await heardOf(page)).length, 3);
});

test("a page without training loads nothing of it", async (t) => {
  for (const path of ["en/", "en/exhibits/hinges/"]) {
    const asked = [];
    const page = await open(t, "404.html", { alive: false });
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(new URL(path, site.url).href);
    await page.waitForLoadState("networkidle");
    assert.deepEqual(asked.filter((url) => OF_TRAINING.test(url)), [], path);
    assert.equal(page.workers().length, 0);
  }
});
