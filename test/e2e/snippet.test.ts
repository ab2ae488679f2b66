import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { openSite } from "../support/site.ts";
import type { Listening } from "../support/listen.ts";
import { openTracked, type TrackedApp } from "../support/tracking.ts";

let tagwise: TrackedApp;
let browser: TestBrowser;
let site: Listening;
beforeAll(async () => {
  tagwise = await openTracked();
  const key = await tagwise.key("sender");
  const html = (attributes: string) => `<!doctype html><meta charset="utf-8"><title>小店</title>
    <script>window.tagwise = window.tagwise || []; tagwise.push(["track", "Before Load", { n: 1 }]);</script>
    <script async src="${tagwise.url}/t.js" data-key="${key}" ${attributes}></script>
    <a id="next" href="/next">下一页</a>`;
  site = await openSite((path) => html(path === "/consent" ? 'data-consent="required"' : ""));
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
  await tagwise?.close();
});

const loaded = (page: Page) =>
  page.waitForFunction(() => (window as unknown as { tagwise?: { loaded?: boolean } }).tagwise?.loaded === true);
const stored = (page: Page, name: string) => page.evaluate((key) => localStorage.getItem(`tagwise_${key}`), name);
/** In the page, as its own scripts would. */
const act = (page: Page, ...call: unknown[]) =>
  page.evaluate((args) => (window as unknown as { tagwise: { push(call: unknown[]): void } }).tagwise.push(args), call);
/** Everything that was sent has been answered. */
const sent = (page: Page) => expect.poll(() => stored(page, "queue"), { timeout: 20_000 }).toBeNull();

test("the script has less than 3 KB to load, and browsers keep it for a while", async () => {
  const response = await fetch(`${tagwise.url}/t.js`, { headers: { "accept-encoding": "identity" } });
  expect(gzipSync(await response.text()).length).toBeLessThan(3 * 1024);
  expect([response.headers.get("content-type"), response.headers.get("cache-control")]).toEqual([
    "text/javascript; charset=utf-8",
    "public, max-age=3600",
  ]);
  expect((await fetch(`${tagwise.url}/t.js`, { headers: { "if-none-match": response.headers.get("etag")! } })).status).toBe(304);
});

test("a page of another origin sends its views, clicks, events and who it is, across pages and what was said before it loaded", async () => {
  const page = await browser.page();
  await page.goto(`${site.url}/?utm_source=wechat&utm_campaign=double11`);
  await loaded(page);
  await act(page, "identify", "web-1", { plan: "pro", email: "w@x.cn" });
  await act(page, "track", "Product Viewed", { sku: "x", price: 9.5 });
  await page.evaluate(() => history.pushState({}, "", "/inside"));
  await page.click("#next");
  await page.waitForURL(`${site.url}/next`);
  await loaded(page);
  await sent(page);
  const id = await stored(page, "id");
  const customer = await tagwise.customer("user:web-1");
  expect(customer!.identities).toEqual(expect.arrayContaining(["user:web-1", `anonymous:${id}`, "email:w@x.cn"]));
  expect(customer!.attributes).toMatchObject({ plan: "pro" });
  const events = await tagwise.events("user:web-1");
  expect(events.map(({ event }) => event).toSorted()).toEqual(
    ["Before Load", "Before Load", "Link Clicked", "Page Viewed", "Page Viewed", "Page Viewed", "Product Viewed"].toSorted(),
  );
  const of = (event: string) => events.filter((each) => each.event === event).map(({ properties }) => properties);
  expect(of("Page Viewed")[0]).toMatchObject({ title: "小店", path: "/", campaign: "double11", utm_source: "wechat" });
  expect(of("Link Clicked")).toMatchObject([{ url: `${site.url}/next`, title: "下一页" }]);
  expect(of("Product Viewed")).toMatchObject([{ sku: "x", price: "9.5" }]);
  expect(page.wrong.filter((text) => !text.includes("favicon"))).toEqual([]);
});

test("nothing is stored or sent before consent; afterwards also what waited; withdrawn, all is forgotten", async () => {
  const page = await browser.page();
  const requests: string[] = [];
  page.on("request", (request) => request.url().includes("/v1/") && requests.push(request.url()));
  await page.goto(`${site.url}/consent`);
  await loaded(page);
  await act(page, "identify", "consent-1");
  await page.evaluate(() => document.getElementById("next")!.addEventListener("click", (event) => event.preventDefault()));
  await page.click("#next");
  expect([requests, await page.evaluate(() => [localStorage.length, document.cookie])]).toEqual([[], [0, ""]]);
  await act(page, "consent", true);
  await sent(page);
  expect((await tagwise.events("user:consent-1")).map(({ event }) => event).toSorted()).toEqual([
    "Before Load",
    "Link Clicked",
    "Page Viewed",
  ]);
  await act(page, "consent", false);
  await act(page, "track", "After");
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
});

test.each(["doNotTrack", "globalPrivacyControl"])("a browser that says %s is left alone", async (name) => {
  const page = await browser.page();
  await page.addInitScript(
    (key) => Object.defineProperty(Navigator.prototype, key, { get: () => (key === "doNotTrack" ? "1" : true) }),
    name,
  );
  const requests: string[] = [];
  page.on("request", (request) => request.url().includes("/v1/") && requests.push(request.url()));
  await page.goto(site.url);
  await loaded(page);
  await act(page, "track", "Hidden");
  await page.click("#next");
  await page.waitForURL(`${site.url}/next`);
  expect([requests, await page.evaluate(() => [localStorage.length, document.cookie])]).toEqual([[], [0, ""]]);
});

test("what could not be sent waits, and is sent once by the next page", async () => {
  const page = await browser.page();
  await page.route(`${tagwise.url}/v1/**`, (route) => route.abort());
  await page.goto(site.url);
  await loaded(page);
  await act(page, "identify", "retry-1");
  await act(page, "track", "Kept");
  expect(JSON.parse((await stored(page, "queue"))!)).toHaveLength(4);
  await page.unroute(`${tagwise.url}/v1/**`);
  await page.goto(`${site.url}/next`);
  await loaded(page);
  await sent(page);
  expect((await tagwise.events("user:retry-1")).filter(({ event }) => event === "Kept")).toHaveLength(1);
});

test("a page that may not store keeps the browser's id in a cookie", async () => {
  const page = await browser.page();
  await page.addInitScript(() =>
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("denied", "SecurityError");
      },
    }),
  );
  const answered = page.waitForResponse((response) => response.url().endsWith("/v1/batch"));
  await page.goto(site.url);
  expect((await answered).status()).toBe(200);
  const cookie = await page.evaluate(() => document.cookie);
  const id = /tagwise_id=([\w-]{32,})/.exec(cookie)?.[1];
  expect(await tagwise.customer(`anonymous:${id}`)).not.toBeNull();
});
