// What is on the canvas of an exhibit.

/**
 * The stretches of the canvas's column at `x` (in CSS pixels from its left) that have the colour of `quantity`,
 * each as `[top, bottom]` in CSS pixels, from the top.
 */
export function stretches(element, x, quantity = "y") {
  return element.evaluate(
    ({ shadowRoot }, { x, quantity }) => {
      const colour = (className) => {
        const probe = document.createElement("i");
        probe.className = className;
        shadowRoot.querySelector(".root").append(probe);
        const channels = getComputedStyle(probe).color.match(/[\d.]+/g).map(Number);
        probe.remove();
        return channels.slice(0, 3);
      };
      const [ink, paper] = [colour(quantity), colour("card-ink")];
      const canvas = shadowRoot.querySelector("canvas");
      const ratio = canvas.width / canvas.clientWidth;
      // A copy: reading the canvas itself would make the browser keep it elsewhere from then on.
      const copy = new OffscreenCanvas(1, canvas.height).getContext("2d", { willReadFrequently: true });
      copy.drawImage(canvas, -Math.round(x * ratio - 0.5), 0);
      const { data } = copy.getImageData(0, 0, 1, canvas.height);
      const isInk = (row) => {
        const pixel = [...data.subarray(4 * row, 4 * row + 3)];
        const distance = (other) => Math.hypot(...pixel.map((channel, i) => channel - other[i]));
        return data[4 * row + 3] > 128 && distance(ink) < 0.3 * Math.hypot(...ink.map((channel, i) => channel - paper[i]));
      };
      const found = [];
      for (let row = 0; row < canvas.height; row += 1) {
        if (!isInk(row)) continue;
        if (row > 0 && isInk(row - 1)) found.at(-1)[1] = (row + 1) / ratio;
        else found.push([row / ratio, (row + 1) / ratio]);
      }
      return found;
    },
    { x, quantity },
  );
}

/** Where the handle on the chart is, in CSS pixels from the chart's corner. */
export async function handle(element) {
  const knob = element.locator(".handle circle.knob");
  return { x: Number(await knob.getAttribute("cx")), y: Number(await knob.getAttribute("cy")) };
}
