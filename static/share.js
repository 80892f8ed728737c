// What one takes away from an exhibit: link, code for other pages, picture, QR code. `kassei.js` loads it when it is asked for.

const BASE = new URL('.', import.meta.url);
const PAUSE = 150; // ms without a change before the panel follows
const TOLD = 4000; // ms that good news stay
const COLUMN = 700; // CSS pixels: how wide a frame is, most likely, in somebody's page
const OWN_MACHINE = /^(localhost|.*\.localhost|127\..*|0\.0\.0\.0|\[::1?\])$/;
const IN_FRAME = 'clipboard-write'; // what a page must allow a frame, so that one can copy in it

let skin = null; // gives a promise of the style sheet
let press = null; // gives a promise of the module that draws
const learnt = {}; // language → what gives a promise: the press knows its words

/**
 * Opens the panel of an exhibit, or closes it. `texts` are the files of words of exhibits, by language; `load` reads a
 * file beside this one, `once` keeps what a function promises.
 */
export async function toggle(element, root, { texts, parts, load, once }) {
  const section = root.querySelector('.exhibit');
  const panel = section.querySelector(':scope > .sharing');
  if (panel) {
    panel.dispatchEvent(new Event('close'));
    return;
  }
  skin ??= once(async () => new CSSStyleSheet().replace(await load(parts.css)));
  const sheet = await skin();
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
  if (!section.querySelector(':scope > .sharing')) open({ element, section, texts, parts, load, once });
}

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

const chip = (name, words, act) => {
  const button = make('button', { type: 'button', class: 'chip', name }, words);
  button.addEventListener('click', act);
  return button;
};

function open(exhibit) {
  const { element, section, parts } = exhibit;
  const words = parts.words[section.lang] ?? parts.words.en;
  const button = section.querySelector('[name=share]');
  const said = make('p', { class: 'said', role: 'status' });
  let done = null; // the button whose work is told of
  let told = 0; // a timer
  const say = (sentence, button = null) => {
    clearTimeout(told);
    done?.classList.remove('done');
    done = button;
    done?.classList.add('done');
    said.textContent = sentence;
    if (done) told = setTimeout(say, TOLD, '');
  };
  const fields = []; // functions that fill in what follows the state

  const ended = new AbortController();
  const close = () => {
    ended.abort();
    watcher.disconnect();
    const hadFocus = panel.contains(panel.getRootNode().activeElement);
    panel.remove();
    button.setAttribute('aria-expanded', 'false');
    if (hadFocus) button.focus();
  };

  /** A text to be copied, that `read` gives. */
  const text = (name, label, rows, read) => {
    const field = make(rows > 1 ? 'textarea' : 'input', { name, 'aria-label': label, readonly: '', spellcheck: 'false', ...(rows > 1 && { rows }) });
    field.addEventListener('focus', () => field.select());
    const fill = () => (field.value = read());
    fields.push(fill);
    fill();
    const copy = chip(`copy-${name}`, words.copy, async () => {
      fill();
      say('');
      try {
        await navigator.clipboard.writeText(field.value);
        say(words.copied, copy);
      } catch {
        field.focus(); // where the clipboard is refused, the person copies
        field.select();
        say(words.refused);
      }
    });
    copy.setAttribute('aria-label', `${words.copy}: ${label}`);
    return make('div', { class: 'text' }, make('span', { class: 'lbl', 'aria-hidden': 'true' }, label), field, copy);
  };

  /** Does what needs the press; says so where it cannot be had. */
  const withPress = (act) => async () => {
    say('');
    try {
      await act(await pressFor(exhibit));
    } catch (error) {
      console.error(error);
      say(words.failed);
    }
  };
  const keep = (blob, ending) => {
    const name = `${fileName(exhibit)}.${ending}`;
    save(blob, name);
    say(words.saved.replace('{file}', name));
  };
  const savePng = withPress(async (press) => keep(await pixels(drawing(exhibit, press)), 'png'));
  const saveSvg = withPress((press) => keep(new Blob([drawing(exhibit, press)], { type: 'image/svg+xml' }), 'svg'));

  const code = make('div', { class: 'code-of-link' });
  const showCode = (press) => {
    const svg = press.code(link(exhibit));
    code.replaceChildren(svg ? make('img', { src: dataUrl(svg), alt: words.qr_alt }) : make('p', {}, words.qr_too_long));
  };
  const qr = chip('qr', words.qr, () => {
    const show = !code.hasChildNodes();
    qr.setAttribute('aria-pressed', String(show));
    if (show) withPress(showCode)();
    else code.replaceChildren();
  });
  qr.setAttribute('aria-pressed', 'false');
  fields.push(() => code.hasChildNodes() && withPress(showCode)());

  const place = make('div', { class: 'kind' });
  const kinds = Object.entries({
    frame: () => [
      words.frame_help,
      text('frame', words.frame_code, 4, () => frame(exhibit)),
      text('follow', words.follow_code, 2, () => `<script src="${BASE}kassei-embed.js" async></script>`),
    ],
    element: () => [words.element_help, text('element', words.element_code, 4, () => lines(exhibit))],
    picture: () => {
      const content = [words.picture_help, chip('save', words.png, savePng)];
      withPress((press) => {
        const html = text('html', 'HTML', 4, () => linkedPicture(exhibit, press));
        const markdown = text('markdown', 'Markdown', 4, () => linkedMarkdown(exhibit, press));
        if (place.contains(content[1])) place.append(html, markdown);
      })();
      return content;
    },
    hugo: () => [
      words.hugo_help,
      text('shortcode', words.hugo_line, 2, () => shortcode(exhibit)),
      text('layout', words.hugo_file, 5, layout),
    ],
  }).map(([kind, content]) => {
    const button = chip(kind, words[kind], () => {
      for (const other of kinds) other.setAttribute('aria-pressed', String(other === button));
      fields.splice(common);
      say('');
      const [help, ...rest] = content();
      place.replaceChildren(make('p', { class: 'help' }, help), ...rest);
    });
    return button;
  });

  const shut = make('button', { type: 'button', class: 'icon', name: 'close-share', 'aria-label': words.close }, cross(button));
  shut.addEventListener('click', close);
  const panel = make(
    'div',
    { class: 'sharing', role: 'region', 'aria-label': words.heading },
    make('div', { class: 'sharing-head' }, make('h3', {}, words.heading), shut),
    ...(isOwnMachine() ? [make('p', { class: 'warning' }, words.local)] : []),
    text('link', words.link, 1, () => link(exhibit)),
    make('div', { class: 'chips' }, chip('png', words.png, savePng), chip('svg', words.svg, saveSvg), qr),
    code,
    make('div', { role: 'group', 'aria-label': words.embed }, make('div', { class: 'lbl', 'aria-hidden': 'true' }, words.embed), make('div', { class: 'chips' }, ...kinds)),
    place,
    said,
  );
  const common = fields.length;
  kinds[0].click();

  panel.addEventListener('close', close);
  panel.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      close();
    }
    // A letter in a field is no shortcut of the exhibit.
    if (event.target.matches('input, textarea') && event.key.length === 1) event.stopPropagation();
  });
  let timer = 0;
  const follow = () => {
    if (!panel.isConnected) close();
    clearTimeout(timer);
    timer = setTimeout(() => fields.forEach((fill) => fill()), PAUSE);
  };
  element.addEventListener('kassei-change', follow, { signal: ended.signal });
  const watcher = new MutationObserver(() => {
    close();
    open(exhibit);
  });
  watcher.observe(section, { attributeFilter: ['lang'] });

  section.querySelector(':scope > header').after(panel);
  button.setAttribute('aria-expanded', 'true');
  panel.querySelector('[name=copy-link]').focus();
}

const isOwnMachine = () => BASE.protocol === 'file:' || OWN_MACHINE.test(BASE.hostname);

/** A cross, made of the icon of another button. */
function cross(button) {
  const glyph = button.querySelector('svg').cloneNode(true);
  glyph.querySelector('path').setAttribute('d', 'm6 6 12 12M18 6 6 18');
  return glyph;
}

/** A query that no address, no Markdown and no string of Hugo's has to escape once more. */
function query(...parts) {
  const url = new URL(BASE);
  url.search = parts.filter(Boolean).join('&');
  return url.search.replaceAll('(', '%28').replaceAll(')', '%29').replaceAll('`', '%60').replaceAll('\\', '%5C');
}

/** What the element says of itself, beside its exhibit and state. */
function settings({ element }, ...names) {
  return names.map((name) => [name, element.getAttribute(name)]).filter(([, value]) => value);
}

/** The exhibit's own page, in the present state, with what the element leaves out or locks. */
function address({ element, section }, ...options) {
  const page = new URL(`${section.lang}/exhibits/${element.getAttribute('exhibit')}/`, BASE).href;
  const given = settings({ element }, 'hide', 'lock').map(([name, value]) => `_${name}=${value}`);
  return page + query(element.state, ...given, ...options);
}

const link = (exhibit) => address(exhibit);
const title = ({ section }) => section.querySelector('h2').textContent;
const attribute = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

function frame(exhibit) {
  const source = address(exhibit, '_embed', ...settings(exhibit, 'theme').map(([, theme]) => `_theme=${theme}`));
  return (
    `<iframe src="${attribute(source)}" title="${attribute(title(exhibit))}" width="100%" height="${height(exhibit)}" ` +
    `loading="lazy" allow="${IN_FRAME}" allowfullscreen frameborder="0"></iframe>`
  );
}

/** How high the exhibit is in a column of a usual width: a frame of this height needs no script. */
function height({ section }) {
  const stage = section.parentElement;
  const copy = stage.cloneNode(true);
  for (const extra of copy.querySelectorAll('.sharing, .sheet, .problems')) extra.remove();
  copy.classList.add('measured');
  copy.style.setProperty('inline-size', `${COLUMN}px`);
  copy.inert = true;
  stage.after(copy);
  const { height } = copy.getBoundingClientRect();
  copy.remove();
  return Math.ceil(height / 10) * 10;
}

/** As attributes: all that makes another exhibit the same. */
function attributes(exhibit, state) {
  const { element, section } = exhibit;
  const all = [['exhibit', element.getAttribute('exhibit')], ['state', state], ['lang', section.lang], ...settings(exhibit, 'theme', 'hide', 'lock')];
  return all.filter(([, value]) => value).map(([name, value]) => `${name}="${attribute(value)}"`).join(' ');
}

const script = () => `<script type="module" src="${BASE}kassei.js"></script>\n`;
const lines = (exhibit) => `${script()}<kassei-exhibit ${attributes(exhibit, exhibit.element.state)}></kassei-exhibit>`;

function linkedPicture(exhibit, press) {
  const [, width, height] = drawing(exhibit, press).match(/ width="([\d.]+)" height="([\d.]+)"/);
  const alt = press.summary(...named(exhibit));
  return (
    `<a href="${attribute(link(exhibit))}"><img src="${fileName(exhibit)}.png" alt="${attribute(alt)}" ` +
    `width="${width}" height="${height}" loading="lazy"></a>`
  );
}

function linkedMarkdown(exhibit, press) {
  const alt = press.summary(...named(exhibit)).replace(/[\\`*_[\]<>]/g, '\\$&');
  return `[![${alt}](${fileName(exhibit)}.png)](${link(exhibit)})`;
}

/** Hugo itself escapes what it puts into an attribute. */
const shortcode = (exhibit) => `{{< kassei ${attributes(exhibit, query(exhibit.element.state).slice(1)).replaceAll('&amp;', '&')} >}}`;

const layout = () =>
  script() +
  '<kassei-exhibit exhibit="{{ .Get "exhibit" }}" state="{{ .Get "state" }}" lang="{{ .Get "lang" | default .Page.Language.Lang }}"' +
  ['theme', 'hide', 'lock'].map((name) => `{{ with .Get "${name}" }} ${name}="{{ . }}"{{ end }}`).join('') +
  '></kassei-exhibit>\n';

const named = ({ element, section }) => [element.getAttribute('exhibit'), element.state, section.lang];

/** The module that draws, once it knows the language of the exhibit. */
async function pressFor({ section, texts, parts, load, once }) {
  const { lang } = section;
  press ??= once(async () => {
    const module = await import(new URL(parts.press.js, BASE).href);
    await module.default({ module_or_path: new URL(parts.press.wasm, BASE) });
    return module;
  });
  const module = await press();
  learnt[lang] ??= once(async () => module.useWords(lang, await load(texts[lang])));
  await learnt[lang]();
  return module;
}

/** The picture of the present state as SVG, in the colours that the exhibit has now. */
function drawing(exhibit, press) {
  const probe = make('i');
  exhibit.section.append(probe);
  const hex = (property) => {
    probe.style.setProperty('color', `var(${property})`);
    const [red, green, blue, opacity] = getComputedStyle(probe).color.match(/[\d.]+/g).map(Number);
    const bytes = [red, green, blue, ...(opacity === undefined ? [] : [Math.round(255 * opacity)])];
    return `#${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
  };
  const svg = press.picture(...named(exhibit), hex);
  probe.remove();
  return svg;
}

const dataUrl = (svg) => `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;

/** An SVG as PNG, two pixels a CSS pixel. */
async function pixels(svg) {
  const image = make('img', { src: dataUrl(svg) });
  await image.decode();
  const canvas = make('canvas', { width: 2 * image.naturalWidth, height: 2 * image.naturalHeight });
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  // `toBlob` waits for the browser to be idle: in Chromium up to 7 s.
  const [type, base64] = canvas.toDataURL('image/png').split(';base64,');
  if (type !== 'data:image/png') throw new Error(`cannot make a PNG: expected "data:image/png", found "${type}"`);
  return new Blob([Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0))], { type: 'image/png' });
}

function save(blob, name) {
  const href = URL.createObjectURL(blob);
  make('a', { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}

/** Another state, another name: pictures of one exhibit lie side by side. */
function fileName(exhibit) {
  let hash = 0x811c9dc5; // FNV-1a
  for (const byte of new TextEncoder().encode(named(exhibit).join())) hash = Math.imul(hash ^ byte, 0x01000193);
  return `kassei-${exhibit.element.getAttribute('exhibit')}-${(hash >>> 0).toString(16).padStart(8, '0')}`;
}
