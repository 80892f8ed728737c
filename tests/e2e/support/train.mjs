// What tests of the playground do: press its buttons, wait until it has learnt, look at its large picture.

import assert from "node:assert/strict";
import { find, valuesOf } from "./exhibits.mjs";

export const button = (page, name) => page.locator(`button[name="${name}"]`);

/** Starts it, or lets it rest. */
export const play = (page) => button(page, "play").click();

/** Until the values of the state are such; a run tells its state twice a second. */
export async function until(page, test) {
  const end = Date.now() + 60_000;
  let values = await valuesOf(find(page));
  for (; !test(values); values = await valuesOf(find(page))) {
    assert.ok(Date.now() < end, `waited for ${test}, found ${JSON.stringify(values)}`);
    await new Promise((done) => setTimeout(done, 50));
  }
  return values;
}

/** The colours of the large picture, as they are on the canvas. */
export const picture = (page) => page.locator(".plane canvas").evaluate((canvas) => canvas.toDataURL());
