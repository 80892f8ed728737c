// What comes into the playground: points that are drawn, tables, a net that was taken along.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LANGUAGES, drawn, exhibit, find, isNear, setUp, stateOf, valuesOf } from "./support/exhibits.mjs";
import { button, play, until } from "./support/train.mjs";

const { show } = await setUp();
const alone = (t, state = "", options) => show(t, exhibit("train", state), options);
const notice = (page) => page.locator(".notices .problems");

test("own points are drawn by hand and by keys", async (t) => {
  const page = await alone(t, "data=own&n=3");
  await play(page);
  assert.match(await notice(page).innerText(), /No points yet/);
  const plane = page.locator(".plane");
  const { width, height } = await plane.boundingBox();
  await plane.click({ position: { x: width / 4, y: height / 4 } });
  await button(page, "class-1").click();
  await plane.click({ position: { x: (3 * width) / 4, y: (3 * height) / 4 } });
  await drawn(page);
  const numbers = async () => ((await stateOf(find(page))).own ?? "").split(",").map(Number);
  const [x1, y1, c1, x2, y2, c2] = await numbers();
  for (const [found, expected] of [[x1, -3], [y1, 3], [x2, 3], [y2, -3]]) isNear(found, expected, 0.05);
  assert.deepEqual([c1, c2], [1, 0]);
  // The cross is where the hand was.
  await page.locator(".cross").focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("PageUp");
  await page.keyboard.press("Enter");
  assert.deepEqual((await numbers()).slice(6), [3.25, -0.5, 0]);
  await page.keyboard.press("Delete");
  assert.equal((await numbers()).length, 6);
  await play(page);
  await until(page, ({ step }) => step > 10);
});

test("a table is pasted; what is wrong with it is said with its line, and a huge file is refused", async (t) => {
  const wrong = { en: /Line 3: .*cat.*column 2/, ja: /3行目：2列目の「cat」/ };
  for (const lang of LANGUAGES) {
    const page = await alone(t, "data=own", { lang });
    await page.locator("textarea[name=csv]").fill("x,y,label\n1,2,0\n2,cat,1\n");
    await button(page, "use-csv").click();
    assert.match(await page.locator(".reply").innerText(), wrong[lang]);
    assert.equal((await stateOf(find(page))).own, undefined);
    await page.locator("textarea[name=csv]").fill("x,y,label\n1,2,a\n2,-1,b\n3,1.5,b\n");
    await button(page, "use-csv").click();
    await drawn(page);
    assert.equal((await stateOf(find(page))).own, "1,2,0,2,-1,1,3,1.5,1");
    await page.locator("input[name=csv-file]").setInputFiles({ name: "large.csv", mimeType: "text/csv", buffer: Buffer.alloc(2_100_000, "1,2,3\n") });
    assert.match(await page.locator(".reply").innerText(), /2\.1 MB/);
    await button(page, "class-2").click();
  }
});

/** Drags over a part of the playground, and lets go: a file by its name and text, else a mere text. */
async function drop(page, where, { name, text, size = 0 }, type = "drop") {
  return page.locator(where).first().evaluate((target, { name, text, size, type }) => {
    const data = new DataTransfer();
    if (name) data.items.add(new File([text, new Uint8Array(size)], name));
    else data.setData("text/plain", text);
    const event = new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true, composed: true });
    target.dispatchEvent(event);
    return event.defaultPrevented;
  }, { name, text, size, type });
}

/** Whether all of an element is within the window. */
const isInSight = (locator) =>
  locator.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });

test("a table is dropped on the data, and the page stays", async (t) => {
  const wrong = { en: /Line 3: .*cat.*column 2/, ja: /3行目：2列目の「cat」/ };
  const large = { en: /has 10\.0 MB.*At most 2\.0 MB/, ja: /10\.0 MB あります.*2\.0 MB までです/ };
  for (const lang of LANGUAGES) {
    const page = await alone(t, "", { lang, viewport: { width: 1280, height: 420 } });
    const table = { name: "points.csv", text: "x,y,label\n1,2,a\n2,-1,b\n3,1.5,b\n" };
    const here = page.locator(".drop-here");
    const reply = page.locator(".reply");

    // Something that is no file is left alone.
    for (const type of ["dragover", "drop"]) assert.equal(await drop(page, ".data-part", { text: "1,2,3" }, type), false);
    assert.equal(await here.isVisible(), false);

    assert.equal(await drop(page, ".data-part", table, "dragover"), true);
    await here.waitFor();
    await drop(page, ".playground", table, "dragleave");
    await here.waitFor({ state: "hidden" });

    // What is wrong is said where the data are, and nothing changes.
    await drop(page, ".data-part", table, "dragover");
    assert.equal(await drop(page, ".data-part", { name: "cats.csv", text: "x,y,label\n1,2,0\n2,cat,1\n" }), true);
    await here.waitFor({ state: "hidden" });
    await reply.waitFor();
    assert.match(await page.locator(".data-part .reply").innerText(), wrong[lang]);
    assert.ok(await isInSight(reply), "below the fold it would not be seen");
    assert.equal(await drop(page, ".net-stage", { name: "large.csv", text: "1,2,3\n", size: 9_999_994 }), true);
    await page.waitForFunction(() => /MB/.test(document.querySelector("kassei-exhibit").shadowRoot.querySelector(".reply")?.innerText));
    assert.match(await reply.innerText(), large[lang]);
    assert.deepEqual(await stateOf(find(page)), {});

    assert.equal(await drop(page, ".data-part .thumbs", table), true);
    await page.locator(".own-part").waitFor();
    await drawn(page);
    assert.deepEqual(await stateOf(find(page)), { data: "own", own: "1,2,0,2,-1,1,3,1.5,1" });
    assert.equal(await reply.count(), 0);
  }
});

test("the net is taken along as JSON and comes back", async (t) => {
  const page = await alone(t, "data=xor&n=3&f=relu&look=export");
  await button(page, "epoch-step").click();
  await until(page, ({ step }) => step === 25);
  const json = await page.locator(".exports pre").first().textContent();
  const values = await valuesOf(find(page));
  const code = await page.locator(".exports summary").allInnerTexts();
  assert.deepEqual(code, ["JSON", "PyTorch", "Rust", "JavaScript"]);
  await button(page, "data-xor").click();
  await button(page, "replay").click();
  assert.equal((await valuesOf(find(page))).step, 0);
  const file = (text) => ({ name: "network.json", mimeType: "application/json", buffer: Buffer.from(text) });
  await page.locator("input[name=open-json]").setInputFiles(file(json));
  await until(page, (now) => Math.abs(now.train_loss - values.train_loss) < 1e-6);
  await page.locator("input[name=open-json]").setInputFiles(file("{}"));
  await page.locator(".reply").waitFor();
});
