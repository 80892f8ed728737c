// A host for the built site as strict as any: a sub-path, the policy of the contract, 404s.

import { createServer } from "node:http";
import { readFile, stat } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { setTimeout } from "node:timers/promises";
import { brotliCompressSync } from "node:zlib";

/** What hosts are told to send. Kassei must work under it, everywhere. */
export const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "frame-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
].join("; ");

/** The same policy for a page that embeds exhibits from another origin. */
export const policyEmbedding = (origin) => POLICY.replaceAll("'self'", `'self' ${origin}`);

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".md": "text/markdown; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
  ".xml": "application/xml",
};

/** Between two pieces of a slow page, in ms: longer than a frame. */
const PAUSE = 40;

/**
 * Serves the folder `root` under `base` on a free port of this machine.
 * `pages` maps further paths, counted from the server's top, to HTML or to `{ body, type, status }`. A body that is a list of
 * pieces comes in bit by bit, as over a slow network.
 * With `compress` it sends Brotli, as a good host does. Returns `{ origin, url, close }`, where `url` is that of the folder.
 */
export async function serve({ root, base = "/some/sub/path/", pages = {}, policy = POLICY, port = 0, compress = false } = {}) {
  const compressed = new Map();
  const server = createServer(async (request, response) => {
    let { status = 200, type = TYPES[".html"], location, body } = await answer(request).catch((error) => ({
      status: error instanceof URIError ? 400 : 500,
      body: String(error),
    }));
    const squeeze = compress && type !== TYPES[".png"] && /\bbr\b/.test(request.headers["accept-encoding"] ?? "");
    if (squeeze) {
      if (!compressed.has(request.url)) compressed.set(request.url, brotliCompressSync(body));
      body = compressed.get(request.url);
    }
    response.writeHead(status, {
      ...(squeeze && { "Content-Encoding": "br" }),
      "Content-Type": type,
      "Content-Security-Policy": policy,
      "Access-Control-Allow-Origin": "*",
      "Cache-Control": "no-cache",
      "X-Content-Type-Options": "nosniff",
      ...(location && { Location: location }),
    });
    if (Array.isArray(body)) {
      for (const piece of body) {
        response.write(piece);
        await setTimeout(PAUSE);
      }
      body = undefined;
    }
    response.end(request.method === "HEAD" ? undefined : body);
  });

  async function answer({ url }) {
    const { pathname, search } = new URL(url, "http://localhost");
    if (Object.hasOwn(pages, pathname)) {
      const page = pages[pathname];
      return typeof page === "string" ? { body: page } : page;
    }
    if (!root || !pathname.startsWith(base)) {
      return { status: 404, body: "<!doctype html><title>404</title>" };
    }
    // `normalize` of an absolute path cannot climb above its top.
    const path = normalize("/" + decodeURIComponent(pathname.slice(base.length)));
    let file = join(root, path);
    const found = await stat(file).catch(() => null);
    if (found?.isDirectory()) {
      if (!pathname.endsWith("/")) {
        return { status: 301, location: `${pathname}/${search}`, body: "" };
      }
      file = join(file, "index.html");
    }
    try {
      return { type: TYPES[extname(file)] ?? "application/octet-stream", body: await readFile(file) };
    } catch {
      const body = await readFile(join(root, "404.html")).catch(() => "<!doctype html><title>404</title>");
      return { status: 404, body };
    }
  }

  await new Promise((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    url: origin + base,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The built site, as `cargo xtask` names it. */
export function serveSite(options = {}) {
  return serve({ root: fromXtask("KASSEI_DIST"), ...options });
}

/** What `cargo xtask` tells its scripts. */
export function fromXtask(name) {
  const value = process.env[name];
  if (!value) {
    throw new Error(`cannot start: expected ${name} in the environment; run "cargo xtask test" instead`);
  }
  return value;
}
