// Paints what previews of links show. Reads from standard input { size, tokens, pages: [{ file, lang, title, picture }] }:
// the size of all in pixels, the style sheet with the colours, and where each goes, its title and its picture as SVG.

import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { text } from "node:stream/consumers";
import { startBrowser } from "../../tests/e2e/support/browser.mjs";

/** Of a preview 1200 px wide. */
const LAYOUT = `
  body { position: relative; margin: 0; height: 100vh; overflow: hidden; background: var(--paper); color: var(--ink); font-family: var(--sans); }
  h1, .card, .logo, .name { position: absolute; margin: 0; box-sizing: border-box; line-height: 1; }
  h1 { left: 60px; top: 44px; font-size: 54px; white-space: nowrap; }
  .card { left: 60px; top: 130px; width: 720px; height: 450px; padding: 12px; border: 2px solid var(--line); border-radius: 18px; background: var(--card); }
  .card svg { width: 100%; height: 100%; }
  .logo { left: 826px; top: 330px; width: 140px; height: 130px; fill: none; }
  .name { left: 826px; top: 486px; font-size: 64px; font-weight: 700; }
  .name small { display: block; margin-top: 12px; font-size: 30px; font-weight: 400; color: var(--ink-2); }`;
const FRAME = `<h1></h1><div class="card"></div>
  <svg class="logo" viewBox="0 0 28 26"><path d="M2 22H9C15 22 12 4 24 4" stroke="var(--c-output)" stroke-width="3.2" stroke-linecap="round"/>
    <circle cx="12.6" cy="13" r="3.4" fill="var(--c-weight)"/></svg>
  <p class="name">Kassei<small lang="ja">活性</small></p>`;
/** As far as a title may reach. */
const WIDEST = 1080;

const { size: [width, height], tokens, pages } = JSON.parse(await text(process.stdin));
const browser = await startBrowser();
const page = await browser.newPage({ viewport: { width, height }, colorScheme: "light" });
await page.setContent(`<!doctype html><meta charset="utf-8"><style>${tokens}${LAYOUT}</style>${FRAME}`);
for (const { file, lang, title, picture } of pages) {
  await page.evaluate(
    ([lang, title, picture, widest]) => {
      document.documentElement.lang = lang;
      const heading = document.querySelector("h1");
      heading.textContent = title;
      heading.style.fontSize = "";
      const { width } = heading.getBoundingClientRect();
      if (width > widest) heading.style.fontSize = `${(54 * widest) / width}px`;
      document.querySelector(".card").innerHTML = picture;
    },
    [lang, title, picture, WIDEST],
  );
  await mkdir(dirname(file), { recursive: true });
  await page.screenshot({ path: file });
}
await browser.close();
