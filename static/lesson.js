// A lesson, alive: questions, progress, contents, terms, presentation. Every word comes from data-* of <main>.

const root = document.documentElement;
const main = document.querySelector('main');
const lesson = main.dataset.lesson;
const all = (selector, within = main) => [...within.querySelectorAll(selector)];
const one = (selector, within = main) => within.querySelector(selector);
const say = (key, slots) => (main.dataset[key] ?? '').replace(/\{(\w+)\}/g, (_, name) => slots[name]);

// ---- progress: {lesson: {question: {given, right}, "#slide": 1}}

const STORE = 'kassei-progress';
const record = (value) => (Object(value) === value ? value : {});

function stored() {
  try {
    return record(JSON.parse(localStorage.getItem(STORE)));
  } catch {
    return {}; // storage is off, or not ours: nothing is remembered
  }
}

function store(progress) {
  try {
    if (Object.keys(progress).length) localStorage.setItem(STORE, JSON.stringify(progress));
    else localStorage.removeItem(STORE);
  } catch {
    // as above
  }
}

const known = record(stored()[lesson]); // of this lesson; outlives a storage that is off

function remember(key, value) {
  known[key] = value;
  const progress = stored();
  store({ ...progress, [lesson]: { ...record(progress[lesson]), [key]: value } });
}

// ---- numbers

/** What a person means by a number: full-width digits, any minus sign, a decimal comma, a fraction. */
function parse(text) {
  const plain = text.normalize('NFKC').replace(/[−‐–—ー]/g, '-').replace(/\s/g, '').replace(/^([-+]?\d*),(\d+)$/, '$1.$2');
  if (!/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?(\/\d+)?$/i.test(plain)) return NaN;
  const [value, divisor = 1] = plain.split('/');
  return value / divisor;
}

function fixed(value, digits) {
  return value.toFixed(digits).replace(/^-(?=[0.]+$)/, '').replace('-', '−');
}

/** `as` is "%0": per cent, no digits after the point; or ".2". */
function write(value, as) {
  const digits = as.slice(1);
  return as[0] === '%' ? `${fixed(value * 100, digits)}%` : fixed(value, digits);
}

// ---- kinds of questions. `given` is what was answered, as it is kept; `judge` says what to think of it

const CHOICE = {
  read: (block) => one('input:checked', block)?.value,
  complaint: 'choose',
  put(block, given) {
    const radio = all('input', block).find(({ value }) => value === given);
    if (radio) radio.checked = true;
    return radio;
  },
  clear: (block) => all('input', block).forEach((radio) => (radio.checked = false)),
  judge(block, given) {
    const right = one('[data-right]', block);
    const mine = all('input', block).find(({ value }) => value === given);
    const text = (radio) => radio.parentElement.textContent.trim();
    const isRight = mine === right;
    mark(mine, isRight);
    if (block.matches('.quiz')) {
      return { right: isRight, text: say(isRight ? 'right' : 'wrong'), hint: one(`.hint[data-for="${given}"]`, block) };
    }
    mark(right, true);
    return { right: isRight, text: say(isRight ? 'betRight' : 'betWrong', { guess: text(mine), answer: text(right) }) };
  },
};

const mark = (radio, isRight) => radio.parentElement.classList.add(isRight ? 'is-right' : 'is-wrong');

const NUMBER = {
  read(block) {
    const input = one('input', block);
    const isNumber = !Number.isNaN(parse(input.value));
    input.ariaInvalid = isNumber ? null : 'true';
    return isNumber ? input.value : undefined;
  },
  complaint: 'notANumber',
  put(block, given) {
    const input = one('input', block);
    if (input.value && input.value !== given) return false; // typed in the meantime
    input.value = given;
    return !Number.isNaN(parse(input.value));
  },
  clear: (block) => one('input', block).select(),
  judge(block, given) {
    const value = parse(given);
    const misses = (target, tolerance) => Math.abs(value - target) > Number(tolerance) + 1e-12;
    const isRight = !misses(block.dataset.answer, block.dataset.tolerance);
    const hint = all('.hint', block).find(({ dataset }) => !misses(dataset.near, dataset.within));
    return { right: isRight, text: say(isRight ? 'right' : 'wrong'), hint: isRight ? null : hint };
  },
};

const GUESS = {
  read: (block) => Number(one('input', block).value),
  put(block, given) {
    one('input', block).value = given;
    return Number.isFinite(given);
  },
  clear: (block) => place(block, 'truth', null),
  judge(block, given) {
    const { answer, as } = block.dataset;
    const { min, max } = one('input', block);
    const [guess, truth] = [given, Number(answer)].map((value) => write(value, as));
    const miss = Math.abs(given - answer);
    const gap = write(miss, as).replace('%', '');
    place(block, 'truth', answer);
    const text = guess === truth ? 'exact' : as[0] === '%' ? 'offPoints' : 'off';
    return { right: miss <= (max - min) / 20, text: say(text, { guess, answer: truth, gap }) };
  },
};

/** Puts a mark on the bar, at its share of the way. */
function place(block, name, value) {
  const input = one('input', block);
  const share = (value - input.min) / (input.max - input.min);
  if (value === null) input.style.removeProperty(`--${name}`);
  else input.style.setProperty(`--${name}`, Math.min(1, Math.max(0, share)));
}

function showGuess(block) {
  const input = one('input', block);
  const text = write(Number(input.value), block.dataset.as);
  one('output', block).textContent = text;
  input.ariaValueText = text;
  place(block, 'guess', input.value);
  place(block, 'zero', 0);
}

const SKETCH = {
  put(block, given) {
    if (!Number.isFinite(given.gap)) return false;
    one('kassei-exhibit', block).state = given.state;
    return true;
  },
  clear(block) {
    const exhibit = one('kassei-exhibit', block);
    exhibit.state = exhibit.getAttribute('state') ?? '';
  },
  judge: (_, { gap, x }) => ({ text: say('sketched', { gap: fixed(gap, 2), x: String(x).replace('-', '−') }) }),
};

function kindOf(block) {
  if (block.matches('.sketch')) return SKETCH;
  if (block.matches('.quiz.number')) return NUMBER;
  return block.matches('.number') ? GUESS : CHOICE;
}

function question(block) {
  const { key } = block.dataset;
  const kind = kindOf(block);
  const answer = one('.answer', block);
  const said = one('.said', block);

  function forget() {
    delete block.dataset.state;
    said.textContent = '';
    for (const hint of all('.hint', block)) hint.hidden = true;
    for (const label of all('label', block)) label.classList.remove('is-right', 'is-wrong');
  }

  function show(given, isNew) {
    forget();
    const { right, text, hint } = kind.judge(block, given);
    block.dataset.state = right === undefined ? 'seen' : right ? 'right' : 'wrong';
    said.textContent = text;
    if (!isNew) return;
    if (hint) hint.hidden = false;
    if (answer && (right || !block.matches('.quiz'))) answer.open = true;
    remember(key, { given, right });
    settle(block.closest('.slide'));
  }

  block.addEventListener('submit', (event) => {
    event.preventDefault();
    const given = kind.read(block);
    if (given !== undefined) return show(given, true);
    forget();
    said.textContent = say(kind.complaint);
  });
  block.addEventListener('input', ({ target }) => {
    if (target.closest('.answer')) return; // an experiment
    if (kind === GUESS) {
      kind.clear(block);
      showGuess(block);
    }
    if (kind === NUMBER) target.ariaInvalid = null;
    if (kind !== SKETCH) forget();
  });
  block.addEventListener('kassei-change', ({ target, detail: { state, values } }) => {
    if (kind !== SKETCH || target.closest('.answer')) return;
    const isShown = new URLSearchParams(state).get('shown') === '1' && Number.isFinite(values?.gap);
    if (isShown) show({ state, gap: values.gap, x: values.gap_x }, true);
    else forget();
  });
  one('.again', block).addEventListener('click', () => {
    forget();
    if (answer) answer.open = false;
    (one('input', block) ?? one('kassei-exhibit', block)).focus();
    kind.clear(block);
  });

  const { given } = record(known[key]);
  if (given != null && kind.put(block, given)) show(given, false);
  if (kind === GUESS) showGuess(block);
}

// ---- contents: what is done, and where one is

const slides = all('.slide');
const linkTo = (slide) => one(`.toc a[href="#${slide.id}"]`);

function isAnswered(block) {
  const { given, right } = record(known[block.dataset.key]);
  return right || (given != null && !block.matches('.quiz'));
}

/** A slide is done when its questions are answered; one without questions, when it was seen to its end. */
function settle(slide, isSeen = false) {
  const questions = all('[data-key]', slide);
  const mark = `#${slide.id}`;
  if (!known[mark] && (questions.length ? questions.every(isAnswered) : isSeen)) remember(mark, 1);
  const item = linkTo(slide)?.parentElement;
  if (!known[mark] || !item || item.matches('.done')) return;
  item.classList.add('done');
  const word = document.createElement('span');
  word.className = 'visually-hidden';
  word.textContent = ` (${say('done')})`;
  item.firstElementChild.append(word);
}

function standAt(slide) {
  for (const link of all('.toc a')) link.ariaCurrent = link === linkTo(slide) ? 'location' : null;
  one('.toc-now').textContent = one('h2', slide).textContent;
  one('.toc-count').textContent = `${slides.indexOf(slide) + 1} / ${slides.length}`;
}

function contents() {
  // A speaker's note at the end is not seen by all.
  const endOf = (slide) => [...slide.children].findLast((part) => !part.matches('.note'));
  const ends = new Map(slides.map((slide) => [endOf(slide), slide]));
  const watch = (see, rootMargin) =>
    new IntersectionObserver((entries) => entries.filter((entry) => entry.isIntersecting).forEach(({ target }) => see(target)), {
      rootMargin,
    });
  const passing = watch(standAt, '-25% 0px -70%');
  const ending = watch((end) => settle(ends.get(end), true), '0px');
  for (const [end, slide] of ends) {
    settle(slide);
    passing.observe(slide);
    ending.observe(end);
  }
  one('.toc ol').addEventListener('click', ({ target, currentTarget }) => {
    if (target.closest('a') && currentTarget.matches(':popover-open')) currentTarget.hidePopover();
  });
}

// ---- terms: a link to the glossary shows its entry where one reads

function terms() {
  const tip = document.createElement('dl');
  if (!tip.showPopover) return; // the links lead to the glossary
  tip.className = 'tip';
  tip.popover = 'manual';
  main.append(tip);
  let shown = null;
  let isPinned = false;
  let leaving = 0;
  const termAt = (node) => node.closest?.('a.term');

  function hide() {
    clearTimeout(leaving);
    if (shown) tip.hidePopover();
    shown = null;
    isPinned = false;
  }
  function arrange() {
    if (!shown) return;
    const [line] = shown.getClientRects();
    if (!line) return hide();
    const { offsetWidth: width, offsetHeight: height } = tip;
    const isBelow = line.bottom + height + 16 < innerHeight;
    const left = Math.max(12, Math.min(line.left - 12, root.clientWidth - width - 12));
    tip.style.setProperty('left', `${left}px`);
    tip.style.setProperty('top', `${isBelow ? line.bottom + 6 : line.top - height - 6}px`);
  }
  function show(link) {
    const entry = document.getElementById(link.hash.slice(1));
    clearTimeout(leaving);
    if (!entry || shown === link) return;
    hide();
    shown = link;
    tip.replaceChildren(...[...entry.children].map((part) => part.cloneNode(true)));
    for (const part of tip.children) part.removeAttribute('id');
    tip.showPopover();
    arrange();
  }

  document.addEventListener('pointerover', ({ target, pointerType }) => {
    const link = termAt(target);
    if (pointerType !== 'mouse') return;
    clearTimeout(leaving);
    if (link) show(link);
    else if (shown && !isPinned && shown !== document.activeElement && !tip.contains(target)) leaving = setTimeout(hide, 200);
  });
  document.addEventListener('focusin', ({ target }) => (termAt(target) ? show(termAt(target)) : hide()));
  document.addEventListener('focusout', ({ target }) => target === shown && hide());
  document.addEventListener('pointerdown', ({ target }) => !termAt(target) && !tip.contains(target) && hide());
  document.addEventListener('click', (event) => {
    const link = termAt(event.target);
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (shown === link && isPinned) return hide();
    show(link);
    isPinned = true;
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !shown) return;
    event.preventDefault();
    hide();
  });
  addEventListener('scroll', arrange, { passive: true });
  addEventListener('resize', arrange);
}

// ---- presentation: one slide a screen

function presentation() {
  const screens = [one('.lesson-head'), ...slides];
  const bar = one('.present-bar');
  const isOn = () => root.classList.contains('presenting');
  const query = () => location.search.slice(1).split('&').filter((part) => part && !/^_present(=|$)/.test(part));
  let at = 0;

  const asked = () => {
    const name = decodeURIComponent(location.hash.slice(1));
    const index = /^\d+$/.test(name) ? name - 1 : screens.findIndex(({ id }) => id && id === name);
    return Math.max(0, index);
  };
  const go = (query, hash) => history.replaceState(null, '', `${location.pathname}${query.length ? `?${query.join('&')}` : ''}${hash}`);

  function show(index) {
    at = Math.max(0, Math.min(index, screens.length - 1));
    screens.forEach((screen, i) => screen.classList.toggle('shown', i === at));
    go([...query(), '_present'], `#${at + 1}`);
    scrollTo(0, 0);
    one('.present-at').textContent = `${at + 1} / ${screens.length}`;
    if (bar.contains(document.activeElement)) return;
    const heading = one('h1, h2', screens[at]);
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }
  function enter() {
    const current = scrollY > 0 ? slides.findIndex((slide) => linkTo(slide)?.ariaCurrent) + 1 : 0;
    root.classList.add('presenting');
    show(current);
  }
  function leave() {
    root.classList.remove('presenting');
    go(query(), at ? `#${screens[at].id}` : '');
    screens[at].scrollIntoView({ behavior: 'instant' });
  }
  function toggleNotes() {
    bar.children.notes.ariaPressed = main.classList.toggle('with-notes');
  }
  /** A slide taller than the screen is first read to its end. */
  function turn(way, event) {
    const rest = way > 0 ? root.scrollHeight - innerHeight - scrollY : scrollY;
    if (rest > 2 && event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return; // the browser scrolls
    event.preventDefault();
    show(at + way);
  }

  const WAYS = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, ' ': 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 };
  const HOLDING = 'input, select, textarea, [role=slider], [contenteditable], dialog';
  document.addEventListener('keydown', (event) => {
    const { key } = event;
    const path = event.composedPath().filter((node) => node.matches);
    const isHeld = path.some((node) => node.matches(HOLDING)) || (key === ' ' && path.some((node) => node.matches('button, summary, a')));
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (key === 'Escape' && isOn() && !document.fullscreenElement) {
      // The first one lets go of a control, the second one leaves.
      if (isHeld) document.activeElement.blur();
      else leave();
    }
    if (isHeld) return;
    if (!isOn()) {
      if (key.toLowerCase() === 'p') enter();
    } else if (key === 'Home' || key === 'End') {
      event.preventDefault();
      show(key === 'Home' ? 0 : screens.length - 1);
    } else if (key.toLowerCase() === 'n') toggleNotes();
    else if (WAYS[key]) turn(key === ' ' && event.shiftKey ? -1 : WAYS[key], event);
  });

  let finger = null;
  document.addEventListener('touchstart', (event) => {
    const isFree = !event.composedPath().some((node) => node.matches?.(`${HOLDING}, .stage, .scroll, pre`));
    finger = isOn() && isFree && event.touches.length === 1 ? event.touches[0] : null;
  }, { passive: true });
  document.addEventListener('touchend', ({ changedTouches: [end] }) => {
    const dx = finger ? end.clientX - finger.clientX : 0;
    if (Math.abs(dx) > 60 && Math.abs(dx) > 2 * Math.abs(end.clientY - finger.clientY)) show(at - Math.sign(dx));
    finger = null;
  });

  const DO = { previous: () => show(at - 1), next: () => show(at + 1), notes: toggleNotes, leave };
  bar.addEventListener('click', ({ target }) => DO[target.name]?.());
  one('.enter').addEventListener('click', enter);
  addEventListener('hashchange', () => isOn() && show(asked()));
  if (new URLSearchParams(location.search).has('_present')) {
    root.classList.add('presenting');
    show(asked());
  }
}

// ---- the list of lessons

function lessons() {
  const kept = one('.progress-kept');
  const [save, drop, undo] = ['export', 'delete', 'undo'].map((name) => one(`[name=${name}]`, kept));
  let dropped = null;

  function refresh() {
    const progress = stored();
    for (const item of all('[data-lesson]')) {
      const count = Object.keys(record(progress[item.dataset.lesson])).filter((key) => key[0] === '#').length;
      const done = Math.min(count, item.dataset.slides);
      one('progress', item).value = done;
      one('.so-far', item).textContent = done ? say('of', { done, all: item.dataset.slides }) : '';
      item.classList.toggle('done', done === Number(item.dataset.slides));
    }
    kept.classList.toggle('undoable', dropped !== null);
  }
  const tell = (key) => (one('.told', kept).textContent = say(key));
  const isEmpty = () => !Object.keys(stored()).length;

  save.addEventListener('click', () => {
    if (isEmpty()) return tell('none');
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([JSON.stringify(stored(), null, 2)], { type: 'application/json' }));
    link.download = `${STORE}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  });
  drop.addEventListener('click', () => {
    if (isEmpty()) return tell('none');
    dropped = stored();
    store({});
    tell('deleted');
    refresh();
  });
  undo.addEventListener('click', () => {
    store({ ...dropped, ...stored() });
    dropped = null;
    tell('restored');
    drop.focus();
    refresh();
  });
  addEventListener('storage', refresh);
  addEventListener('pageshow', refresh); // also from the back-forward cache
  refresh();
}

if (lesson) {
  all('[data-key]').forEach(question);
  contents();
  presentation();
}
if (one('.progress-kept')) lessons();
if (one('.term')) terms();
