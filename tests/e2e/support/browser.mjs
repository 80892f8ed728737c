// Chromium, and pages that let nothing pass: no message on the console, no request to another host.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after } from "node:test";
import { chromium } from "playwright-core";
import { fromXtask } from "./server.mjs";

/** Starts the browser with an empty profile. The caller closes it. */
export function startBrowser({ args = [] } = {}) {
  return chromium.launch({
    executablePath: fromXtask("KASSEI_CHROMIUM"),
    // As root, as in a container, Chromium starts only without its sandbox.
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      ...args,
    ],
  });
}

let shared;

/** The browser for all tests of this process, which closes it. */
export function sharedBrowser() {
  shared ??= startBrowser().then((browser) => {
    after(() => browser.close());
    return browser;
  });
  return shared;
}

/**
 * Opens `url` in a page that knows nothing of other tests, for the test `t`, and leaves it when the test ends. The test fails
 * when the page logs a warning or an error, throws, or asks a host for anything that is not among `origins`.
 * A test that provokes a message says so: `allow` lists regular expressions for what may be logged.
 * Everything else in the options goes to Playwright: `viewport`, `colorScheme`, `locale`, `hasTouch`, …
 */
export async function openPage(t, browser, url, { origins = [new URL(url).origin], allow = [], ...options } = {}) {
  const seat = await takeSeat(browser, options);
  seat.problems.length = 0;
  seat.origins.splice(0, seat.origins.length, ...origins);
  t.after(async () => {
    // A round trip to each page: what it logged before has arrived.
    await Promise.allSettled(seat.context.pages().map((page) => page.evaluate(() => {})));
    const unexpected = seat.problems.filter((problem) => !allow.some((pattern) => pattern.test(problem)));
    // A test that failed may have stopped with a key or the mouse held down.
    seat.isAsBefore &&= t.passed !== false && unexpected.length === 0;
    await leaveSeat(seat);
    if (unexpected.length > 0) {
      throw new Error(`expected a silent page, found:\n  ${unexpected.join("\n  ")}`);
    }
  });
  await seat.page.goto(url);
  return seat.page;
}

/** Seats that are free, by browser and by what they were asked for with. A new one takes as long as loading an exhibit. */
const free = new WeakMap();

/** What of a page or its context outlasts a visit, once called: a seat of which a test asked for it is not taken again. */
const LASTING = ["addCookies", "addInitScript", "emulateMedia", "exposeFunction", "grantPermissions", "newCDPSession", "newPage", "on", "route", "setOffline", "setViewportSize"];

/** A context with one page, and what that did which no page may do. */
async function takeSeat(browser, options) {
  const kind = JSON.stringify(options);
  const same = (free.get(browser) ?? []).findIndex((seat) => seat.kind === kind);
  if (same >= 0) return free.get(browser).splice(same, 1)[0];

  const context = await browser.newContext(options);
  // A wait that never ends is a failure; a machine that is busy with others is not.
  context.setDefaultTimeout(60_000);
  const origins = [];
  const problems = watch(context, origins);
  const page = await context.newPage();
  const seat = { browser, kind, context, page, origins, problems, isAsBefore: true };
  for (const part of [context, page]) {
    for (const name of LASTING.filter((name) => name in part)) {
      const ask = part[name].bind(part);
      part[name] = (...asked) => {
        seat.isAsBefore = false;
        return ask(...asked);
      };
    }
  }
  return seat;
}

/** Leaves a seat as it was found, or for good. */
async function leaveSeat(seat) {
  const { browser, context, page } = seat;
  // Another origin would remember something of its own.
  const isWiped =
    seat.isAsBefore &&
    seat.origins.length === 1 &&
    context.pages().length === 1 &&
    (await page.evaluate(() => [localStorage, sessionStorage].forEach((storage) => storage.clear())).then(() => true, () => false));
  if (!isWiped) return context.close();
  await page.mouse.move(0, 0);
  await page.goto("about:blank");
  if (!free.has(browser)) free.set(browser, []);
  free.get(browser).push(seat);
}

/** Makes pages note what moves without anybody's doing, in their list `shifts`: how much, and what. */
export function watchShifts(page) {
  return page.addInitScript(() => {
    globalThis.shifts = [];
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries()) {
        const moved = sources.map(({ node, previousRect: { x, y, width, height } }) => {
          const name = node?.outerHTML?.slice(0, 90) ?? "in an exhibit";
          return `${name}, ${[width, height].map(Math.round).join(" × ")} px at ${[x, y].map(Math.round)}`;
        });
        shifts.push(`${value.toFixed(4)}: ${moved.join("; ")}`);
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
}

/** Collects, in the list it returns, what no page may do. */
export function watch(context, origins) {
  const problems = [];
  context.on("console", (message) => {
    if (["warning", "error", "assert"].includes(message.type())) {
      const { url, lineNumber } = message.location();
      problems.push(`console ${message.type()}: ${message.text()} (${url}:${lineNumber + 1})`);
    }
  });
  context.on("weberror", (error) => problems.push(`uncaught: ${error.error()?.stack ?? error.error()}`));
  context.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (!["data:", "blob:", "about:"].includes(protocol) && !origins.includes(origin)) {
      problems.push(`request to another host: ${request.url()}`);
    }
  });
  return problems;
}

/** Waits until every exhibit near the viewport is alive. A page without exhibits is ready at once. */
export async function ready(page) {
  await page.evaluate(async () => {
    const near = [...document.querySelectorAll("kassei-exhibit:not([loading=chosen])")].filter((exhibit) => {
      const { top, bottom } = exhibit.getBoundingClientRect();
      return exhibit.checkVisibility() && bottom >= 0 && top <= innerHeight;
    });
    if (near.length > 0) {
      await customElements.whenDefined("kassei-exhibit");
    }
    const late = new Promise((_, reject) => setTimeout(reject, 60_000, new Error("an exhibit is not ready after 60 s")));
    await Promise.race([Promise.all(near.map((exhibit) => exhibit.ready)), late]);
  });
}

const require = createRequire(import.meta.url);
let axeSource;

/** Throws with everything axe-core finds on the page as it is now, shadow roots and frames included. */
export async function axe(page, options = {}) {
  axeSource ??= readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
  // Evaluated by the debugger, not added as a script: the page's policy stays as it is.
  const needs = (frame) => frame.evaluate(() => !globalThis.axe);
  await Promise.all(page.frames().map(async (frame) => (await needs(frame)) && frame.evaluate(axeSource)));
  // Preloading would copy style sheets of shadow roots into inline styles, which the policy forbids and logs.
  const settings = { resultTypes: ["violations"], preload: false, ...options };
  const { violations } = await page.evaluate((settings) => axe.run(settings), settings);
  if (violations.length > 0) {
    const findings = violations.map(({ id, help, nodes }) => {
      const places = nodes.map(
        ({ target, failureSummary }) =>
          `    ${target.flat().join(" >> ")}\n      ${failureSummary.replaceAll("\n", "\n      ")}`,
      );
      return `  ${id}: ${help}\n${places.join("\n")}`;
    });
    throw new Error(`expected nothing for axe-core to find on ${page.url()}, found:\n${findings.join("\n")}`);
  }
}
