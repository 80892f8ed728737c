// What tests of sharing do: open the panel, copy from it, save from it, and put what they got into pages elsewhere.

import { readFile } from "node:fs/promises";
import { escape } from "./exhibits.mjs";

/** Options of a page whose clipboard may be used. */
export const CLIPBOARD = { permissions: ["clipboard-read", "clipboard-write"] };

/** Opens the panel of the only exhibit in `page`, a page or a frame, and answers with it. */
export async function openShare(page) {
  await page.locator("button[name=share]").click();
  const panel = page.locator(".sharing");
  await panel.waitFor();
  return panel;
}

/** Presses the button that copies `name`, and answers with what the clipboard then holds. */
export async function copied(panel, name) {
  const page = panel.page();
  await page.evaluate(() => navigator.clipboard.writeText("nothing yet"));
  await panel.locator(`button[name=copy-${name}]`).click();
  await panel.locator(".said", { hasText: /./ }).waitFor();
  return page.evaluate(() => navigator.clipboard.readText());
}

/** Presses a button that saves, and answers with the name and the bytes of the file. */
export async function saved(panel, button) {
  const download = panel.page().waitForEvent("download");
  await panel.locator(`button[name=${button}]`).click();
  const file = await download;
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

/** What Hugo makes of a shortcode: as much of its templates as a file of ours uses. */
export function hugo(layout, call, language) {
  const given = Object.fromEntries([...call.matchAll(/ (\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]));
  return layout
    .replaceAll(/\{\{ with \.Get "(\w+)" \}\}(.*?)\{\{ end \}\}/g, (_, name, part) => (given[name] ? part.replace("{{ . }}", escape(given[name])) : ""))
    .replaceAll(/\{\{ \.Get "(\w+)" \| default \.Page\.Language\.Lang \}\}/g, (_, name) => escape(given[name] ?? language))
    .replaceAll(/\{\{ \.Get "(\w+)" \}\}/g, (_, name) => escape(given[name] ?? ""));
}

/**
 * What a browser decodes an image to: its size, the pixel in its corner, and which share of it has, or nearly has, each of the `colours`.
 * With `all` also the pixels themselves.
 */
export function pixelsOf(page, bytes, type, { colours = {}, all = false } = {}) {
  return page.evaluate(
    async ([base64, type, colours, all]) => {
      const image = new Image();
      image.src = `data:${type};base64,${base64}`;
      await image.decode();
      const { naturalWidth: width, naturalHeight: height } = image;
      const context = new OffscreenCanvas(width, height).getContext("2d");
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(0, 0, width, height);
      const share = ([red, green, blue]) => {
        let near = 0;
        for (let at = 0; at < data.length; at += 4) {
          if ((data[at] - red) ** 2 + (data[at + 1] - green) ** 2 + (data[at + 2] - blue) ** 2 < 12 ** 2) near += 1;
        }
        return near / (width * height);
      };
      const shares = Object.fromEntries(Object.entries(colours).map(([name, colour]) => [name, share(colour)]));
      return { width, height, corner: [...data.subarray(0, 4)], shares, data: all ? [...data] : null };
    },
    [bytes.toString("base64"), type, colours, all],
  );
}
