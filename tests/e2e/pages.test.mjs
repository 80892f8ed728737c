// What the files of all pages have to have: a title of their own, links that lead somewhere, little to wait for.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join, normalize } from "node:path";
import { test } from "node:test";
import { brotliCompressSync, constants } from "node:zlib";
import { LANGUAGES } from "./support/exhibits.mjs";
import { PAGES, ROOT } from "./support/pages.mjs";

const ALL = Object.values(PAGES).flat();

const decode = (text) => text.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
const found = (html, pattern) => [...html.matchAll(pattern)].map(([, value]) => decode(value));

test("both languages have the same pages", () => {
  const [first, ...others] = LANGUAGES.map((lang) => PAGES[lang].map(({ path }) => path.slice(lang.length)));
  for (const other of others) assert.deepEqual(other, first);
  for (const path of ["/", "/functions/", "/functions/gelu/", "/exhibits/", "/exhibits/neuron/"]) assert.ok(first.includes(path), path);
});

test("every page says its language, and has a title and a description that no other has", () => {
  for (const lang of LANGUAGES) {
    const [titles, descriptions] = [new Map(), new Map()];
    for (const { path, html } of PAGES[lang]) {
      assert.ok(html.startsWith(`<!doctype html>\n<html lang="${lang}">`), path);
      for (const [what, known, pattern] of [
        ["title", titles, /<title>([^<]+)<\/title>/g],
        ["description", descriptions, /<meta name="description" content="([^"]+)"/g],
      ]) {
        const [words, ...more] = found(html, pattern);
        assert.ok(words?.length > 5 && more.length === 0, `${path}: its ${what} is ${words}`);
        assert.ok(!known.has(words), `${path} has the ${what} of ${known.get(words)}`);
        known.set(words, path);
      }
    }
  }
});

test("every link and file is relative, and leads to what is there", () => {
  const anchors = new Map();
  const hasAnchor = (file, id) => {
    if (!anchors.has(file)) anchors.set(file, new Set(found(readFileSync(file, "utf8"), /\sid="([^"]+)"/g)));
    return anchors.get(file).has(id);
  };
  for (const { path, html } of ALL) {
    const elsewhere = found(html, /<a\s[^>]*href="(https:[^"]*)"/g);
    for (const address of found(html, /\s(?:href|src)="([^"]*)"/g).filter((address) => !elsewhere.includes(address))) {
      assert.ok(!/^(\/|[a-z]+:)/.test(address), `${path} leads to ${address}`);
      const { pathname, hash } = new URL(address, `file:///${path}`);
      const file = join(ROOT, normalize(decodeURIComponent(pathname)), pathname.endsWith("/") ? "index.html" : "");
      assert.ok(existsSync(file), `${path} leads to ${address}, which is not there`);
      if (hash && file.endsWith(".html")) assert.ok(hasAnchor(file, decodeURIComponent(hash.slice(1))), `${path} leads to ${address}: no such place`);
    }
  }
});

test("each page leads to itself in the other language", () => {
  for (const lang of LANGUAGES) {
    for (const { path, html } of PAGES[lang]) {
      const links = found(html, /(<a\s[^>]*data-language=[^>]*>)/g);
      assert.equal(links.length, LANGUAGES.length - 1, path);
      for (const link of links) {
        const [[other], [address]] = [found(link, /hreflang="([^"]+)"/g), found(link, /\shref="([^"]+)"/g)];
        assert.equal(new URL(address, `file:///${path}`).pathname, `/${path.replace(lang, other)}`);
      }
    }
  }
});

/** A host compresses better: what is small so is small there. */
const QUICKLY = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

test("what has to be there before the first paint is small", () => {
  const sizes = new Map();
  const size = (file) => {
    if (!sizes.has(file)) sizes.set(file, brotliCompressSync(readFileSync(join(ROOT, file)), QUICKLY).length);
    return sizes.get(file);
  };
  for (const { path, html } of ALL) {
    const [head] = html.split("</head>");
    // A module is no hindrance; another script is.
    const waited = [...found(head, /<link(?=[^>]*rel="stylesheet")[^>]*href="([^"]+)"/g), ...found(head, /<script(?![^>]*type="module")[^>]*src="([^"]+)"/g)];
    assert.ok(waited.length >= 2, path);
    const total = [`${path}index.html`, ...waited.map((file) => join(path, file))].map(size).reduce((sum, one) => sum + one);
    assert.ok(total <= 40_000, `${path}: ${total} bytes`);
  }
});
