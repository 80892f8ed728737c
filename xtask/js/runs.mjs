// Has the training engine in the folder that is named take runs of so many steps, and prints the last report of each.
// A line of the input is what a worker is told: two messages, in hexadecimal, as is what it answers.

import { readFileSync } from "node:fs";
import { join } from "node:path";

const [folder, steps] = process.argv.slice(2);
const source = readFileSync(join(folder, "trainer.js"), "utf8");
// As a data URL it is a module whatever package.json lies around it.
const { default: start, Worker } = await import(`data:text/javascript,${encodeURIComponent(source)}`);
await start({ module_or_path: readFileSync(join(folder, "trainer_bg.wasm")) });
for (const line of readFileSync(0, "utf8").trim().split("\n")) {
  const worker = new Worker();
  for (const message of line.split(" ")) worker.receive(Buffer.from(message, "hex"));
  console.log(Buffer.from(worker.tick(Number(steps))).toString("hex"));
}
