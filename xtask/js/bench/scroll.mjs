// A page with twenty exhibits, scrolled from top to bottom: islands come alive on the way.

import { startBrowser, watch } from "../../../tests/e2e/support/browser.mjs";
import { serveSite } from "../../../tests/e2e/support/server.mjs";

const COUNT = 20;
const KINDS = ["neuron", "function", "softmax", "reshape", "anatomy"];
/** CSS pixels a frame: a quick flick of the thumb. */
const SPEED = 30;

export async function scroll(print) {
  const base = "/kassei/";
  const exhibits = Array.from({ length: COUNT }, (_, i) => `<kassei-exhibit exhibit="${KINDS[i % KINDS.length]}"></kassei-exhibit>`);
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>many</title><link rel="icon" href="data:,">
<script type="module" src="${base}kassei.js"></script><body>${exhibits.join("\n")}`;
  const site = await serveSite({ base, pages: { "/many": page } });
  const browser = await startBrowser();
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const problems = watch(context, [site.origin]);
    const tab = await context.newPage();
    await tab.goto(`${site.origin}/many`);
    await tab.evaluate(() => customElements.whenDefined("kassei-exhibit"));
    await tab.evaluate(() => document.querySelector("kassei-exhibit").ready);
    const down = await tab.evaluate(glide, SPEED);
    const again = await tab.evaluate(glide, -SPEED);
    for (const [way, { perSecond, median, longest }] of Object.entries({ "down, exhibits waking": down, "up again": again })) {
      print(`${way}: ${perSecond.toFixed(1)} frames a second, median frame ${median.toFixed(1)} ms, longest ${longest.toFixed(0)} ms`);
    }
    if (problems.length > 0) {
      throw new Error(`expected a silent page, found:\n  ${problems.join("\n  ")}`);
    }
    return { down, again };
  } finally {
    await browser.close();
    await site.close();
  }
}

// Runs in the page.
async function glide(speed) {
  const frame = () => new Promise(requestAnimationFrame);
  const gaps = [];
  let last = await frame();
  const end = () => (speed > 0 ? scrollY + innerHeight >= document.documentElement.scrollHeight - 1 : scrollY <= 0);
  while (!end() && gaps.length < 5000) {
    scrollBy({ top: speed, behavior: "instant" });
    const now = await frame();
    gaps.push(now - last);
    last = now;
  }
  const total = gaps.reduce((sum, gap) => sum + gap, 0);
  return {
    perSecond: (1000 * gaps.length) / total,
    median: gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)],
    longest: Math.max(...gaps),
  };
}
