import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Fastify, { type FastifyInstance } from "fastify";
import { afterEach, beforeEach, expect, test } from "vitest";
import { serveWeb } from "./web.ts";

let root: string;
let server: FastifyInstance;

beforeEach(async () => {
  root = join(mkdtempSync(join(tmpdir(), "tagwise-web-")), "web");
  server = Fastify();
  serveWeb(server, root);
  await server.ready();
});
afterEach(async () => {
  await server.close();
  rmSync(join(root, ".."), { recursive: true, force: true });
});

function build() {
  mkdirSync(join(root, "assets"), { recursive: true });
  writeFileSync(join(root, "index.html"), "<title>app</title>");
  writeFileSync(join(root, "assets", "index-abc.js"), "run()");
  writeFileSync(join(root, "icon.svg"), "<svg/>");
  writeFileSync(join(root, "..", "secret.txt"), "secret");
}

test("before the build the page says what to run; after it, without a restart, the application is there", async () => {
  const before = await server.inject("/");
  expect([before.statusCode, before.headers["cache-control"]]).toEqual([503, "no-store"]);
  expect(before.body).toContain("npm run build");
  build();
  expect((await server.inject("/")).body).toBe("<title>app</title>");
});

test("page addresses are the application's, files are files, and what is missing is missing", async () => {
  build();
  expect((await server.inject("/tags/high_value?x=1")).body).toBe("<title>app</title>");
  expect((await server.inject("/customers/taobao:小红")).statusCode).toBe(200);
  expect((await server.inject("/icon.svg")).headers["content-type"]).toContain("image/svg+xml");
  expect((await server.inject("/assets/gone.js")).statusCode).toBe(404);
  expect((await server.inject("/api/none")).statusCode).toBe(404);
});

test("what is named by its content is kept for a year, the page is asked for each time", async () => {
  build();
  expect((await server.inject("/assets/index-abc.js")).headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  expect((await server.inject("/")).headers["cache-control"]).toBe("no-cache");
  expect((await server.inject("/icon.svg")).headers["cache-control"]).toBe("no-cache");
});

test.each([["/../secret.txt"], ["/%2e%2e/secret.txt"], ["/assets/..%2f..%2fsecret.txt"], ["/..%5csecret.txt"], ["/secret.txt%00.js"]])(
  "%s does not lead out of the application",
  async (url) => {
    build();
    const response = await server.inject(url);
    expect(response.body).not.toContain("secret<");
    expect(response.body).not.toBe("secret");
  },
);
