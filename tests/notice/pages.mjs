// pages.mjs FOLDER [SHOTS]: opens every notice below FOLDER in a browser, wide and narrow, light and dark, and fails on whatever WCAG 2.2 AA
// (as far as axe can see it), a narrow screen or a printer would find wrong. With SHOTS, pictures of the pages are left there, to be looked at.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const wide = { width: 1280, height: 900 };
const phone = { width: 375, height: 812 };
const narrowest = 320; // 1280 at 400 % (WCAG 1.4.10)

const [folder, shots] = process.argv.slice(2);
const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html')).sort();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const wrong = [];
let looks = 0;

async function look(page, name, runOnly) {
  const found = await page.evaluate((only) => globalThis.axe.run(document, { runOnly: only, resultTypes: ['violations'] }), runOnly);
  looks += 1;
  for (const violation of found.violations)
    for (const node of violation.nodes.slice(0, 3)) wrong.push(`${name}: ${violation.id}: ${violation.help}: ${node.html.slice(0, 160)}`);
}

async function sizes(page, name) {
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    for (const [size, viewport] of Object.entries({ wide, phone })) {
      await page.setViewportSize(viewport);
      // All rules see each size and each scheme of every page. What depends on both has no language, so one asks it of the other two.
      const all = (size === 'wide') === (colorScheme === 'light');
      const asked = all ? rules : { type: 'rule', values: ['color-contrast', 'target-size'] };
      if (all || name.endsWith('/nb')) await look(page, `${name}, ${size}, ${colorScheme}`, asked);
      if (shots) await page.screenshot({ path: join(shots, `${name.replaceAll('/', '-')}-${size}-${colorScheme}.png`), fullPage: size === 'phone' });
    }
  }
}

async function reflow(page, name) {
  await page.setViewportSize({ width: narrowest, height: 640 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  if (width > narrowest) wrong.push(`${name}: ${width} pixels wide on a screen of ${narrowest}`);
}

// The first key leads to a link that can be seen then, and from there past everything that comes before the content.
async function keyboard(page, name) {
  await page.setViewportSize(wide);
  await page.keyboard.press('Tab');
  const skip = await page.evaluate(() => {
    const { top, left } = document.activeElement.getBoundingClientRect();
    const href = document.activeElement.getAttribute('href');
    document.activeElement.blur(); // or it would lie over what is looked at next
    return { href, seen: top >= 0 && left >= 0 };
  });
  if (skip.href !== '#main' || !skip.seen) wrong.push(`${name}: the first key leads to ${skip.href}, which is ${skip.seen ? '' : 'not '}seen`);
}

async function print(page, name) {
  const pdf = await page.pdf({ format: 'A4' });
  if (pdf.subarray(0, 5).toString() !== '%PDF-' || pdf.length < 10_000) wrong.push(`${name}: prints to ${pdf.length} bytes`);
}

async function whole(context, file) {
  const name = file.replace(/\.html$/, '');
  const page = await context.newPage();
  page.on('pageerror', (error) => wrong.push(`${name}: ${error.message}`));
  page.on('request', (request) => request.url().startsWith('file:') || wrong.push(`${name}: asks for ${request.url()}`));
  await page.goto(pathToFileURL(resolve(folder, file)).href);
  await keyboard(page, name);
  await page.addScriptTag({ content: axe });
  await sizes(page, name);
  await reflow(page, name);
  await print(page, name);
  await page.close();
}

const browser = await chromium.launch({ executablePath: process.env.LOFTE_CHROMIUM, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });
try {
  const context = await browser.newContext({ javaScriptEnabled: true, reducedMotion: 'reduce' });
  const left = [...pages];
  const worker = async () => {
    for (let file = left.shift(); file; file = left.shift()) await whole(context, file);
  };
  await Promise.all([worker(), worker()]);
} finally {
  await browser.close();
}
if (pages.length === 0) wrong.push(`${folder}: no page in it`);
for (const line of wrong.sort()) console.error(line);
console.log(`${pages.length} pages, looked at ${looks} times: ${wrong.length} found wrong`);
process.exit(wrong.length === 0 ? 0 : 1);
