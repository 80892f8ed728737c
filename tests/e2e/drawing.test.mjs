// When a chart is drawn: in the next frame, and never twice in one.

import assert from "node:assert/strict";
import { test } from "node:test";
import { exhibit, setUp } from "./support/exhibits.mjs";

const { site, show } = await setUp();

for (const id of ["neuron", "function"]) {
  test(`a burst of changes to a ${id} is drawn once, in the next frame`, async (t) => {
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
      const field = element.shadowRoot.querySelector("input[name=x-number]");
      // No frame comes before Yew has rendered the last change, however slow the machine.
      const held = new Map();
      const { requestAnimationFrame: request, cancelAnimationFrame: cancel } = window;
      let id = 0;
      window.requestAnimationFrame = (call) => (held.set(--id, call), id);
      window.cancelAnimationFrame = (id) => held.delete(id) || cancel.call(window, id);
      const taken = [];
      const before = count;
      for (let i = 1; i <= 50; i += 1) {
        slider.value = String(i / 10);
        slider.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
        await null; // Yew renders
      }
      const later = () => new Promise((resolve) => setTimeout(resolve));
      while (Number(field.value) !== 5) await later();
      // When it took long, Yew puts off to a later task what follows upon rendering.
      for (let i = 0; i < 5; i += 1) await later();
      taken.push(count - before);
      window.requestAnimationFrame = request;
      for (const call of held.values()) call(performance.now());
      taken.push(count - before);
      for (let i = 0; i < 4; i += 1) {
        await frame();
        await null;
        taken.push(count - before);
      }
      return taken;
    }, `${site.url}kassei.js`);
    assert.equal(draws[0], 0, "nothing is drawn outside a frame");
    assert.ok(draws.slice(1).every((count) => count === 1), `draws so far, frame by frame: ${draws}`);
  });
}
