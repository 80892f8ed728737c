// The custom element <kassei-exhibit>: loads a WASM module when the first exhibit comes near the viewport,
// and gives each element its contract (docs/contract.md): state, values, ready, events, language, theme.

const BASE = new URL('.', import.meta.url);
const NEAR = '400px';
const MOST_CANVASES = 6;
const PATIENCE = 60; // frames
const frame = () => new Promise(requestAnimationFrame);

const engines = new Map(); // app → a promise of {app, Island, sheets, words, learn}
const lines = {}; // file → what gives a promise of the words of exhibits
const sheets = {}; // file → what gives a promise of the style sheet
let restarts = 0;
const elements = new Set(); // every element in a page
const awake = []; // elements with a live island, the least recently used first

async function file(name) {
  const answer = await fetch(new URL(name, BASE));
  if (!answer.ok) throw new Error(`cannot load ${answer.url}: the server answered ${answer.status}`);
  return answer;
}

const text = async (name) => (await file(name)).text();
const json = async (name) => (await file(name)).json();
const sheetOf = (name) => (sheets[name] ??= once(async () => new CSSStyleSheet().replace(await text(name))))();

/** `make` once, however often it is asked for; anew where it failed. */
function once(make) {
  let promise = null;
  return () =>
    (promise ??= make().catch((error) => {
      promise = null;
      throw error;
    }));
}

const assets = once(() => json('kassei-assets.json'));
const commonSheet = async () => sheetOf((await assets()).css);
const partsOfSharing = once(async () => json((await assets()).share));
const training = once(async () => {
  const parts = await json((await assets()).trainer);
  const { start } = await import(new URL(parts.js, BASE).href);
  return (hear) => start(parts, hear);
});

/** The smallest app that has every exhibit of the page, so that one module serves them all. */
function appFor(exhibit, apps) {
  const largest = apps.at(-1);
  if (!largest.exhibits.includes(exhibit)) return largest; // it can say which exhibits there are
  const alive = [...elements].filter((element) => !element.waitsToBeChosen);
  const here = alive.map((element) => element.getAttribute('exhibit')).filter((id) => largest.exhibits.includes(id));
  const has = (app) => [exhibit, ...here].every((id) => app.exhibits.includes(id));
  return apps.find((app) => engines.has(app) && app.exhibits.includes(exhibit)) ?? apps.find(has);
}

/** Starts a worker that trains; what is said to it before it is there is kept. `trainers` has those that are there. */
function startTrainer(trainers, tell) {
  const hear = (what, of) => {
    if (!trainers.has(trainer)) return;
    if (what === 'lost') trainers.delete(trainer);
    tell(what, of);
  };
  const started = training().then((start) => trainers.has(trainer) && start(hear));
  started.catch((error) => hear('lost', String(error)));
  const later = (act) => started.then((there) => there && act(there), () => {});
  const trainer = {
    send(bytes) {
      const message = bytes.slice(); // it is the app's memory
      later((there) => trainers.has(trainer) && there.send(message));
    },
    end() {
      trainers.delete(trainer);
      later((there) => there.end());
    },
  };
  trainers.add(trainer);
  return trainer;
}

async function load(app, { css, words }, tag) {
  const codeOf = (tag) => {
    const code = tag.toLowerCase().split('-')[0];
    return code in app.texts ? code : 'en';
  };
  const fetchLines = (code) => (lines[app.texts[code]] ??= once(() => text(app.texts[code])))();
  fetchLines(codeOf(tag)).catch(() => {}); // it is heard of below
  const sheets = Promise.all([css, app.css].filter(Boolean).map(sheetOf));
  sheets.catch(() => {}); // likewise
  // A module that has panicked stays in the browser's memory under its address: a fresh one needs a fresh address.
  const module = await import(new URL(app.js, BASE).href + (restarts ? `?restart=${restarts}` : ''));
  await module.default({ module_or_path: new URL(app.wasm, BASE) });
  const trainers = new Set();
  module.onPanic((message) => {
    for (const trainer of trainers) trainer.end();
    stopped(app, message, words);
  });
  module.useTrainer?.((tell) => startTrainer(trainers, tell));
  module.useFiles((name, done) => json(name).then(done, () => done()));
  const learnt = new Set();
  /** Gives the module the words of a language, and the caller the code of the language that it will speak. */
  const learn = async (tag) => {
    const code = codeOf(tag);
    const words = await fetchLines(code);
    if (!learnt.has(code)) module.useWords(code, words);
    learnt.add(code);
    return code;
  };
  return { app, Island: module.Island, sheets: await sheets, words, learn };
}

async function start(lang, exhibit) {
  const found = await assets();
  const app = appFor(exhibit, found.apps);
  if (!engines.has(app)) {
    const engine = load(app, found, lang).catch((error) => {
      engines.delete(app);
      throw error;
    });
    engines.set(app, engine);
  }
  return engines.get(app);
}

function stopped(app, message, words) {
  console.error(message);
  engines.delete(app);
  restarts += 1;
  for (const element of awake.filter((one) => one.livesIn(app))) {
    forget(element);
    element.stop(words);
  }
}

function restart() {
  for (const element of elements) element.restart();
}

const near = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) target.isNear(isIntersecting);
  },
  { rootMargin: NEAR },
);

function refreshAll() {
  for (const element of awake) element.refresh();
}
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', refreshAll);
new MutationObserver(refreshAll).observe(document.documentElement, {
  attributes: true,
  attributeFilter: ['data-theme', 'class', 'style', 'lang'],
});

/**
 * Puts `element` last in the order of use; the first ones with a canvas sleep when there are too many. One that arrives
 * may bring a canvas, and must not be disturbed.
 */
function use(element) {
  forget(element);
  awake.push(element);
  const arriving = awake.filter((one) => one.arrives).length;
  const painted = awake.filter((one) => one.hasCanvas && !one.arrives);
  for (const one of painted.slice(0, Math.max(0, arriving + painted.length - MOST_CANVASES))) one.sleep();
}

function forget(element) {
  const place = awake.indexOf(element);
  if (place >= 0) awake.splice(place, 1);
}

const waiting = new CSSStyleSheet();
waiting.replaceSync(':host { display: block; min-block-size: 36rem }');

function make(tag, className, ...children) {
  const node = document.createElement(tag);
  node.className = className;
  node.append(...children);
  return node;
}

/** Lets go of what listens on `node`, later: Yew never does, and what it holds on to holds on to the node. */
function releasable(node) {
  const listeners = [];
  node.addEventListener = function (...listener) {
    listeners.push(listener);
    EventTarget.prototype.addEventListener.apply(this, listener);
  };
  return () => {
    for (const listener of listeners.splice(0)) node.removeEventListener(...listener);
  };
}

class KasseiExhibit extends HTMLElement {
  static observedAttributes = ['exhibit', 'state', 'lang', 'theme', 'hide'];

  #root = null;
  #stage = null; // the element that the island lives in
  #island = null;
  #release = () => {};
  #arrives = false; // it comes alive just now
  #app = null; // which of the apps its island is a part of
  #guard = null; // holds what is locked
  #learn = null; // gives the app the words of a language
  #state = null; // the last known state; null: that of the attribute
  #waking = null;
  #frame = 0;
  #chosen = false;
  #failed = false;
  #dozing = false; // it fell asleep in view, for the sake of others
  #upgraded = false; // its attributes are older than it is
  #ready = Promise.withResolvers?.() ?? KasseiExhibit.#promise();
  #internals = this.attachInternals();

  static #promise() {
    const parts = {};
    parts.promise = new Promise((resolve, reject) => Object.assign(parts, { resolve, reject }));
    return parts;
  }

  constructor() {
    super();
    this.#root = this.#internals.shadowRoot ?? this.attachShadow({ mode: 'open', delegatesFocus: false });
    this.addEventListener('pointerdown', () => this.#island && use(this));
    this.addEventListener('focusin', () => this.#island && use(this));
    this.#root.addEventListener('click', ({ target }) => {
      const button = target.closest?.('[name=share]');
      if (button) this.#share(button);
    });
    this.#upgraded = this.hasAttribute('state');
    // A property that was set before the element was known hides the accessor.
    if (Object.hasOwn(this, 'state')) {
      const state = this.state;
      delete this.state;
      this.state = state;
    }
  }

  get ready() {
    return this.#ready.promise;
  }

  get state() {
    return this.#island?.state ?? this.#state ?? this.getAttribute('state') ?? '';
  }

  set state(text) {
    this.#state = String(text);
    this.#load(this.#state, false);
  }

  get values() {
    return this.#island?.values ?? null;
  }

  livesIn(app) {
    return this.#app === app;
  }

  get arrives() {
    return this.#arrives;
  }

  get hasCanvas() {
    return this.#root.querySelector('canvas') !== null;
  }

  get #lang() {
    return (this.closest('[lang]') ?? this.getRootNode().host?.closest('[lang]'))?.lang || 'en';
  }

  get #isRendered() {
    const has = (selector) => this.#stage.querySelector(selector) !== null;
    return has('.exhibit') && !has('.awaited') && (has('canvas[width], .stage > .diagram:not(.overlay)') || !has('.stage'));
  }

  get waitsToBeChosen() {
    return this.getAttribute('loading') === 'chosen' && !this.#chosen;
  }

  connectedCallback() {
    elements.add(this);
    if (this.#island) return; // it was moved
    if (this.waitsToBeChosen) {
      this.#showCard();
      return;
    }
    if (!this.#root.hasChildNodes()) {
      // A page that was not built with the frame in it: its own picture shows, and the height is kept.
      this.#root.append(document.createElement('slot'));
      this.#root.adoptedStyleSheets = [waiting];
    }
    this.#hide(this.#root.querySelector('.root'));
    near.observe(this);
  }

  disconnectedCallback() {
    elements.delete(this);
    near.unobserve(this);
    queueMicrotask(() => {
      if (this.isConnected) return; // it was only moved
      this.#end();
      this.#root.replaceChildren();
      this.#stage = null;
    });
  }

  attributeChangedCallback(name, before, after) {
    if (before === after && name !== 'state') return;
    if (name === 'state' && this.#upgraded) {
      this.#upgraded = false; // not a change: a property that was set before stays
    } else if (name === 'state') {
      this.#state = null;
      this.#load(after ?? '', true);
    } else if (name === 'lang') {
      this.#speak();
    } else if (name === 'theme' || name === 'hide') {
      this.#dress();
    } else if (before !== null && (this.#island || this.#failed)) {
      this.#failed = false;
      this.#state = null;
      this.#end();
      this.#ready = Promise.withResolvers?.() ?? KasseiExhibit.#promise();
      this.wake();
    }
  }

  /** Wakes when it comes near; not at once, though, after it made room for others in view. */
  isNear(near) {
    if (!near) this.#dozing = false;
    else if (!this.#dozing) this.wake();
  }

  /** Brings the exhibit to life; it stays as it is while that is not possible. */
  wake() {
    near.unobserve(this);
    this.#dozing = false;
    this.#waking ??= this.#mount().catch((error) => this.#fail(error)).finally(() => (this.#waking = null));
    return this.#waking;
  }

  async #mount() {
    if (this.#island || this.#failed) return;
    const exhibit = this.getAttribute('exhibit') ?? '';
    const { app, Island, sheets, words, learn } = await start(this.#lang, exhibit);
    const lang = await learn(this.#lang);
    const locked = this.getAttribute('lock');
    const lock = locked && (await import(new URL((await assets()).lock, BASE).href));
    if (!this.isConnected) return;
    const alone = getComputedStyle(this).getPropertyValue('--c-output') === '';
    const stage = make('div', alone ? 'root alone' : 'root');
    const attribute = this.getAttribute('state') ?? '';
    this.#adopt(sheets);
    const before = [...this.#root.childNodes];
    if (this.#chosen) {
      this.#root.replaceChildren(this.#backButton(words), stage);
    } else {
      stage.classList.add('arriving'); // what is shown stays until the exhibit is there whole: nothing flashes
      this.#root.append(stage);
    }
    const arrive = () => {
      for (const node of before.splice(0)) node.remove();
      this.#root.adoptedStyleSheets = sheets;
      stage.classList.remove('arriving');
    };
    this.#stage = stage;
    this.#app = app;
    this.#learn = learn;
    this.#release = releasable(stage);
    this.#dress();
    this.#arrives = true;
    use(this); // there is room before there is one more
    try {
      this.#island = new Island(stage, exhibit, attribute, this.#state ?? attribute, lang, (state) => this.#changed(state));
    } catch (error) {
      this.#arrives = false;
      if (this.#root.querySelector('.stopped')) return; // the program ended, and said so
      forget(this);
      stage.append(make('p', 'card note', error.message));
      arrive();
      this.#failed = true;
      throw error;
    }
    this.#guard = lock && lock.guard(stage, this.#island, locked);
    this.#internals.states.add('live');
    // Yew renders in slices: the canvas may take some frames. An exhibit that is not shown never gets one.
    await frame();
    for (let i = 0; i < PATIENCE && this.#island && !this.#isRendered; i += 1) await frame();
    this.#arrives = false;
    if (!this.#island) return; // it was removed, or the program ended
    arrive();
    use(this);
    this.#tellProblems();
    this.#ready.resolve(this);
  }

  /** Adds those it has not; their order is what decides between equal rules. */
  #adopt(sheets) {
    const adopted = this.#root.adoptedStyleSheets;
    adopted.push(...sheets.filter((sheet) => !adopted.includes(sheet)));
  }

  #load(text, isInitial) {
    if (!this.#island) return;
    this.#island.load(text, isInitial);
    this.#guard?.hold();
    this.#state = isInitial ? null : this.#island.state;
    this.#tellProblems();
  }

  #changed(state) {
    this.#guard?.mend();
    this.#state = this.#guard ? this.#island.state : state; // it outlives the island
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#tell('kassei-change', { state: this.state, values: this.values });
    });
  }

  #tellProblems() {
    const problems = this.#island?.problems ?? [];
    if (problems.length) this.#tell('kassei-problem', { problems });
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
  }

  #dress() {
    if (!this.#stage) return;
    const theme = this.getAttribute('theme');
    if (theme) this.#stage.dataset.theme = theme;
    else delete this.#stage.dataset.theme;
    this.#hide(this.#stage);
    this.repaint();
  }

  /** Names to the style sheet what is to be left out. */
  #hide(stage) {
    if (stage) stage.dataset.hide = (this.getAttribute('hide') ?? '').replaceAll(',', ' ');
  }

  repaint() {
    this.#island?.repaint();
  }

  /** The language or the colours of the page have changed. */
  refresh() {
    this.#speak();
    this.repaint();
  }

  async #speak() {
    if (!this.#island) return;
    const lang = await this.#learn(this.#lang).catch(console.error); // it goes on in the language it has
    if (lang) this.#island?.speak(lang);
  }

  /** Ends the island and keeps the state. */
  #end() {
    forget(this);
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#island?.end();
    this.#island = null;
    this.#release();
    this.#internals.states.delete('live');
  }

  /** Gives its canvas back: a chosen one becomes a card again, another a still of itself. */
  sleep() {
    if (this.#chosen) {
      this.#putBack();
      return;
    }
    this.#stage.querySelector('.sharing')?.remove();
    const still = this.#stage.cloneNode(true);
    const canvases = this.#stage.querySelectorAll('canvas');
    still.querySelectorAll('canvas').forEach((canvas, i) => {
      const image = make('img', 'still');
      image.src = canvases[i].toDataURL();
      canvas.replaceWith(image);
    });
    still.inert = true;
    this.#end();
    this.#root.replaceChildren(still);
    this.#dozing = true;
    near.observe(this);
    this.addEventListener('pointerenter', () => this.wake(), { once: true });
  }

  /** Opens what one takes away, or closes it. */
  async #share(button) {
    await this.#waking; // the frame of the page makes room for the live one
    try {
      const [{ apps }, parts] = await Promise.all([assets(), partsOfSharing()]);
      const { toggle } = await import(new URL(parts.js, BASE).href);
      const { texts } = apps.at(-1); // the words of all exhibits
      await toggle(this, this.#root, { texts, parts, load: text, once });
    } catch (error) {
      console.error(error);
      button.disabled = true; // no button that does nothing
    }
  }

  #showCard() {
    const button = make('button', 'choose', document.createElement('slot'));
    button.type = 'button';
    button.addEventListener('click', () => this.#choose());
    const fetchAhead = () => start(this.#lang, this.getAttribute('exhibit')).catch(() => {}); // it is heard of when chosen
    for (const hint of ['pointerenter', 'focus']) button.addEventListener(hint, fetchAhead, { once: true });
    this.#root.replaceChildren(button);
    commonSheet().then((sheet) => this.#adopt([sheet]), () => {});
  }

  async #choose() {
    this.#chosen = true;
    await this.wake();
    this.scrollIntoView({ block: 'nearest' });
    this.#stage?.querySelector('[role=slider], input')?.focus({ preventScroll: true });
  }

  #putBack() {
    this.#end();
    this.#chosen = false;
    this.#showCard();
  }

  #backButton(words) {
    const button = make('button', 'back', (words[this.#lang.split('-')[0]] ?? words.en).close);
    button.type = 'button';
    button.addEventListener('click', () => {
      this.#putBack();
      this.#root.querySelector('button').focus();
    });
    return button;
  }

  #fail(error) {
    console.error(error);
    this.#ready.reject(error);
    this.#ready.promise.catch(() => {});
  }

  /** Shows what happened and how to go on. The island is gone; its state is not. */
  stop(words) {
    const { title, help, reload } = words[this.#lang.split('-')[0]] ?? words.en;
    const button = make('button', 'chip', reload);
    button.type = 'button';
    button.addEventListener('click', restart);
    const card = make('div', 'card stopped', make('h2', '', title), make('p', '', help), button);
    card.setAttribute('role', 'alert');
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#island = null;
    this.#release();
    const height = `${this.#stage.offsetHeight}px`;
    this.#stage.classList.remove('arriving');
    const stage = make('div', this.#stage.className, card);
    stage.style.setProperty('min-height', height);
    if (this.#stage.dataset.theme) stage.dataset.theme = this.#stage.dataset.theme;
    this.#root.replaceChildren(stage);
    this.#stage = stage;
  }

  restart() {
    if (!this.#island && this.#root.querySelector('.stopped')) this.wake();
  }
}

customElements.define('kassei-exhibit', KasseiExhibit);
