// Prints the digests of the training engine in the folder that is named: what its runs come to in WebAssembly.

import { readFile } from "node:fs/promises";
import { join } from "node:path";

const [folder] = process.argv.slice(2);
const source = await readFile(join(folder, "gauge.js"), "utf8");
// As a data URL it is a module whatever package.json lies around it.
const { default: start, digests } = await import(`data:text/javascript,${encodeURIComponent(source)}`);
await start({ module_or_path: await readFile(join(folder, "gauge_bg.wasm")) });
process.stdout.write(digests());
