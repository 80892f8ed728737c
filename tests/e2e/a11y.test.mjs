// For everyone: axe-core finds nothing in any state, and every control is reached by keyboard and seen to be.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { axe } from "./support/browser.mjs";
import { LANGUAGES, THEMES, drawn, exhibit, find, setUp } from "./support/exhibits.mjs";

const RECORDED = readFileSync(new URL("../data/race.txt", import.meta.url), "utf8").trim();
const { open, show, site } = await setUp();

/** States of each exhibit that a person can bring about, and how. */
const STATES = {
  neuron: async (page) => {
    await page.locator("button[name=table]").click();
    await page.locator(".chooser .more").click();
    for (const name of ["slope", "tangent", "curvature"]) await page.locator(`button[name=${name}]`).click();
    await page.locator("input[name=w-number]").fill("rubbish");
    await axe(page);
    await page.locator("button[name=two]").click();
  },
  function: async (page) => {
    await page.locator("button[name=keys]").click();
    await page.locator("select[name=with]").selectOption("mish");
    await page.locator(".code summary").click();
    await page.locator(".listing").nth(2).waitFor();
  },
  softmax: async (page) => {
    await page.locator("button[name=table]").click();
    await page.locator("button[name=path]").click();
    await page.locator("select[name=target]").selectOption("1");
    await page.locator("button[name=add]").click();
  },
  softmax_row: async (page) => {
    await page.locator("button[name=table]").click();
    await page.locator("button[name=n][value='1000']").click();
    await axe(page);
    await page.locator("button[name=density]").click();
  },
  sketch: async (page) => {
    await page.locator("button[name=table]").click();
    for (let i = 0; i < 13; i += 1) {
      await page.locator(".handle[tabindex='0']").press("PageUp");
      await drawn(page);
    }
    await axe(page);
    await page.locator("button[name=show]").click();
  },
  reshape: async (page) => {
    await page.locator("button[name=table]").click();
    await page.locator("input[name=a-number]").fill("2");
    await page.locator("input[name=c-number]").fill("2");
    await axe(page);
    await page.locator("input[name=d-number]").fill("-1");
  },
  anatomy: async (page) => {
    await page.locator("button[name=table]").click();
    await page.locator("button[name=at-net]").click();
    await axe(page);
    await page.locator("button[name=at-neuron]").click();
  },
  collapse: async (page) => {
    await page.locator("button[name=table]").click();
    await page.locator("button[name=page]").click();
    await page.locator("button[name=best]").click();
    await page.locator("button[name=fold]").click();
    await axe(page);
    await page.locator("button[name=styled]").click();
    await page.locator("select[name=f]").selectOption("relu");
    await axe(page);
    await page.locator("button[name=in-2]").click();
    await page.locator("select[name=f]").selectOption("relu");
  },
  gates: async (page) => {
    await page.locator("button[name=table]").click();
    await page.locator("button[name=xor]").click();
    await axe(page);
    await page.locator('button[name="2"]').click();
    await page.locator("button[name=show]").click();
    await axe(page);
    await page.locator("button[name=out]").click();
  },
  hinges: async (page) => {
    await page.locator("button[name=table]").click();
    await page.locator("button[name=fit][value=same]").click();
    await axe(page);
    await page.locator("button[name=hundred]").click();
    await axe(page);
    await page.locator("button[name=below][value=depth]").click();
    await page.locator("select[name=target]").selectOption("sketch");
  },
  approximation: async (page) => {
    await page.locator("button[name=table]").click();
    await page.locator("button[name=square]").click();
    await page.locator("button[name=train]").click();
    await page.locator("button[name=train]").waitFor({ timeout: 60_000 });
    await axe(page);
    await page.locator("select[name=target]").selectOption("sketch");
  },
  parts: async (page) => {
    await page.locator("button[name=table]").click();
    await page.locator("button[name=part-norm]").click();
    await page.locator("button[name=train]").click();
    await page.locator("button[name=train]").waitFor({ timeout: 60_000 });
    await axe(page);
    await page.locator("button[name=part-f]").click();
  },
  gradient_journey: async (page) => {
    await page.locator("button[name=table]").click();
    await page.locator("button[name=step]").click();
    await axe(page);
    await page.locator("select[name=init]").selectOption("own");
    await page.locator("button[name=many]").click();
  },
  descent: async (page) => {
    await page.locator("button[name=table]").click();
    await page.locator("button[name=step]").click();
    await axe(page);
    await page.locator("button[name=f][value=relu]").click();
    await page.locator("input[name=rate-number]").fill("-1");
  },
  dead_relu: async (page) => {
    await page.locator("button[name=table]").click();
    await page.locator("input[name=rate-number]").fill("2");
    await page.locator("button[name=step]").click();
    await axe(page);
    await page.locator("button[name=leaky_relu]").click();
  },
  train: async (page) => {
    await page.locator("button[name=table]").click();
    await page.locator("button[name=epoch-step]").click();
    await page.locator('[data-unit="1,0"]').focus();
    await page.keyboard.press("Enter");
    await page.locator("button[name=look-activations]").click();
    await axe(page);
    await page.locator("button[name=data-own]").click();
    await page.locator("button[name=play]").click();
    await page.locator("button[name=look-export]").click();
  },
  race: async (page) => {
    await page.locator("button[name=table]").click();
    await find(page).evaluate((element, state) => (element.state = state), RECORDED);
    await axe(page);
    await page.locator(".entrant select[name=f]").first().selectOption("leaky_relu");
  },
};

/** All rules in the light theme, that of colours in the others. */
async function axeInThemes(page, dress) {
  await axe(page);
  for (const theme of THEMES.slice(1)) {
    await dress(theme);
    await drawn(page);
    await axe(page, { runOnly: ["color-contrast"] });
  }
}

// Words that a language lacks do not compile: each exhibit and page is looked at in one of them, home in all.
const languageOf = (place) => LANGUAGES[place % LANGUAGES.length];

for (const [place, [id, bringAbout]] of Object.entries(STATES).entries()) {
  const lang = languageOf(place);
  test(`axe finds nothing in a ${id} with everything open, in any theme (${lang})`, async (t) => {
    const page = await show(t, exhibit(id, "nonsense=1"), { lang, viewport: { width: 1000, height: 1600 } });
    await bringAbout(page);
    await axeInThemes(page, (theme) => find(page).evaluate((element, theme) => element.setAttribute("theme", theme), theme));
  });
}

for (const lang of LANGUAGES) {
  test(`axe finds nothing on a home page, with a chosen card, in any theme (${lang})`, async (t) => {
    const page = await open(t, `${lang}/`, { viewport: { width: 1280, height: 1000 } });
    await page.locator(".gallery .choose").nth(2).click();
    await page.locator(".gallery canvas").waitFor();
    await axeInThemes(page, (theme) => page.locator("#theme").selectOption(theme));
  });
}

for (const [place, path] of ["functions/", "functions/snake/", "exhibits/", "exhibits/softmax/"].entries()) {
  const lang = languageOf(place);
  test(`axe finds nothing on ${lang}/${path}, in any theme`, async (t) => {
    const page = await open(t, `${lang}/${path}`, { viewport: { width: 1280, height: 1000 } });
    await axeInThemes(page, (theme) => page.locator("#theme").selectOption(theme));
  });
}

test("axe finds nothing on the other pages", async (t) => {
  const page = await open(t, "no/such/page", { alive: false, allow: [/404/] });
  await axe(page);
  const chooser = await page.context().newPage();
  // Its script would go on to a language.
  await chooser.route("**/page.js", (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
  await chooser.goto(site.url);
  await axe(chooser);
});

for (const id of Object.keys(STATES)) {
  test(`every control of a ${id} is reached by Tab, shows the focus, and has a name`, async (t) => {
    const page = await show(t, exhibit(id, "w=2&nonsense=1"));
    await page.locator("details").evaluateAll((all) => all.forEach((details) => (details.open = true)));
    const expected = await find(page).evaluate(({ shadowRoot }) => {
      const controls = "button:not(:disabled), input, select, a[href], summary, [tabindex='0']";
      return [...shadowRoot.querySelectorAll(controls)].filter((control) => control.checkVisibility()).length;
    });
    await page.evaluate(() => void (globalThis.reached = new Set()));
    for (let i = 0; i < expected + 1; i += 1) {
      await page.keyboard.press("Tab");
      const found = await page.evaluate(() => {
        let active = document.activeElement;
        while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
        if (active === document.body) return null;
        globalThis.reached.add(active);
        const seen = [active, ...active.querySelectorAll("*")].some((part) => {
          const { outlineStyle, outlineWidth, stroke } = getComputedStyle(part);
          const ring = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
          return ring || (part.matches(".reach") && stroke !== "none");
        });
        return { seen, what: active.outerHTML.slice(0, 120) };
      });
      if (found) assert.ok(found.seen, `no focus is to be seen on ${found.what}`);
    }
    assert.equal(await page.evaluate(() => globalThis.reached.size), expected);
  });
}
