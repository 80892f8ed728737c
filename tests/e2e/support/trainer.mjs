// What the page and its worker say to each other, as `core/src/nn/protocol.rs` has it, in postcard's bytes: for tests that
// speak to a worker without an exhibit.

const TO_WORKER = ["load", "run", "pause", "step", "epoch", "set", "retune", "look", "seen"];
const [TANH_OUTPUT, NO_NORM, SQUARED_ERROR, SGD, XAVIER] = [2, 0, 0, 0, 0]; // places among the variants

const bytesOf = (size, method, value) => {
  const view = new DataView(new ArrayBuffer(size));
  view[method](0, value, true);
  return [...new Uint8Array(view.buffer)];
};
const f32 = (value) => bytesOf(4, "setFloat32", value);
const int = (value) => (value < 128 ? [value] : [(value % 128) + 128, ...int(Math.floor(value / 128))]);
const list = (items, write) => [int(items.length), ...items.map(write)].flat();
const text = (value) => list([...Buffer.from(value)], (byte) => [byte]);
const option = (value, write) => (value === undefined ? [0] : [1, ...write(value)]);
const columns = (of) => list(of, (column) => list(column, f32));

/** Units of two inputs, hidden layers of tanh and one output, that learn by plain gradient descent. */
function task({ hidden = [8, 8], inputs, targets, batch = 10, start, at = [], units = false }) {
  const bend = [...text("tanh"), ...int(0), ...option()]; // no parameters, and no formula of one's own
  const layers = list(hidden, (units) => [...int(units), ...bend]);
  const spec = [
    int(2), layers, int(1), int(TANH_OUTPUT), int(NO_NORM), f32(0), int(SQUARED_ERROR), int(SGD), f32(0.03), int(XAVIER),
    f32(0), f32(0), int(1),
  ].flat();
  const examples = [...columns(inputs), ...columns(targets)];
  const nothing = [0, 0];
  const begin = option(start, ({ parameters, step, seen }) => [...list(parameters, f32), ...int(step), ...int(seen)]);
  const look = [...columns(at), Number(units), 0, 1];
  return [...spec, ...examples, ...nothing, ...int(batch), ...begin, ...look];
}

const CONTENTS = {
  load: (options) => [...int(1), ...task(options)],
  run: ({ until, every } = {}) => [...option(until, int), 0, ...option(every, int), 0],
  step: int,
};

/** A message to the worker, as an array of bytes. */
export const message = (name, content) => [TO_WORKER.indexOf(name), ...(CONTENTS[name]?.(content) ?? [])];

/** What a worker said: a report's step, loss and parameters, or why it refused. The test examples are none. */
export function read(bytes) {
  const data = new DataView(Uint8Array.from(bytes).buffer);
  let place = 0;
  const byte = () => data.getUint8(place++);
  const int = () => {
    const part = byte();
    return part < 128 ? part : part - 128 + 128 * int();
  };
  const number = (size, method) => data[method]((place += size) - size, true);
  const list = (item) => Array.from({ length: int() }, item);
  const f32 = () => number(4, "getFloat32");
  const isReport = int() === 0;
  const run = int();
  if (!isReport) return { run, refused: String.fromCharCode(...list(byte)) };
  const [step, seen, running] = [int(), int(), byte() === 1];
  const [loss, confusion] = [number(8, "getFloat64"), list(() => list(int))];
  if (byte() !== 0) throw new Error("expected no test examples");
  const surfaces = list(() => list(() => list(f32)));
  if (int() !== 0) throw new Error("expected no reports of layers");
  return { run, step, seen, running, loss, confusion, surfaces, parameters: list(f32) };
}

/** Points on two spirals, 125 on each, and their classes −1 and 1. */
export function spirals() {
  const [x, y, label] = [[], [], []];
  for (let i = 0; i < 125; i += 1) {
    for (const [phase, of] of [[0, 1], [Math.PI, -1]]) {
      const [radius, angle] = [i / 25, (3.5 * Math.PI * i) / 125 + phase];
      x.push(radius * Math.sin(angle));
      y.push(radius * Math.cos(angle));
      label.push(of);
    }
  }
  return { inputs: [x, y], targets: [label] };
}

/** Starts a worker of the site at `base` in `page`; what is heard of it gathers in the page's `heard`. */
export function startTrainer(page, base) {
  return page.evaluate(async (base) => {
    const json = async (name) => (await fetch(base + name)).json();
    const parts = await json((await json("kassei-assets.json")).trainer);
    const { start } = await import(base + parts.js);
    globalThis.heard = [];
    globalThis.trainer = await start(parts, (what, of) => heard.push([what, of]));
  }, base);
}

/** Says something to the worker of `page`. */
export const say = (page, name, content) =>
  page.evaluate((bytes) => trainer.send(Uint8Array.from(bytes)), message(name, content));

/** Everything that was heard so far: `[what, of]`, messages read. */
export async function heardOf(page) {
  const heard = await page.evaluate(() => globalThis.heard.map(([what, of]) => [what, of instanceof Uint8Array ? [...of] : of]));
  return heard.map(([what, of]) => [what, what === "from" ? read(of) : of]);
}

/** Waits until so many messages were heard, and gives the last. */
export async function answer(page, count) {
  await page.waitForFunction((count) => heard.filter(([what]) => what === "from").length >= count, count);
  return (await heardOf(page)).findLast(([what]) => what === "from")[1];
}

/** From now on the workers that exhibits in `page` start can be killed. */
export const watchWorkers = (page) =>
  page.evaluate(() => {
    globalThis.atWork = new Set();
    globalThis.Worker = class extends Worker {
      constructor(...options) {
        super(...options);
        this.addEventListener("message", ({ data }) => data instanceof ArrayBuffer && atWork.add(this));
      }
      terminate() {
        atWork.delete(this);
        super.terminate();
      }
    };
  });

/** Kills a worker of `page` as soon as one has reported something: it is told what it cannot read. */
export async function kill(page) {
  await page.waitForFunction(() => atWork.size > 0);
  const killed = await page.evaluateHandle(() => {
    const [worker] = atWork;
    worker.postMessage(new ArrayBuffer(1));
    return worker;
  });
  await page.waitForFunction((worker) => !atWork.has(worker), killed);
}

/** What is logged when a worker dies. */
export const OF_DEATH = [/a worker was replaced/, /the training was lost/];

/** Kills workers of `page` until none is replaced any more. */
export async function killAll(page) {
  for (let i = 0; i <= 3; i += 1) await kill(page);
}
