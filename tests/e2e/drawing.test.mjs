// When a chart is drawn: in the next frame, and never twice in one.

import assert from "node:assert/strict";
import { test } from "node:test";
import { exhibit, setUp } from "./support/exhibits.mjs";

const { site, show } = await setUp();

for (const id of ["neuron", "function"]) {
  test(`a burst of changes to a ${id} is drawn in the next frame, and never twice in one`, async (t) => {
    const page = await show(t, exhibit(id), { scripts: "", alive: false });
    const draws = await page.evaluate(async (loader) => {
      let count = 0;
      const { clearRect } = CanvasRenderingContext2D.prototype;
      CanvasRenderingContext2D.prototype.clearRect = function (...box) {
        count += 1;
        return clearRect.apply(this, box);
      };
      await import(loader);
      const element = document.querySelector("kassei-exhibit");
      await element.ready;
      const frame = () => new Promise(requestAnimationFrame);
      await frame();
      await frame();
      const slider = element.shadowRoot.querySelector("input[name=x]");
      const taken = [];
      const before = count;
      for (let i = 1; i <= 50; i += 1) {
        slider.value = String(i / 10);
        slider.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
        await null; // Yew renders
      }
      taken.push(count - before);
      for (let i = 0; i < 4; i += 1) {
        await frame();
        await null;
        taken.push(count - before);
      }
      return taken;
    }, `${site.url}kassei.js`);
    assert.equal(draws[0], 0, "nothing is drawn outside a frame");
    // Where a machine is slow, Yew renders the last changes only after that frame: they are drawn in one that follows.
    assert.ok(draws.at(-1) >= 1, `draws so far, frame by frame: ${draws}`);
    assert.ok(draws.every((count, i) => i === 0 || count - draws[i - 1] <= 1), `draws so far, frame by frame: ${draws}`);
  });
}
