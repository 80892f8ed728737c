// The program that trains, and its turns. `trainer.js` starts this as a worker, or loads it into a page.

const SLICE = 10; // ms between two looks at what has been said
const TICK = 1; // ms that a call of the program should take about
const MOST = 2 ** 24; // steps in a call

let stopped = 0;

/** Loads the program, and gives a session with it; `say` takes the bytes of what it says. */
export async function load({ js, wasm }, say) {
  // One that has panicked stays in memory under its address: a fresh one needs a fresh address.
  const module = await import(stopped ? `${js}?restart=${stopped}` : js);
  await module.default({ module_or_path: wasm });
  const session = new module.Worker();
  let steps = 1;
  const guarded = (act) => {
    try {
      return act();
    } catch (error) {
      stopped += 1;
      throw error;
    }
  };
  const tell = (bytes) => bytes && say(bytes);
  /** Trains for so many milliseconds, and says whether there is more to do. */
  const turn = (ms) => {
    const end = performance.now() + ms;
    for (let now = end - ms; session.isRunning && now < end; ) {
      const said = session.tick(steps);
      const before = now;
      now = performance.now();
      if (said) tell(said);
      else if (now - before < TICK / 2) steps = Math.min(2 * steps, MOST);
      else if (now - before > 2 * TICK) steps = Math.ceil(steps / 2);
    }
    return session.isRunning;
  };
  return {
    receive: (bytes) => guarded(() => tell(session.receive(bytes))),
    turn: (ms) => guarded(() => turn(ms)),
  };
}

/** In a worker: the first message names the program's files, others are for it, and `null` asks whether it is there. */
function work() {
  let session = null;
  const { port1, port2 } = new MessageChannel(); // a timer would wait 4 ms
  let turning = false;
  const trying = (act) => {
    try {
      act();
    } catch (error) {
      postMessage(String(error));
      close();
    }
  };
  const again = (more) => {
    turning = more;
    if (more) port1.postMessage(null);
  };
  port2.onmessage = () => trying(() => again(session.turn(SLICE)));
  const say = (bytes) => postMessage(bytes.buffer, [bytes.buffer]);
  globalThis.onmessage = async ({ data }) => {
    if (data === null) postMessage(null);
    else if (data instanceof ArrayBuffer) {
      trying(() => {
        session.receive(new Uint8Array(data));
        if (!turning) again(true);
      });
    } else {
      session = await load(data, say).catch((error) => {
        postMessage(String(error));
        close();
      });
      if (session) postMessage(null);
    }
  };
}

if (typeof document === 'undefined') work();
