import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Browser, type BrowserContextOptions, type Locator, type Page } from "playwright-core";
import { findChromium } from "./chromium.ts";

const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"].concat([
  "--disable-component-update",
  "--disable-sync",
]);

/** What a page comes to show is waited for, in milliseconds: as long as a busy machine may take. */
const PATIENCE = 120_000;

export interface TestBrowser {
  readonly browser: Browser;
  /**
   * A page in a profile of its own: Chinese, in Shanghai, 1440 × 900 unless said otherwise. What goes wrong in it (uncaught
   * errors, console errors, answers of 500 and above) is collected in `wrong`.
   */
  page(options?: BrowserContextOptions): Promise<Page & { readonly wrong: readonly string[] }>;
  close(): Promise<void>;
}

/** A headless Chromium with an empty profile. */
export async function openBrowser(): Promise<TestBrowser> {
  const found = await findChromium();
  const browser = await chromium.launch({
    ...("channel" in found ? found : { executablePath: found.executablePath, env: { ...withoutProxies(), ...found.env } }),
    headless: true,
    args: FLAGS,
    timeout: PATIENCE,
  });
  return {
    browser,
    async page(options = {}) {
      const context = await browser.newContext({
        locale: "zh-CN",
        timezoneId: "Asia/Shanghai",
        viewport: { width: 1440, height: 900 },
        ...options,
      });
      context.setDefaultTimeout(PATIENCE);
      const page = await context.newPage();
      const wrong: string[] = [];
      page.on("pageerror", (error) => wrong.push(`uncaught: ${error.message}`));
      page.on("console", (message) => message.type() === "error" && wrong.push(`console: ${message.text()}`));
      page.on("response", (response) => response.status() >= 500 && wrong.push(`${response.status()} ${response.url()}`));
      return Object.assign(page, { wrong });
    },
    close: () => browser.close(),
  };
}

/** The pages tested are on this machine; a proxy of the environment would be asked for them. */
function withoutProxies(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter(([name, value]) => value !== undefined && !/_proxy$/i.test(name))) as Record<
    string,
    string
  >;
}

/** Keeps a picture of the page in tmp/shots, for people to look at. Answers its path. */
export async function screenshot(page: Page, name: string, options: { fullPage?: boolean } = {}): Promise<string> {
  const path = join(fileURLToPath(new URL("../..", import.meta.url)), "tmp/shots", `${name}.png`);
  mkdirSync(dirname(path), { recursive: true });
  await page.screenshot({ path, ...options });
  return path;
}

/** What an act makes the page say for a moment only: it is looked out for before the act, so that no machine is too slow to see it. */
export async function said(words: Locator, act: () => Promise<unknown>): Promise<void> {
  await Promise.all([words.waitFor(), act()]);
}

/** Waits until nothing on the page is loading. The network is never idle: the line on which changes are told stays open. */
export async function shown(page: Page): Promise<void> {
  await page.locator("h1").first().waitFor();
  await page.waitForFunction(() => document.querySelector(".tw-bone") === null);
}
