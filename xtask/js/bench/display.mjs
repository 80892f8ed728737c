// How fast a worker trains while a page shows every unit's surface in each frame.

import { startBrowser, watch } from "../../../tests/e2e/support/browser.mjs";
import { serveSite } from "../../../tests/e2e/support/server.mjs";
import { message, read, spirals, startTrainer } from "../../../tests/e2e/support/trainer.mjs";

/** 250 points in mini-batches of ten. */
const NET = { hidden: [8, 8, 8, 8, 8, 8], ...spirals(), batch: 10 };
const STEPS_AN_EPOCH = 25;
/** Epochs a second while all is shown. */
const GOAL = 20_000;
/** Points of a surface, a side, and how long is measured. */
const SIDE = 50;
const SECONDS = 5;

export async function display(print) {
  const site = await serveSite();
  const browser = await startBrowser();
  try {
    const context = await browser.newContext();
    const problems = watch(context, [site.origin]);
    const page = await context.newPage();
    await page.goto(`${site.url}404.html`);
    await startTrainer(page, site.url);
    const places = Array.from({ length: SIDE * SIDE }, (_, i) => [i % SIDE, Math.floor(i / SIDE)]);
    const at = [0, 1].map((axis) => places.map((place) => (12 * place[axis]) / (SIDE - 1) - 6));
    const bare = await page.evaluate(run, { load: message("load", NET), run: message("run"), seen: message("seen"), seconds: SECONDS, side: 0 });
    const shown = await page.evaluate(run, {
      load: message("load", { ...NET, at, units: true }),
      run: message("run"),
      seen: message("seen"),
      seconds: SECONDS,
      side: SIDE,
    });
    if (problems.length > 0) throw new Error(`expected a silent page, found:\n  ${problems.join("\n  ")}`);
    const rate = ({ first, last, ms }) => ((read(last).step - read(first).step) / STEPS_AN_EPOCH / ms) * 1000;
    const [alone, epochs] = [rate(bare), rate(shown)];
    const per = (count) => (1000 * count) / shown.ms;
    print(`2-8-8-8-8-8-8-1/tanh: ${Math.round(epochs)} epochs a second while ${per(shown.reports).toFixed(0)} times a second all 49 surfaces are`);
    print(`reported and painted (${SIDE} × ${SIDE} points), at ${per(shown.frames).toFixed(0)} frames a second: ${epochs >= GOAL ? "within" : "BELOW"} the aim of ${GOAL}`);
    print(`${Math.round(alone)} epochs a second without surfaces: showing them costs ${(100 * (1 - epochs / alone)).toFixed(0)} %`);
    return { "epochs a second": epochs, "without surfaces": alone, "frames a second": per(shown.frames), "reports a second": per(shown.reports) };
  } finally {
    await browser.close();
    await site.close();
  }
}

/** Runs in the page: trains for some seconds, paints what the last report says in each frame, and then asks for another. */
async function run({ load, run, seen, seconds, side }) {
  const frame = () => new Promise(requestAnimationFrame);
  const say = (bytes) => trainer.send(Uint8Array.from(bytes));
  const canvas = Object.assign(document.createElement("canvas"), { width: 7 * side || 1, height: 7 * side || 1 });
  document.body.append(canvas);
  const picture = canvas.getContext("2d");
  const paint = (bytes) => {
    if (side === 0) return;
    const image = picture.createImageData(canvas.width, canvas.height);
    const [values, pixels] = [new DataView(bytes.buffer), new Uint32Array(image.data.buffer)];
    for (let i = 0; i < pixels.length && 4 * i + 4 <= bytes.length; i += 1) {
      pixels[i] = 0xff000000 + Math.round(127 * values.getFloat32(4 * i, true));
    }
    picture.putImageData(image, 0, 0);
  };
  // What is heard goes here, in the place of a list that grows.
  let fresh = null;
  globalThis.heard.push = ([, bytes]) => (fresh = bytes);
  const next = async () => {
    while (!fresh) await frame();
    return fresh;
  };
  say(load);
  await next();
  fresh = null;
  say(run);
  const first = await next();
  const started = performance.now();
  let [frames, reports, last] = [0, 0, first];
  while (performance.now() - started < 1000 * seconds) {
    frames += 1;
    if (fresh) {
      last = fresh;
      fresh = null;
      reports += 1;
      paint(last);
      say(seen);
    }
    await frame();
  }
  const ms = performance.now() - started;
  canvas.remove();
  return { first: [...first], last: [...last], frames, reports, ms };
}
