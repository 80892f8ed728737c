// The table of the truth: 29 functions, computed with mpmath at 1000 digits.

import { readFileSync } from "node:fs";

const TABLE = new URL("../../data/activations.csv", import.meta.url);

/** The rows of the table; a magnitude below the smallest f64 means 0, an empty d2y is a kink. */
export const ROWS = readFileSync(TABLE, "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => {
    const [f, params, x, y, dy, d2y] = line.split(",");
    const parameters = params.split(";").filter(Boolean).map((pair) => `&p.${pair}`).join("");
    return { f, parameters, x: Number(x), y: Number(y), dy: Number(dy), d2y: d2y === "" ? null : Number(d2y) };
  });

export const FUNCTIONS = [...new Set(ROWS.map(({ f }) => f))];
