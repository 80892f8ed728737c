// How fast networks learn: examples a second, forward, backward and update, one thread, mini-batches of ten.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { startBrowser, watch } from "../../../tests/e2e/support/browser.mjs";
import { fromXtask, serve } from "../../../tests/e2e/support/server.mjs";

/** Layers and the activation of the hidden ones. The last is also a matter of arithmetic: see `PEAK`. */
const TASKS = ["2-4-2-1/tanh", "2-8-8-1/tanh", "2-8-8-8-8-8-8-1/tanh", "2-8-8-1/relu", "2-8-8-1/gelu", "2-8-8-1/swish", "2-256-256-1/tanh"];
const WIDE = "2-256-256-1/tanh";
/** What a wide network has to reach of the speed of independent chains. */
const PEAK = 0.3;
/** brain.js, the peer, knows nets of this kind. */
const PEERS = TASKS.slice(0, 3);
/** A turn in ms, and turns: by turns, so that what else the machine does meets all alike. The median counts. */
const TURN = 120;
const TURNS = 9;

export async function training(print) {
  const peer = await readFile(join(fromXtask("KASSEI_BRAIN"), "browser.min.js"), "utf8");
  const page = '<!doctype html><html lang="en"><meta charset="utf-8"><title>bench</title><link rel="icon" href="data:,"><script src="/brain.js"></script><body>';
  const site = await serve({
    root: fromXtask("KASSEI_GAUGE"),
    base: "/gauge/",
    policy: "script-src 'self' 'wasm-unsafe-eval' 'unsafe-eval'",
    pages: { "/": page, "/brain.js": { type: "text/javascript", body: peer } },
  });
  const browser = await startBrowser();
  try {
    const context = await browser.newContext();
    const problems = watch(context, [site.origin]);
    const tab = await context.newPage();
    await tab.goto(site.origin);
    const { speeds, peers, chains } = await tab.evaluate(measure, { tasks: TASKS, peers: PEERS, turn: TURN, turns: TURNS });
    if (problems.length > 0) throw new Error(`expected a silent page, found:\n  ${problems.join("\n  ")}`);
    const millions = (speed) => (speed / 1e6).toFixed(2).padStart(6);
    for (const task of TASKS) {
      const other = peers[task] ? `, ${(speeds[task] / peers[task]).toFixed(1)} times brain.js (${millions(peers[task]).trim()})` : "";
      print(`${task.padEnd(22)} ${millions(speeds[task])} million examples a second${other}`);
    }
    const share = (speeds[WIDE] * operations(WIDE)) / chains;
    print(
      `${WIDE}: ${((speeds[WIDE] * operations(WIDE)) / 1e9).toFixed(1)} of ${(chains / 1e9).toFixed(1)} thousand million operations a second ` +
        `that independent chains reach, ${(100 * share).toFixed(0)} %: ${share >= PEAK ? "within" : "BELOW"} the aim of ${100 * PEAK} %`,
    );
    return { ...speeds, ...Object.fromEntries(PEERS.map((task) => [`brain.js ${task}`, peers[task]])), "operations a second": chains, share };
  } finally {
    await browser.close();
    await site.close();
  }
}

/** Multiplications and additions for one example: each weight is met forward, in the gradient, and but for the first layer backward. */
function operations(task) {
  const layers = task.split("/")[0].split("-").map(Number);
  return layers.slice(1).reduce((sum, units, i) => sum + 2 * units * layers[i] * (i === 0 ? 2 : 3), 0);
}

/** Runs in the page. */
async function measure({ tasks, peers, turn, turns }) {
  const { default: start, Trainer, chains } = await import("/gauge/gauge.js");
  await start();
  const [x, y, label] = [[], [], []];
  for (let i = 0; i < 125; i += 1) {
    for (const [phase, of] of [[0, 1], [Math.PI, -1]]) {
      const [radius, angle] = [i / 25, (3.5 * Math.PI * i) / 125 + phase];
      x.push(radius * Math.sin(angle));
      y.push(radius * Math.cos(angle));
      label.push(of);
    }
  }
  const runs = {};
  for (const task of tasks) {
    const [layers, activation] = task.split("/");
    const trainer = new Trainer(Uint32Array.from(layers.split("-")), activation, Float32Array.from(x), Float32Array.from(y), Float32Array.from(label));
    runs[task] = (epochs) => trainer.train(epochs);
  }
  for (const task of peers) {
    const hiddenLayers = task.split("/")[0].split("-").slice(1, -1).map(Number);
    const net = new brain.NeuralNetwork({ hiddenLayers, activation: "tanh", learningRate: 0.03 });
    const data = label.map((of, i) => ({ input: [x[i], y[i]], output: [of] }));
    runs[`peer ${task}`] = (epochs) => net.train(data, { iterations: epochs, errorThresh: 1e-12 });
  }
  const timed = (run) => {
    const started = performance.now();
    const done = run();
    return [performance.now() - started, done];
  };
  // First as many epochs as fill a turn; that also lets the engine compile well.
  const epochs = {};
  const rates = {};
  for (const [name, run] of Object.entries(runs)) {
    for (let n = 1; ; n *= 2) {
      const [ms] = timed(() => run(n));
      if (ms < turn / 2) continue;
      epochs[name] = Math.max(1, Math.round((n * turn) / ms));
      break;
    }
    rates[name] = [];
  }
  const operations = [];
  chains(1e6);
  for (let i = 0; i < turns; i += 1) {
    for (const [name, run] of Object.entries(runs)) {
      const [ms] = timed(() => run(epochs[name]));
      rates[name].push((epochs[name] * label.length * 1000) / ms);
      await new Promise((done) => setTimeout(done));
    }
    const [ms, done] = timed(() => chains(5e6));
    operations.push((done * 1000) / ms);
  }
  const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
  const of = (prefix, names) => Object.fromEntries(names.map((name) => [name, median(rates[prefix + name])]));
  return { speeds: of("", tasks), peers: of("peer ", peers), chains: median(operations) };
}
