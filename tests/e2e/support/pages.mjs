// The pages of the built site.

import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { LANGUAGES } from "./exhibits.mjs";
import { fromXtask } from "./server.mjs";

export const ROOT = fromXtask("KASSEI_DIST");

/** The pages of a language: path in the site, and HTML. */
const pagesOf = (lang) =>
  readdirSync(join(ROOT, lang), { recursive: true })
    .filter((file) => file.endsWith("index.html"))
    .sort()
    .map((file) => ({ path: join(lang, dirname(file), "/"), html: readFileSync(join(ROOT, lang, file), "utf8") }));

export const PAGES = Object.fromEntries(LANGUAGES.map((lang) => [lang, pagesOf(lang)]));
