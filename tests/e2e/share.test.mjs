// What one takes away from an exhibit: link, picture, code for other pages. Everything that is copied or saved is then used.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, test } from "node:test";
import jsQR from "jsqr";
import { axe, openPage, ready, startBrowser } from "./support/browser.mjs";
import { LANGUAGES, THEMES, drawn, exhibit, find, setState, setUp, stateOf } from "./support/exhibits.mjs";
import { policyEmbedding, serve } from "./support/server.mjs";
import { CLIPBOARD, copied, hugo, openShare, pixelsOf, saved } from "./support/share.mjs";

const RECORDED = readFileSync(new URL("../data/race.txt", import.meta.url), "utf8").trim();
const { site, browser, open, show } = await setUp();

const STATES = {
  neuron: "f=gelu&w=-2",
  function: "f=swish&x=0.5&with=mish",
  softmax: "z=1,2&labels=猫 (1),%22b%22",
  softmax_row: "n=200&x=2",
  sketch: "of=dy&given=y&at=0&guess=0.5",
  reshape: "a=2&c=2",
  anatomy: "b=-1&at=neuron",
  collapse: "n=2&f=relu&fold=1",
  gates: "goal=xor&layers=2&h2=-1,-1,1.5",
  hinges: "use=skip&fit=free&below=units",
  dead_relu: "b=-3&f=elu",
  race: RECORDED,
  train: "data=moons&n=3&f=relu&look=confusion",
};

/** One of each sort: a chart of the small app and of the large one, words of one's own, a diagram. */
const SORTS = ["neuron", "function", "softmax", "anatomy"].map((id) => [id, STATES[id]]);
/** Where what is in the exhibit makes no difference: a chart, and words of one's own. */
const TWO = ["function", "softmax"].map((id) => [id, STATES[id]]);

// A blog elsewhere: plain pages on another origin, under a policy as strict as ours.
const posts = { "/": '<!doctype html><title>A blog</title><link rel="icon" href="data:,">' };
const blog = await serve({ policy: policyEmbedding(site.origin), pages: posts });
after(() => blog.close());
let count = 0;

function post(body) {
  const path = `/posts/${(count += 1)}/`;
  posts[path] = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
    <title>A blog</title><link rel="icon" href="data:,"><body><main><h1>A blog</h1>
    <p><button id="before">Before</button></p>${body}<p><a id="after" href="#after">After</a></p></main></body></html>`;
  return path;
}

const read = (t, path, options) => openPage(t, browser, blog.origin + path, { origins: [blog.origin, site.origin], ...options });
const isAlive = (frame) => frame.waitForFunction(() => document.querySelector("kassei-exhibit:state(live)"));

/** The exhibit page in a frame, once it is alive. */
async function framed(page) {
  const frame = await (await page.locator("iframe").first().elementHandle()).contentFrame();
  await frame.waitForURL(/_embed/);
  await isAlive(frame);
  return frame;
}

test("Share opens a panel and closes it, by button, by S and by Escape, and loads nothing before", async (t) => {
  const page = await open(t, "en/exhibits/neuron/", { alive: false });
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await ready(page);
  const button = page.locator("button[name=share]");
  assert.equal(await button.getAttribute("aria-expanded"), "false");
  assert.deepEqual(asked.filter((url) => /share|press/.test(url)), []);

  await openShare(page);
  assert.equal(await button.getAttribute("aria-expanded"), "true");
  assert.ok(asked.some((url) => /share-\w+\.js/.test(url)));
  assert.ok(!asked.some((url) => /press/.test(url)), "what draws is not needed yet");
  await button.click();
  await page.locator(".sharing").waitFor({ state: "detached" });
  assert.equal(await button.getAttribute("aria-expanded"), "false");

  await page.locator("input[name=w]").focus();
  await page.keyboard.press("s");
  await page.locator(".sharing button[name=copy-link]:focus").waitFor();
  await page.locator(".sharing input[name=link]").focus();
  await page.keyboard.press("s");
  assert.ok(await page.locator(".sharing").isVisible(), "a letter in a field is no key");
  await page.keyboard.press("Escape");
  await page.locator(".sharing").waitFor({ state: "detached" });
  assert.ok(await page.locator("button[name=share]:focus").isVisible(), "the focus goes back to the button");
  await page.locator("button[name=keys]").click();
  assert.match(await page.locator(".keys").innerText(), /S\s+share/);
});

for (const [place, [id, state]] of Object.entries(STATES).entries()) {
  test(`the link to a ${id} leads to its page, in the state that is seen`, async (t) => {
    const lang = LANGUAGES[place % LANGUAGES.length];
    const page = await open(t, `${lang}/exhibits/${id}/`, CLIPBOARD);
    await setState(find(page), state);
    const canonical = await find(page).evaluate((element) => element.state);
    const link = await copied(await openShare(page), "link");
    assert.ok(link.startsWith(`${site.url}${lang}/exhibits/${id}/?`), link);
    assert.match(link, /^[\x21-\x7e]+$/, "every mail client takes it");
    await page.goto(link);
    await ready(page);
    assert.equal(await find(page).evaluate((element) => element.state), canonical);
    assert.equal(await page.locator(".problems").count(), 0);
  });
}

test("the panel follows what one does, and the language", async (t) => {
  const page = await show(t, exhibit("neuron"), CLIPBOARD);
  const panel = await openShare(page);
  await page.locator("input[name=w-number]").fill("3");
  await page.waitForFunction(() => document.querySelector("kassei-exhibit").shadowRoot.querySelector(".sharing [name=link]").value.endsWith("?w=3"));
  assert.match(await panel.locator("[name=frame]:is(textarea)").inputValue(), /\?w=3&amp;_embed"/);
  await setState(find(page), "b=1");
  assert.ok((await copied(panel, "link")).endsWith("/en/exhibits/neuron/?b=1"), "a program's change is in what is copied");
  await find(page).evaluate((element) => element.setAttribute("lang", "ja"));
  await page.locator(".sharing[aria-label=いま見えているものを共有]").waitFor();
  assert.ok((await copied(panel, "link")).endsWith("/ja/exhibits/neuron/?b=1"));
  assert.equal(await panel.locator(".said").innerText(), "コピーしました。");
});

for (const [id, state] of SORTS) {
  test(`a frame with a ${id} works on a blog elsewhere, without script in a height that does`, async (t) => {
    const page = await show(t, exhibit(id, state), CLIPBOARD);
    const canonical = await find(page).evaluate((element) => element.state);
    const code = await copied(await openShare(page), "frame");
    const elsewhere = await read(t, post(`<div id="column">${code}</div>`), { viewport: { width: 740, height: 900 } });
    const frame = await framed(elsewhere);
    const attribute = (name) => elsewhere.locator("iframe").getAttribute(name);
    assert.equal(await attribute("title"), await page.locator(".exhibit h2").innerText());
    assert.equal(await attribute("loading"), "lazy");
    assert.notEqual(await attribute("allowfullscreen"), null);
    assert.equal(await frame.evaluate(() => document.querySelector("kassei-exhibit").state), canonical);
    const [inner, outer] = await frame.evaluate(() => [document.documentElement.scrollHeight, innerHeight]);
    assert.ok(inner <= outer, `what is ${inner} px high has to scroll in ${outer} px`);
    assert.ok(outer - inner < 120, `${outer - inner} px stay empty`);
  });
}

test("a frame is played by keyboard: in, through, undo, copy, and out again", async (t) => {
  const page = await show(t, exhibit("neuron", "w=2"), CLIPBOARD);
  const code = await copied(await openShare(page), "frame");
  const elsewhere = await read(t, post(code), { viewport: { width: 740, height: 1000 }, ...CLIPBOARD });
  const frame = await framed(elsewhere);
  const inside = () =>
    frame.evaluate(() => {
      const active = document.activeElement?.shadowRoot?.activeElement;
      return document.hasFocus() && active ? active.getAttribute("name") ?? active.getAttribute("class") : null;
    });
  await elsewhere.locator("#before").focus();
  const reached = [];
  for (let i = 0; i < 60; i += 1) {
    await elsewhere.keyboard.press("Tab");
    if (await elsewhere.evaluate(() => document.activeElement.id === "after")) break;
    reached.push(await inside());
  }
  assert.ok(await elsewhere.evaluate(() => document.activeElement.id === "after"), `Tab does not lead out: ${reached}`);
  for (const name of ["table", "share", "w", "b-number"]) assert.ok(reached.includes(name), `${name} is not among ${reached}`);
  await elsewhere.keyboard.press("Shift+Tab");
  assert.notEqual(await inside(), null, "and back in");

  await frame.locator("input[name=w]").focus();
  await elsewhere.keyboard.press("ArrowRight");
  await frame.waitForFunction(() => document.querySelector("kassei-exhibit").state !== "w=2");
  await elsewhere.keyboard.press("Control+z");
  await frame.waitForFunction(() => document.querySelector("kassei-exhibit").state === "w=2");
  await elsewhere.keyboard.press("Control+Shift+z");
  await frame.waitForFunction(() => document.querySelector("kassei-exhibit").state !== "w=2");
  await elsewhere.keyboard.press("Control+z");
  await elsewhere.keyboard.press("s");
  await frame.locator(".sharing").waitFor();
  await elsewhere.keyboard.press("Enter");
  await frame.locator(".said", { hasText: "Copied." }).waitFor();
  assert.equal(await frame.locator(".sharing input[name=link]").inputValue(), `${site.url}en/exhibits/neuron/?w=2`, "the page, not the frame");
});

test("with one line of script frames follow the height of what is in them, whoever comes first", async (t) => {
  const page = await show(t, exhibit("neuron"), CLIPBOARD);
  const panel = await openShare(page);
  const [code, line] = [await copied(panel, "frame"), await copied(panel, "follow")];
  assert.doesNotMatch(line, /\n/);
  for (const late of [false, true]) {
    const elsewhere = await read(t, "/", { viewport: { width: 400, height: 900 } });
    let arrive;
    const arrived = new Promise((done) => (arrive = done));
    await elsewhere.route("**/kassei-embed.js", (route) => arrived.then(() => route.continue()));
    if (!late) arrive();
    await elsewhere.goto(blog.origin + post(line + code + code), { waitUntil: "commit" });
    const frame = await framed(elsewhere);
    arrive();
    const first = elsewhere.locator("iframe").first();
    const isFitting = async () => {
      const wanted = await frame.evaluate(() => Math.ceil(document.querySelector("kassei-exhibit").getBoundingClientRect().height));
      return Number(await first.getAttribute("height")) === wanted;
    };
    const until = async (what) => {
      for (let i = 0; i < 100; i += 1) {
        if (await what()) return true;
        await drawn(elsewhere);
      }
      return false;
    };
    assert.ok(await until(isFitting), "at first");
    const before = Number(await first.getAttribute("height"));
    await frame.locator("button[name=table]").click();
    assert.ok(await until(async () => (await isFitting()) && Number(await first.getAttribute("height")) > before), "and after");
  }
});

for (const [id, state] of SORTS) {
  test(`the lines of the element with a ${id} work on a blog elsewhere`, async (t) => {
    const page = await show(t, exhibit(id, state, 'theme="dark"'), { lang: "ja", ...CLIPBOARD });
    const canonical = await find(page).evaluate((element) => element.state);
    const panel = await openShare(page);
    await panel.locator("button[name=element]").click();
    const code = await copied(panel, "element");
    assert.equal(code.split("\n").length, 2);
    const elsewhere = await read(t, post(code), CLIPBOARD);
    await ready(elsewhere);
    const element = find(elsewhere);
    assert.deepEqual(await element.evaluate((one) => [one.state, one.getAttribute("theme")]), [canonical, "dark"]);
    assert.equal(await elsewhere.locator(".exhibit").getAttribute("lang"), "ja");
    const link = await copied(await openShare(elsewhere), "link");
    assert.ok(link.startsWith(`${site.url}ja/exhibits/${id}/?`), `the link leads to Kassei: ${link}`);
  });
}

test("a picture with a link takes nothing but a picture and a link", async (t) => {
  for (const [id, state] of TWO) {
    const page = await show(t, exhibit(id, state), CLIPBOARD);
    const canonical = await find(page).evaluate((element) => element.state);
    const panel = await openShare(page);
    await panel.locator("button[name=picture]").click();
    const { name, bytes } = await saved(panel, "save");
    const html = await copied(panel, "html");
    const markdown = await copied(panel, "markdown");
    const path = post(html);
    posts[path + name] = { type: "image/png", body: bytes };
    const elsewhere = await read(t, path);
    const image = elsewhere.locator("main a img");
    await image.evaluate((image) => image.decode());
    const shown = await image.evaluate((image) => [image.naturalWidth, image.naturalHeight, image.width, image.height]);
    assert.deepEqual(shown.slice(0, 2), shown.slice(2).map((size) => 2 * size), "two pixels a pixel");
    const alt = await image.getAttribute("alt");
    assert.ok(alt.length > 20, alt);
    await elsewhere.locator("main a:has(img)").click();
    await elsewhere.waitForURL(`${site.url}en/exhibits/${id}/**`);
    await ready(elsewhere);
    assert.equal(await find(elsewhere).evaluate((element) => element.state), canonical);

    const [, words, file, link] = /^\[!\[((?:[^\]\\]|\\.)*)\]\(([^()\s]+)\)\]\(([^()\s]+)\)$/.exec(markdown) ?? assert.fail(markdown);
    assert.deepEqual([words.replaceAll(/\\(.)/g, "$1"), file, link], [alt, name, elsewhere.url()]);
  }
});

test("a shortcode of Hugo's becomes the element", async (t) => {
  for (const [id, state] of TWO) {
    const page = await show(t, exhibit(id, state, 'theme="dark" hide="try,formula"'), { lang: "ja", ...CLIPBOARD });
    const canonical = await find(page).evaluate((element) => element.state);
    const panel = await openShare(page);
    await panel.locator("button[name=hugo]").click();
    const [call, layout] = [await copied(panel, "shortcode"), await copied(panel, "layout")];
    assert.match(call, /^\{\{< kassei( \w+="[\x21\x23-\x5b\x5d-\x7e]*")+ >\}\}$/, "no quote, backslash or space within a string");
    const html = hugo(layout, call, "en");
    assert.doesNotMatch(html, /\{\{/);
    const elsewhere = await read(t, post(html));
    await ready(elsewhere);
    const found = await find(elsewhere).evaluate((one) => [one.state, one.lang, one.getAttribute("theme"), one.getAttribute("hide"), one.hasAttribute("lock")]);
    assert.deepEqual(found, [canonical, "ja", "dark", "try,formula", false]);
  }
  const bare = hugo(await layoutOf(t), "{{< kassei exhibit=\"neuron\" >}}", "ja");
  assert.match(bare, /lang="ja"><\/kassei-exhibit>/, "the language of the page is the default");
});

async function layoutOf(t) {
  const panel = await openShare(await show(t, exhibit("neuron"), CLIPBOARD));
  await panel.locator("button[name=hugo]").click();
  return copied(panel, "layout");
}

for (const [place, [id, state]] of Object.entries(STATES).entries()) {
  test(`a picture of a ${id} is what is seen, in the colours of the theme, as PNG and as SVG`, async (t) => {
    const page = await show(t, exhibit(id, state), { lang: "ja" });
    const panel = await openShare(page);
    // Colours are looked up in one place for all exhibits: the first is looked at in each theme, the others in one.
    for (const theme of place === 0 ? THEMES : [THEMES[place % THEMES.length]]) {
      await find(page).evaluate((element, theme) => element.setAttribute("theme", theme), theme);
      const colours = await page.locator(".exhibit").evaluate((section) => {
        const probe = document.createElement("i");
        section.append(probe);
        const colour = (token) => {
          probe.style.setProperty("color", `var(${token})`);
          return getComputedStyle(probe).color.match(/\d+/g).map(Number);
        };
        const found = { card: colour("--card"), output: colour("--c-output") };
        probe.remove();
        return found;
      });
      const png = await saved(panel, "png");
      const svg = await saved(panel, "svg");
      assert.match(png.name, new RegExp(`^kassei-${id}-[0-9a-f]{8}\\.png$`));
      assert.equal(svg.name, png.name.replace(".png", ".svg"));
      const text = svg.bytes.toString();
      assert.doesNotMatch(text, /var\(|<style|light-dark/, "its colours are its own");
      for (const [{ bytes }, type] of [[png, "image/png"], [svg, "image/svg+xml"]]) {
        const { corner, shares } = await pixelsOf(page, bytes, type, { colours });
        assert.deepEqual(corner, [...colours.card, 255], `${type}, ${theme}: the ground`);
        assert.ok(shares.card > 0.1, `${type}, ${theme}: ${shares.card} is ground`); // a map covers most of it
        assert.ok(shares.card < 0.995, `${type}, ${theme}: it is blank`);
        assert.ok(shares.output > 0.0005, `${type}, ${theme}: nothing has the colour of y`);
      }
    }
  });
}

test("the QR code spells the link, and follows it", async (t) => {
  const page = await show(t, exhibit("softmax", STATES.softmax), { colorScheme: "dark" });
  const panel = await openShare(page);
  const spelt = async () => {
    const source = await panel.locator(".code-of-link img").getAttribute("src");
    const svg = decodeURIComponent(source.slice(source.indexOf(",") + 1));
    const { width, height, data } = await pixelsOf(page, Buffer.from(svg), "image/svg+xml", { all: true });
    return jsQR(Uint8ClampedArray.from(data), width, height)?.data;
  };
  await panel.locator("button[name=qr]").click();
  await panel.locator(".code-of-link img").waitFor();
  assert.equal(await spelt(), await panel.locator("input[name=link]").inputValue());
  await page.locator("input[name=z1-number]").fill("-3");
  await page.waitForFunction(() => document.querySelector("kassei-exhibit").shadowRoot.querySelector(".sharing [name=link]").value.includes("z=-3,2"));
  await drawn(page);
  assert.equal(await spelt(), await panel.locator("input[name=link]").inputValue());
  const long = "a".repeat(3000);
  await find(page).evaluate((element, hide) => element.setAttribute("hide", hide), long);
  await panel.locator("button[name=qr]").click();
  await panel.locator("button[name=qr]").click();
  assert.match(await panel.locator(".code-of-link").innerText(), /too long/);
});

test("an address on this machine is warned of, and where the clipboard is refused the text is selected", async (t) => {
  const local = await openShare(await show(t, exhibit("neuron")));
  assert.ok(await local.locator(".warning").isVisible());

  // A name that leads here: to the browser a host like any other, without HTTPS, hence without a clipboard.
  const other = await startBrowser({ args: ["--host-resolver-rules=MAP kassei.example 127.0.0.1"] });
  t.after(() => other.close());
  const origin = site.origin.replace("127.0.0.1", "kassei.example");
  for (const lang of LANGUAGES) {
    const page = await openPage(t, other, `${site.url.replace(site.origin, origin)}${lang}/exhibits/neuron/?w=2`);
    await ready(page);
    const panel = await openShare(page);
    assert.equal(await panel.locator(".warning").count(), 0);
    for (const name of ["link", "frame"]) {
      await panel.locator(`button[name=copy-${name}]`).click();
      await panel.locator(".said", { hasText: "Ctrl" }).waitFor();
      const [selected, whole] = await panel.evaluate((panel) => {
        const field = panel.getRootNode().activeElement;
        return [field.value.slice(field.selectionStart, field.selectionEnd), field.value];
      });
      assert.equal(selected, whole);
      assert.match(whole, new RegExp(`${origin}/some/sub/path/${lang}/exhibits/neuron/\\?w=2`));
    }
  }
});

test("where the panel cannot be loaded the button says so, and the exhibit goes on", async (t) => {
  const page = await show(t, exhibit("neuron"), { allow: [/share|ERR_FAILED|Failed to fetch/] });
  await page.route("**/share-*.js", (route) => route.abort());
  await page.locator("button[name=share]").click();
  await page.locator("button[name=share]:disabled").waitFor();
  await page.locator("input[name=w-number]").fill("3");
  assert.deepEqual(await stateOf(find(page)), { w: "3" });
});

test("where the pictures cannot be drawn the panel says so, and tries again", async (t) => {
  const page = await show(t, exhibit("neuron"), { allow: [/press|ERR_FAILED|Failed to fetch|TypeError/] });
  await page.route("**/press*.wasm", (route) => route.abort());
  const panel = await openShare(page);
  await panel.locator("button[name=svg]").click();
  await panel.locator(".said", { hasText: "did not work" }).waitFor();
  await page.unroute("**/press*.wasm");
  const { name } = await saved(panel, "svg");
  assert.match(name, /\.svg$/);
});

test("what a page locks stays, and the rest moves", async (t) => {
  const page = await open(t, "en/exhibits/neuron/?w=2&x=1&_lock=w,x,f,(", CLIPBOARD);
  for (const name of ["w", "w-number", "x", "x-number"]) assert.ok(await page.locator(`input[name=${name}]`).isDisabled(), name);
  assert.ok(await page.locator("button[name=f]").first().isDisabled());
  for (const name of ["b", "b-number"]) assert.ok(await page.locator(`input[name=${name}]`).isEnabled(), name);
  await page.locator("input[name=b-number]").fill("-1");
  assert.deepEqual(await stateOf(find(page)), { w: "2", x: "1", b: "-1" });
  // The point on the chart is x: it cannot be dragged either, nor moved by keys.
  const box = await page.locator(".stage").boundingBox();
  await page.mouse.click(box.x + box.width / 4, box.y + box.height / 2);
  assert.deepEqual(await stateOf(find(page)), { w: "2", x: "1", b: "-1" });
  await page.locator(".handle").press("ArrowRight");
  await drawn(page);
  assert.deepEqual(await stateOf(find(page)), { w: "2", x: "1", b: "-1" });
  await setState(find(page), "w=3");
  await page.locator("input[name=b-number]").fill("0");
  assert.deepEqual(await stateOf(find(page)), { w: "3", b: "0" }, "a program sets what it likes");
  const link = await copied(await openShare(page), "link");
  assert.ok(link.endsWith("?w=3&b=0&_lock=w,x,f,%28"), link);
});

test("words and scores of a softmax can be locked apart", async (t) => {
  const page = await show(t, exhibit("softmax", "", 'lock="z"'));
  for (const name of ["z1", "z2-number"]) assert.ok(await page.locator(`input[name=${name}]`).isDisabled(), name);
  for (const name of ["add", "shift", "remove1"]) assert.ok(await page.locator(`button[name=${name}]`).isDisabled(), name);
  await page.locator("input[name=label1]").fill("dog");
  await page.locator("input[name=t-number]").fill("2");
  assert.deepEqual(await stateOf(find(page)), { t: "2", labels: "dog,ネコ,陰口を聞く女" });
  await find(page).evaluate((element) => {
    const copy = element.cloneNode();
    copy.setAttribute("lock", "labels,show");
    element.replaceWith(copy);
    return copy.ready;
  });
  assert.ok(await page.locator("input[name=label1]").isDisabled());
  assert.ok(await page.locator("button[name=path]").isDisabled());
  assert.ok(await page.locator("input[name=z1]").isEnabled());
});

test("the panel can be left out", async (t) => {
  const page = await open(t, "en/exhibits/neuron/?_hide=share");
  assert.equal(await page.locator("button[name=share]").isVisible(), false);
  assert.ok(await page.locator("button[name=table]").isVisible());
});

test("axe finds nothing in the panel, in any language, theme and kind, and nothing scrolls sideways", async (t) => {
  for (const lang of LANGUAGES) {
    const page = await show(t, exhibit("softmax", STATES.softmax), { lang, viewport: { width: 320, height: 900 } });
    const panel = await openShare(page);
    await panel.locator("button[name=qr]").click();
    await panel.locator(".code-of-link img").waitFor();
    for (const kind of ["frame", "element", "picture", "hugo"]) {
      await panel.locator(`button[name=${kind}]`).click();
      if (kind === "picture") await panel.locator("button[name=copy-markdown]").waitFor();
      await axe(page);
      const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(inner <= outer, `${kind}: ${inner} in ${outer}`);
      const wide = await panel.evaluate((panel) => [panel.scrollWidth, panel.clientWidth]);
      assert.ok(wide[0] <= wide[1], `${kind}: ${wide}`);
    }
    await panel.locator("button[name=copy-shortcode]").click();
    for (const theme of THEMES) {
      await find(page).evaluate((element, theme) => element.setAttribute("theme", theme), theme);
      await drawn(page);
      await axe(page, { runOnly: ["color-contrast"] });
    }
  }
});

test("in full screen the panel is there as well", async (t) => {
  const page = await open(t, "en/exhibits/neuron/");
  await page.locator("button[name=full-screen]").click();
  await page.waitForFunction(() => document.fullscreenElement);
  const panel = await openShare(page);
  assert.ok(await panel.evaluate((panel) => panel.getRootNode().fullscreenElement.contains(panel)));
});
