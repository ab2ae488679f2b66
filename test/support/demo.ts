import { cpSync } from "node:fs";
import { inject } from "vitest";
import type { Cookie, Page } from "playwright-core";
import { openBrowser, type TestBrowser } from "./browser.ts";
import type { CliOptions } from "./cli.ts";
import { testDirectory } from "./directory.ts";
import { startTagwise, type RunningProgram } from "./program.ts";
import { openSlowLine } from "./slow.ts";
import "./lane/provided.ts";

/** Who signs in to the demonstration. */
export const ACCOUNT = { login: "demo", password: "tagwise-demo" } as const;

export interface DemoUnderTest {
  readonly program: RunningProgram;
  readonly browser: TestBrowser;
  /** A page signed in and at `path`. */
  at(path: string, options?: Parameters<TestBrowser["page"]>[0]): Promise<Page & { readonly wrong: readonly string[] }>;
  close(): Promise<void>;
}

/** A demonstration of one's own, served by the real program, and a browser: 1,000 customers, all tags evaluated. */
export async function openDemo(options: CliOptions = {}): Promise<DemoUnderTest> {
  const prepared = inject("demo");
  if (!prepared) throw new Error("The demonstration is prepared for tests of test/e2e only");
  if ("failure" in prepared) throw new Error(`The demonstration could not be made: ${prepared.failure}`);
  const data = testDirectory("e2e");
  cpSync(prepared.dataDir, data.path, { recursive: true });
  const [served, browser] = await Promise.all([startTagwise(["demo", "--data", data.path], options), openBrowser()]);
  const line = await openSlowLine(served.url);
  const program = { ...served, url: line.url };
  let session: Cookie[] = [];
  return {
    program,
    browser,
    async at(path, options) {
      const page = await browser.page(options);
      // The session's cookie is the browser's; the page sees it from its first request on. One serves all pages while it holds:
      // signing in is slow on purpose, and so many times a minute at most.
      await page.context().addCookies(session);
      if (!(await page.request.get(`${program.url}/api/session`)).ok()) {
        const answer = await page.request.post(`${program.url}/api/session`, { data: ACCOUNT, headers: { origin: program.url } });
        if (!answer.ok()) throw new Error(`signing in failed: ${answer.status()} ${await answer.text()}`);
        session = await page.context().cookies();
      }
      await page.goto(program.url + path);
      return page;
    },
    async close() {
      await browser.close();
      await line.close();
      await program.stop();
      data.remove();
    },
  };
}
