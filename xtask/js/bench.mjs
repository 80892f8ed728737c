// Measures the built site: node bench.mjs [NAME…] [--json]

import { cpus, totalmem } from "node:os";
import { startBrowser } from "../../tests/e2e/support/browser.mjs";
import { display } from "./bench/display.mjs";
import { lighthouse } from "./bench/lighthouse.mjs";
import { redraw } from "./bench/redraw.mjs";
import { scroll } from "./bench/scroll.mjs";
import { size } from "./bench/size.mjs";
import { training } from "./bench/training.mjs";

/** Each takes `print` and returns its figures as plain data. */
const BENCHES = { size, redraw, scroll, display, lighthouse, training };

const words = process.argv.slice(2);
const names = words.filter((word) => word !== "--json");
const unknown = names.filter((name) => !Object.hasOwn(BENCHES, name));
if (unknown.length > 0) {
  console.error(`cannot measure "${unknown.join(" ")}": expected ${Object.keys(BENCHES).join(", ")}`);
  process.exit(1);
}

const figures = { machine: await machine() };
const { cpu, cores, memory, browser, node } = figures.machine;
console.log(`${cpu}, ${cores} cores, ${memory} GB; Chromium ${browser}, Node.js ${node}`);
// Lighthouse wants a site of its own, built with a base URL, and training a program of its own: they run when asked for.
const usual = Object.keys(BENCHES).filter((name) => !["lighthouse", "training"].includes(name));
for (const name of names.length > 0 ? names : usual) {
  console.log(`\n${name}`);
  figures[name] = await BENCHES[name]((line) => console.log(`  ${line}`));
}
if (words.includes("--json")) {
  console.log(JSON.stringify(names.length === 1 ? figures[names[0]] : figures));
}

async function machine() {
  const browser = await startBrowser();
  const version = browser.version();
  await browser.close();
  return {
    cpu: cpus()[0].model.trim(),
    cores: cpus().length,
    memory: Math.round(totalmem() / 2 ** 30),
    browser: version,
    node: process.versions.node,
  };
}
