// The page of an exhibit: it opens with the state of its address, and the address follows the state as one plays.
// Options of the page begin with "_": docs/contract.md lists them.

const INTERVAL = 350; // Safari takes at most 100 changes of the address in 30 s
const exhibit = document.querySelector('main > kassei-exhibit');
const isOption = (part) => part.startsWith('_');
const parts = location.search.slice(1).split('&').filter(Boolean);
const asked = new URLSearchParams(location.search);

// Before the element is known: reset then returns to what the address said.
exhibit.setAttribute('state', parts.filter((part) => !isOption(part)).join('&'));
for (const name of ['hide', 'lock']) if (asked.has(`_${name}`)) exhibit.setAttribute(name, asked.get(`_${name}`));

let state = exhibit.getAttribute('state');
let timer = 0;

/** What to ask for to see what is seen now; the language is that of the page. */
function search() {
  const options = parts.filter((part) => isOption(part) && !part.startsWith('_lang='));
  const all = [state, ...options].filter(Boolean).join('&');
  return all && `?${all}`;
}

function tellLinks() {
  for (const link of document.querySelectorAll('a[data-language]')) link.search = search();
}

function follow() {
  const told = search();
  history.replaceState(history.state, '', location.pathname + told);
  tellLinks();
  timer = setTimeout(() => {
    timer = 0;
    if (search() !== told) follow();
  }, INTERVAL);
}

exhibit.addEventListener('kassei-change', (event) => {
  state = event.detail.state;
  if (!timer) follow();
});
tellLinks();

// In a frame on another page: that page may fit the frame to the exhibit.
if (asked.has('_embed') && parent !== window) {
  const main = document.getElementById('main');
  const tell = () => parent.postMessage({ type: 'kassei-height', height: Math.ceil(main.getBoundingClientRect().height) }, '*');
  new ResizeObserver(tell).observe(main);
  addEventListener('message', ({ data }) => data?.type === 'kassei-height' && tell()); // it was not listening yet
}
