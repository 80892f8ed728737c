// What Lighthouse says of the home page, a lesson and a function: mobile profile, compressed, built with a base URL.

import { createServer } from "node:net";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { startBrowser } from "../../../tests/e2e/support/browser.mjs";
import { fromXtask, serveSite } from "../../../tests/e2e/support/server.mjs";

const PAGES = ["en/", "en/lessons/softmax/", "ja/lessons/softmax/", "en/functions/gelu/"];
/** Performance varies from run to run: the median of as many. */
const RUNS = 5;
const EXPECTED = { performance: 99, accessibility: 100, "best-practices": 100, seo: 100 };

export async function lighthouse(print) {
  const { port, pathname } = new URL(fromXtask("KASSEI_BASE_URL"));
  const library = createRequire(fromXtask("KASSEI_LIGHTHOUSE")).resolve("lighthouse");
  const { default: run } = await import(pathToFileURL(library));
  const site = await serveSite({ base: pathname, port: Number(port), compress: true });
  const debugging = await freePort();
  const browser = await startBrowser({ args: [`--remote-debugging-port=${debugging}`] });
  const figures = {};
  try {
    for (const path of PAGES) {
      const runs = [];
      for (let i = 0; i < RUNS; i++) {
        const { lhr } = await run(site.url + path, { port: debugging, logLevel: "error", output: "json" });
        runs.push(lhr);
      }
      figures[path] = summary(runs);
      const { scores, failed, ...timings } = figures[path];
      const words = Object.entries(scores).map(([name, score]) => `${name} ${score}${score < EXPECTED[name] ? " (LOW)" : ""}`);
      print(`${path}  ${words.join(", ")}`);
      print(`   ${Object.entries(timings).map(([name, value]) => `${name} ${value}`).join(", ")}`);
      for (const audit of failed) {
        print(`   not passed: ${audit}`);
      }
    }
  } finally {
    await browser.close();
    await site.close();
  }
  return figures;
}

function summary(runs) {
  const median = (of) => runs.map(of).sort((a, b) => a - b)[Math.floor(runs.length / 2)];
  const scores = Object.fromEntries(
    Object.keys(EXPECTED).map((name) => [name, Math.round(100 * median((lhr) => lhr.categories[name].score))]),
  );
  const timing = (id, digits = 0) => Number(median((lhr) => lhr.audits[id].numericValue).toFixed(digits));
  const last = runs.at(-1);
  const failed = Object.keys(EXPECTED).flatMap((name) =>
    last.categories[name].auditRefs
      .filter(({ id, weight }) => weight > 0 && last.audits[id].score !== null && last.audits[id].score < 0.9)
      .map(({ id }) => `${id}: ${last.audits[id].title} ${last.audits[id].displayValue ?? ""}`),
  );
  return {
    scores,
    "first paint (ms)": timing("first-contentful-paint"),
    "largest paint (ms)": timing("largest-contentful-paint"),
    "blocked (ms)": timing("total-blocking-time"),
    "layout shift": timing("cumulative-layout-shift", 4),
    failed,
  };
}

/** Chromium wants to be told the port of its debugger. */
async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
