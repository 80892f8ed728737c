// Photographs every page of the built site into the folder given: <page>-<theme>-<width>.png, and a contact sheet.

import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ready, startBrowser } from "../../tests/e2e/support/browser.mjs";
import { fromXtask, serveSite } from "../../tests/e2e/support/server.mjs";

const THEMES = ["light", "dark"];
const WIDTHS = [360, 768, 1440];
const AT_ONCE = 3;
/** Pages that are like others: of the functions three are enough. */
const ALIKE = /\/functions\/(?!(step|gelu|snake)\/)./;

const out = process.argv[2];
const files = (await readdir(fromXtask("KASSEI_DIST"), { recursive: true })).sort();
const pages = files
  .filter((file) => /(^|\/)(index|404)\.html$/.test(file))
  .map((file) => file.replace(/index\.html$/, ""))
  .filter((page) => !ALIKE.test(page));
const jobs = pages.flatMap((page) => THEMES.flatMap((theme) => WIDTHS.map((width) => ({ page, theme, width }))));

await mkdir(out, { recursive: true });
const old = (await readdir(out)).filter((file) => /-(light|dark)-\d+\.png$/.test(file));
await Promise.all(old.map((file) => rm(join(out, file))));
const site = await serveSite();
const browser = await startBrowser();
const failures = [];
const queue = [...jobs];

await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    for (let job = queue.shift(); job; job = queue.shift()) {
      await photograph(job, (error) => failures.push(`${fileOf(job)}: ${error.message}`));
    }
  }),
);
await browser.close();
await site.close();

await writeFile(join(out, "index.html"), contactSheet());
console.log(`${jobs.length} pictures of ${pages.length} pages in ${out}`);
if (failures.length > 0) {
  console.error(`cannot photograph all pages as they should be:\n  ${failures.join("\n  ")}`);
  process.exitCode = 1;
}

async function photograph({ page: path, theme, width }, failed) {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: theme,
    reducedMotion: "reduce",
    javaScriptEnabled: path !== "", // the chooser's script goes on to a language
  });
  try {
    const page = await context.newPage();
    await page.goto(`${site.url}${path}?_theme=${theme}`);
    if (path !== "") {
      await awaken(page).catch(failed); // what went wrong is best seen in the picture
    }
    await page.screenshot({ path: join(out, fileOf({ page: path, theme, width })), fullPage: true });
  } catch (error) {
    failed(error);
  } finally {
    await context.close();
  }
}

/** Scrolls through once, so that exhibits that start when they come near the viewport do. */
async function awaken(page) {
  await ready(page);
  const { height, view } = await page.evaluate(() => ({
    height: document.documentElement.scrollHeight,
    view: innerHeight,
  }));
  for (let top = view; top < height; top += view) {
    await page.evaluate((top) => scrollTo({ top, behavior: "instant" }), top);
    await ready(page);
  }
  await page.evaluate(() => scrollTo({ top: 0, behavior: "instant" }));
  await page.evaluate(() => document.fonts.ready.then(() => new Promise(requestAnimationFrame)));
}

function fileOf({ page, theme, width }) {
  const name = page.replace(/\.html$/, "").replace(/\/$/, "").replaceAll("/", "-") || "index";
  return `${name}-${theme}-${width}.png`;
}

function contactSheet() {
  const figures = jobs.map(fileOf).map(
    (file) => `<figure><a href="${file}"><img src="${file}" alt=""></a><figcaption>${file}</figcaption></figure>`,
  );
  return `<!doctype html><meta charset="utf-8"><title>Kassei: every page</title>
<style>
  body { display: grid; grid-template-columns: repeat(6, 1fr); gap: 1rem; font: 12px sans-serif; background: #888 }
  figure { margin: 0 } img { width: 100%; max-height: 60vh; object-fit: cover; object-position: top }
</style>
${figures.join("\n")}
`;
}
