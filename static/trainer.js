// Starts the program that trains: in a worker, or where none can be had in the page itself, a slice in each frame.
// `kassei.js` loads it when training is first asked for.

const BASE = new URL('.', import.meta.url);
const ASK = 3000; // ms between two questions whether a worker is still there
const PATIENCE = 5; // questions without an answer
const SLICE = 8; // ms of a frame that training in the page may take
/** A module with one SIMD instruction. */
const SIMD = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
]);

const at = (name) => new URL(name, BASE).href;

/**
 * Starts the program. `parts` names its files; `hear` gets `'from'` with the bytes of a message, `'slow'` when it trains in
 * the page, and `'lost'` with the reason when it trains no more: then it has ended. Gives `{send(bytes), end()}`.
 */
export async function start(parts, hear) {
  const { js, wasm } = WebAssembly.validate(SIMD) ? parts.simd : parts.plain;
  const [program, script] = [{ js: at(js), wasm: at(wasm) }, at(parts.worker)];
  return (await inWorker(script, program, hear)) ?? inPage(script, program, hear);
}

/** Nothing where no worker can be had: a policy refuses it, or the browser lacks something. */
async function inWorker(script, program, hear) {
  const foreign = new URL(script).origin !== location.origin;
  // A worker's script is of the page's own origin: elsewhere a blob imports it.
  const source = () => new Blob([`import ${JSON.stringify(script)};`], { type: 'text/javascript' });
  const url = foreign ? URL.createObjectURL(source()) : script;
  try {
    const worker = new Worker(trusted(url), { type: 'module' });
    const refused = await answer(worker, program);
    if (!refused) return handle(worker, hear);
    worker.terminate();
    console.info(`no worker trains here: ${refused}`);
  } catch (error) {
    console.info(`no worker trains here: ${error}`);
  } finally {
    if (foreign) URL.revokeObjectURL(url);
  }
  return null;
}

/** The address of a worker for a page that takes none by its text. */
function trusted(url) {
  const policy = globalThis.trustedTypes?.createPolicy('kassei', { createScriptURL: () => url });
  return policy?.createScriptURL('') ?? url;
}

/** Waits until the program is loaded, and gives what went wrong. */
function answer(worker, program) {
  return new Promise((resolve) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = (event) => {
      event.preventDefault();
      resolve(event.message || 'it was refused');
    };
    worker.postMessage(program);
  });
}

function handle(worker, hear) {
  let asked = 0;
  const end = () => {
    clearInterval(asking);
    worker.terminate();
  };
  const lose = (why) => {
    end();
    hear('lost', why);
  };
  const asking = setInterval(() => {
    asked += 1;
    if (asked > PATIENCE) lose('the worker that trains gives no answer');
    else worker.postMessage(null);
  }, ASK);
  worker.onmessage = ({ data }) => {
    asked = 0;
    if (data instanceof ArrayBuffer) hear('from', new Uint8Array(data));
    else if (data) lose(data);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    lose(event.message || 'the worker that trains has stopped');
  };
  const send = (bytes) => {
    const { buffer } = bytes.slice();
    worker.postMessage(buffer, [buffer]);
  };
  return { send, end };
}

async function inPage(script, program, hear) {
  const { load } = await import(script);
  const session = await load(program, (bytes) => hear('from', bytes));
  let frame = 0;
  const guard = (act) => {
    try {
      act();
    } catch (error) {
      end();
      hear('lost', String(error));
    }
  };
  const turn = () =>
    guard(() => {
      frame = session.turn(SLICE) ? requestAnimationFrame(turn) : 0;
    });
  const send = (bytes) =>
    guard(() => {
      session.receive(bytes);
      frame ||= requestAnimationFrame(turn);
    });
  const end = () => cancelAnimationFrame(frame);
  hear('slow');
  return { send, end };
}
