import { startBrowser, watch, ready } from "./support/browser.mjs";
import { serveSite } from "./support/server.mjs";
const site = await serveSite(); const browser = await startBrowser();
const [path='en/', width='1280', height='900', name='a', ...steps] = process.argv.slice(2);
const ctx = await browser.newContext({viewport:{width:+width,height:+height}, colorScheme: process.env.THEME ?? 'light', javaScriptEnabled: process.env.NOJS? false: true});
const problems = watch(ctx, [new URL(site.url).origin]);
const page = await ctx.newPage(); page.setDefaultTimeout(60000);
await page.goto(site.url+path);
if (process.env.EARLY) await page.screenshot({path:`/tmp/t/${name}-early.png`});
await ready(page).catch(e=>console.log('READY', e.message));
await page.waitForTimeout(300);
for (const s of steps) { const r = await page.evaluate(s); console.log(s, '=>', JSON.stringify(r)); await page.waitForTimeout(300); }
await page.screenshot({path:`/tmp/t/${name}.png`, fullPage: !!process.env.FULL});
console.log(problems.join('\n'));
await browser.close(); await site.close();
