import { afterAll, beforeAll, expect, test } from "vitest";
import { createServer, type Server } from "node:http";
import { existsSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { openBrowser, screenshot, type TestBrowser } from "./browser.ts";

let browser: TestBrowser;
let server: Server;
let url: string;

beforeAll(async () => {
  browser = await openBrowser();
  server = createServer((request, response) => {
    if (request.url === "/broken") return void response.writeHead(500).end();
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(`<!doctype html><html lang="zh-CN"><title>知签</title><body style="font: 40px sans-serif"><h1 id="t">高价值客户</h1>
      <canvas width="20" height="20"></canvas><script>
      fetch("/broken"); document.querySelector("canvas").getContext("2d").fillRect(0, 0, 10, 10); setTimeout(() => { throw new Error("oops") })
      </script>`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(async () => {
  await browser.close();
  server.close();
});

test("the browser shows a page of this machine, in Chinese and in Shanghai", async () => {
  const page = await browser.page();
  await page.goto(url);
  expect(await page.textContent("#t")).toBe("高价值客户");
  const seen = await page.evaluate(() => [navigator.language, Intl.DateTimeFormat().resolvedOptions().timeZone, innerWidth]);
  expect(seen).toEqual(["zh-CN", "Asia/Shanghai", 1440]);
  expect(existsSync(await screenshot(page, "support/browser"))).toBe(true);
});

test("what goes wrong in a page is collected", async () => {
  const page = await browser.page();
  await page.goto(url, { waitUntil: "networkidle" });
  expect(page.wrong.toSorted()).toEqual([
    expect.stringMatching(/^500 .*broken/),
    expect.stringMatching(/^console: .*500/),
    "uncaught: oops",
  ]);
});

test("Chinese characters have shapes of their own, when the machine has a Chinese font", async (context) => {
  const page = await browser.page();
  await page.goto(url);
  // Without a font every character is drawn as the same box.
  const differ = await page.evaluate(() => {
    const draw = (text: string) => {
      const canvas = document.createElement("canvas");
      const brush = canvas.getContext("2d")!;
      brush.font = "60px sans-serif";
      brush.fillText(text, 0, 80);
      return canvas.toDataURL();
    };
    return draw("签") !== draw("龘");
  });
  if (!differ) context.skip("no Chinese font on this machine");
  expect(differ).toBe(true);
});
