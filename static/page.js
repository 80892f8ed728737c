// A page around exhibits: theme, language, and what has to be known before the first paint.
{
  const root = document.documentElement;
  const asked = new URLSearchParams(location.search);

  const memory = {
    get: (key) => {
      try {
        return localStorage.getItem(`kassei-${key}`);
      } catch {
        return null; // storage is off: nothing is remembered
      }
    },
    set: (key, value) => {
      try {
        localStorage.setItem(`kassei-${key}`, value);
      } catch {
        // as above
      }
    },
  };

  const themes = ['light', 'dark', 'projector'];
  const dress = (theme) => {
    if (themes.includes(theme)) root.dataset.theme = theme;
    else delete root.dataset.theme;
  };
  const theme = asked.get('_theme') ?? memory.get('theme') ?? 'auto';
  dress(theme);
  if (asked.has('_present')) root.classList.add('presenting');

  // What was painted for a dark screen goes on white paper.
  addEventListener('beforeprint', () => {
    const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
    const isDark = (root.dataset.theme ?? system) === 'dark';
    root.style.setProperty('--on-paper', isDark ? 'invert(1) hue-rotate(180deg)' : 'none');
  });

  // What a link asks for: the same page in another language, or nothing but the exhibit.
  const { src, dataset } = document.currentScript;
  const language = asked.get('_lang');
  if (language && language !== root.lang && dataset.languages?.split(' ').includes(language)) {
    const top = new URL('.', src).pathname;
    const search = location.search.slice(1).split('&').filter((part) => !part.startsWith('_lang='));
    const page = location.pathname.slice(top.length + root.lang.length);
    location.replace(top + language + page + (search.length ? `?${search.join('&')}` : '') + location.hash);
  }
  if (asked.has('_embed')) root.dataset.embed = '';
  if (/[?&][^_&]/.test(location.search)) root.dataset.asked = '';

  // The states of the exhibits go along to the page in the other language.
  const STATES = 'kassei-states';
  const exhibits = () => [...document.querySelectorAll('kassei-exhibit')];
  const carry = () => {
    const states = exhibits().map((one) => ({ state: one.state, live: one.matches(':state(live)') }));
    sessionStorage.setItem(STATES, JSON.stringify(states));
  };
  const restore = () => {
    const states = JSON.parse(sessionStorage.getItem(STATES) ?? '[]');
    sessionStorage.removeItem(STATES);
    exhibits().forEach((one, i) => {
      if (!states[i]) return;
      if (states[i].state !== (one.getAttribute('state') ?? '')) one.state = states[i].state;
      if (states[i].live && one.getAttribute('loading') === 'chosen') one.wake?.();
    });
  };

  document.addEventListener('DOMContentLoaded', () => {
    const chooser = document.getElementById('theme');
    if (chooser) {
      chooser.value = themes.includes(theme) ? theme : 'auto';
      chooser.addEventListener('change', () => {
        memory.set('theme', chooser.value);
        dress(chooser.value);
      });
    }
    for (const link of document.querySelectorAll('a[data-language]')) {
      link.addEventListener('click', () => {
        memory.set('language', link.dataset.language);
        if (exhibits().length && !link.search) carry();
      });
    }
    customElements.whenDefined('kassei-exhibit').then(restore);
  });

  // The chooser of languages goes on by itself to the one that was chosen before, or to the browser's.
  addEventListener('DOMContentLoaded', () => {
    if (!('chooser' in document.body.dataset)) return;
    const links = [...document.querySelectorAll('a[data-language]')];
    const wanted = [memory.get('language'), ...navigator.languages].filter(Boolean);
    const known = (tag) => links.find((link) => tag.toLowerCase().split('-')[0] === link.dataset.language);
    location.replace(wanted.map(known).find(Boolean)?.href ?? links[0].href);
  });
}
