// One event of the neuron's slider w: the script time it takes, beside uPlot drawing two curves of as many points.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { ready, startBrowser, watch } from "../../../tests/e2e/support/browser.mjs";
import { serveSite } from "../../../tests/e2e/support/server.mjs";

/** A state that shows f and f′. */
const STATE = "show=line,bend,slope";
const WIDTH = 760;
const HEIGHT = 440;
const RATIO = 2;
const POINTS = 481;

/** ms of script an event. */
const BUDGET = 1;
const BATCHES = 9;
const EVENTS = 60;
const SOAK = 10_000;

export async function redraw(print) {
  const npm = (path) => readFile(createRequire(import.meta.url).resolve(path), "utf8");
  const page = (head, body) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>bench</title>
<link rel="icon" href="data:,">${head}<body>${body}</body></html>`;
  const base = "/kassei/";
  const site = await serveSite({
    base,
    pages: {
      "/neuron": page(
        `<script type="module" src="${base}kassei.js"></script>`,
        `<kassei-exhibit exhibit="neuron" state="${STATE}"></kassei-exhibit>`,
      ),
      "/uplot": page(`<link rel="stylesheet" href="/uplot.css"><script src="/uplot.js"></script>`, ""),
      "/uplot.css": { type: "text/css", body: await npm("uplot/dist/uPlot.min.css") },
      "/uplot.js": { type: "text/javascript", body: await npm("uplot/dist/uPlot.iife.min.js") },
    },
  });
  const browser = await startBrowser();
  try {
    const kassei = await open(browser, site, "/neuron", prepareNeuron);
    const canvas = await kassei.page.evaluate(setWidth, WIDTH);
    print(`the chart: ${canvas.css.join(" × ")} css px, ${canvas.pixels.join(" × ")} pixels`);
    const uplot = await open(browser, site, "/uplot", prepareUplot);

    // By turns, so that what else the machine does meets both alike.
    const times = { neuron: [], uplot: [], loop: [] };
    await kassei.batch();
    await uplot.batch();
    for (let i = 0; i < BATCHES; i++) {
      times.neuron.push(await kassei.batch());
      times.uplot.push(await uplot.batch());
      times.loop.push(await kassei.batch({ idle: true }));
    }
    const [neuron, other, loop] = [times.neuron, times.uplot, times.loop].map(median);
    print(`${neuron.toFixed(3)} ms of script an event, ${neuron <= BUDGET ? "within" : "OVER"} the budget of ${BUDGET} ms`);
    print(`${other.toFixed(3)} ms for uPlot, two curves of ${POINTS} points (already computed) and axes`);
    print(`${(neuron / other).toFixed(2)} times uPlot; the loop that asks takes ${loop.toFixed(3)} ms of each`);

    const rate = await kassei.page.evaluate(frames, 120);
    print(`${rate.perSecond.toFixed(1)} frames a second while dragging, the longest took ${rate.longest.toFixed(1)} ms`);

    const counted = await open(browser, site, "/neuron", prepareNeuron, countCalls);
    const draws = await counted.page.evaluate(drawsAFrame);
    print(
      `one event: ${draws.one.calls} canvas calls, ${draws.one.changes} kassei-change; ` +
        `eight in a frame: ${draws.eight.calls}, ${draws.eight.changes}: ` +
        (draws.onceAFrame ? "one draw a frame" : "MORE than one draw a frame"),
    );

    const memory = await soak(kassei);
    print(
      `memory before and after ${SOAK} events: JavaScript ${memory.js.map(kB).join(" → ")} kB, ` +
        `WASM ${memory.wasm.map(kB).join(" → ")} kB`,
    );
    const problems = [...kassei.problems, ...uplot.problems, ...counted.problems];
    if (problems.length > 0) {
      throw new Error(`expected silent pages, found:\n  ${problems.join("\n  ")}`);
    }
    return { neuron, uplot: other, ratio: neuron / other, loop, budget: BUDGET, canvas, rate, draws, memory };
  } finally {
    await browser.close();
    await site.close();
  }
}

async function open(browser, site, path, prepare, beforeAll) {
  const viewport = { width: 1440, height: 1000 };
  const context = await browser.newContext({ viewport, deviceScaleFactor: RATIO });
  context.setDefaultTimeout(5000);
  const problems = watch(context, [site.origin]);
  await context.addInitScript(keepMemories);
  if (beforeAll) {
    await context.addInitScript(beforeAll);
  }
  const page = await context.newPage();
  await page.goto(site.origin + path);
  await ready(page);
  await page.evaluate(prepare, { width: WIDTH, height: HEIGHT, points: POINTS });

  const debug = await context.newCDPSession(page);
  await debug.send("Performance.enable");
  const metric = async (wanted) => {
    const { metrics } = await debug.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === wanted).value;
  };
  return {
    page,
    problems,
    debug,
    metric,
    /** Script time in ms of one event, one event a frame. */
    async batch({ idle = false } = {}) {
      await page.bringToFront();
      const before = await metric("ScriptDuration");
      await page.evaluate(drag, { events: EVENTS, idle });
      return (((await metric("ScriptDuration")) - before) * 1000) / EVENTS;
    },
  };
}

async function soak({ page, debug, metric }) {
  const used = async () => {
    await debug.send("HeapProfiler.collectGarbage");
    await debug.send("HeapProfiler.collectGarbage");
    return { js: await metric("JSHeapUsedSize"), wasm: await page.evaluate(wasmBytes) };
  };
  const before = await used();
  await page.evaluate(drag, { events: SOAK, perFrame: 10 });
  const after = await used();
  return { js: [before.js, after.js], wasm: [before.wasm, after.wasm] };
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

const kB = (bytes) => (bytes / 1000).toFixed(0);

// What follows runs in the page. `bench` is what the parts share there.

function keepMemories() {
  const bench = (globalThis.bench = { memories: [] });
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...args) => {
      const result = await original.apply(WebAssembly, args);
      bench.memories.push((result.instance ?? result).exports.memory);
      return result;
    };
  }
  bench.frame = () => new Promise(requestAnimationFrame);
}

function wasmBytes() {
  return bench.memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0);
}

function countCalls() {
  bench.calls = 0;
  const methods = Object.getOwnPropertyDescriptors(CanvasRenderingContext2D.prototype);
  for (const [name, { value: original, ...rest }] of Object.entries(methods)) {
    if (typeof original === "function") {
      const value = function (...args) {
        bench.calls++;
        return original.apply(this, args);
      };
      Object.defineProperty(CanvasRenderingContext2D.prototype, name, { ...rest, value });
    }
  }
  bench.changes = 0;
  addEventListener("kassei-change", () => bench.changes++);
}

function prepareNeuron() {
  const slider = document.querySelector("kassei-exhibit").shadowRoot.querySelector("input[type=range][name=w]");
  if (!slider) {
    throw new Error("cannot find the neuron's slider: expected input[type=range][name=w] in its shadow root");
  }
  bench.set = (w) => {
    slider.value = w;
    slider.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
  };
}

/** Makes the exhibit as wide as its chart has to be, and says how large the chart became. */
async function setWidth(width) {
  const exhibit = document.querySelector("kassei-exhibit");
  const largest = () =>
    [...exhibit.shadowRoot.querySelectorAll("canvas")].sort((a, b) => b.clientWidth - a.clientWidth)[0];
  if (!largest()) {
    throw new Error("cannot find the neuron's chart: expected a canvas in its shadow root");
  }
  exhibit.style.setProperty("display", "block");
  for (let i = 0, asked = width; i < 3; i++) {
    exhibit.style.setProperty("width", `${asked}px`);
    await new Promise((resolve) => setTimeout(resolve, 200));
    asked += width - largest().clientWidth;
  }
  const canvas = largest();
  return { css: [canvas.clientWidth, canvas.clientHeight], pixels: [canvas.width, canvas.height] };
}

function prepareUplot({ width, height, points }) {
  const x = Array.from({ length: points }, (_, i) => (12 * i) / (points - 1) - 6);
  // Like the neuron's: a curve that bends with w, and its slope. Computed here, so that only drawing is timed.
  const curves = (w) => [x, x.map((x) => x / (1 + Math.exp(-w * x))), x.map((x) => w / (2 + 2 * Math.cosh(w * x)))];
  const known = new Map();
  const plot = new uPlot(
    {
      width,
      height,
      cursor: { show: false },
      legend: { show: false },
      scales: { x: { time: false }, y: { range: [-3, 6] } },
      series: [{}, { stroke: "#06c", width: 2 }, { stroke: "#c60", width: 2 }],
    },
    curves(1),
    document.body,
  );
  for (let i = 0; i < 80; i++) {
    known.set(i, curves(i / 20 - 2));
  }
  bench.set = (w) => plot.setData(known.get(Math.round((w + 2) * 20)));
}

/** Drags the slider to and fro between −2 and 1.95, in steps of 0.05. */
async function drag({ events, perFrame = 1, idle = false }) {
  for (let i = 0; i < events; i++) {
    if (!idle) {
      bench.set((i % 80) / 20 - 2);
    }
    if (i % perFrame === 0) {
      await bench.frame();
    }
  }
  await bench.frame();
}

async function frames(count) {
  const times = [];
  for (let i = 0; i <= count; i++) {
    bench.set((i % 80) / 20 - 2);
    times.push(await bench.frame());
  }
  const gaps = times.slice(1).map((time, i) => time - times[i]);
  return { perSecond: (1000 * count) / (times.at(-1) - times[0]), longest: Math.max(...gaps) };
}

/** Compares the work of one event with that of eight in one frame that end at the same value. */
async function drawsAFrame() {
  const settle = () => new Promise((resolve) => setTimeout(resolve, 300));
  const cost = async (values) => {
    bench.set(-1);
    await settle();
    await bench.frame();
    bench.calls = bench.changes = 0;
    values.forEach(bench.set);
    await settle();
    return { calls: bench.calls, changes: bench.changes };
  };
  const one = await cost([1.5]);
  const eight = await cost([0.1, 0.3, 0.5, 0.7, 0.9, 1.1, 1.3, 1.5]);
  const onceAFrame = eight.calls <= 1.25 * one.calls && eight.changes <= 1;
  return { one, eight, onceAFrame };
}
