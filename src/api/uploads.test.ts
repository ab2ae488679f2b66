import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../../test/support/app.ts";
import { createKey } from "../access/index.ts";
import { localTransport, uploadFile } from "../app/index.ts";

let tagwise: TestApp;
beforeAll(async () => {
  tagwise = await openTestApp({ env: { TAGWISE_UPLOAD_LIMIT: "1MB" } });
});
afterAll(() => tagwise.close());

const files = () => {
  const directory = join(tagwise.app.engine.dataDir, "uploads");
  return existsSync(directory) ? readdirSync(directory) : [];
};
const send = (payload: string | Buffer | Readable, headers: Record<string, string> = {}, name = "客户.csv") =>
  tagwise.ask("administrator", { method: "POST", url: `/api/uploads?name=${encodeURIComponent(name)}`, payload, headers });

test.each([["text/csv"], ["application/json"], ["application/octet-stream"], [""]])(
  "a file of type %j is kept byte for byte and written down with its name",
  async (type) => {
    const bytes = Buffer.from([0xef, 0xbb, 0xbf, 0, 255, 123, 34]);
    const response = await send(bytes, { "content-type": type }, "../../etc/客\u0007户.csv");
    expect(response.statusCode).toBe(201);
    const { upload } = response.json<{ upload: string }>();
    expect(response.json()).toEqual({ upload, bytes: bytes.length });
    const row = await tagwise.app.engine.records.selectFrom("uploads").selectAll().where("id", "=", upload).executeTakeFirstOrThrow();
    expect(row).toMatchObject({ name: "客户.csv", path: `uploads/${upload}`, bytes: bytes.length });
    expect(readFileSync(join(tagwise.app.engine.dataDir, row.path))).toEqual(bytes);
  },
);

test("an empty file is a file", async () => {
  expect((await send("")).json()).toMatchObject({ bytes: 0 });
});

test("a file beyond the limit leaves nothing, whether it says its size or not", async () => {
  const before = files();
  const large = Buffer.alloc(2 ** 20 + 1);
  for (const payload of [large, Readable.from([large.subarray(0, 9), large.subarray(9)])]) {
    const response = await send(payload);
    expect(response.json()).toMatchObject({ status: 413, code: "BODY_TOO_LARGE", params: { limit: "1 MiB" } });
  }
  expect(files()).toEqual(before);
});

test("an upload that breaks off leaves nothing", async () => {
  const before = files();
  const content = new PassThrough();
  const stored = uploadFile({ ctx: tagwise.ctx, input: { name: "a.csv", content, limitBytes: 1000 } });
  content.write("half");
  content.destroy();
  await expect(stored).rejects.toMatchObject({ code: "UPLOAD_BROKEN" });
  expect(files()).toEqual(before);
});

test("who sends too much gets the answer on the same connection", async () => {
  const { secret } = await createKey({ ctx: tagwise.ctx, input: { name: "a", role: "administrator" } });
  const address = await tagwise.server.listen({ host: "127.0.0.1", port: 0 });
  const response = await fetch(`${address}/api/uploads?name=a`, {
    method: "POST",
    headers: { authorization: `Bearer ${secret}` },
    body: Readable.toWeb(Readable.from([Buffer.alloc(2 ** 20), Buffer.alloc(1)])) as BodyInit,
    duplex: "half",
  } as RequestInit);
  expect([response.status, await response.json()]).toMatchObject([413, { code: "BODY_TOO_LARGE" }]);
});

test("whoever may not import cannot upload, and nothing of the file is kept", async () => {
  const before = files();
  const response = await tagwise.ask("staff", { method: "POST", url: "/api/uploads?name=a", payload: "x" });
  expect(response.json()).toMatchObject({ status: 403, code: "FORBIDDEN" });
  expect(files()).toEqual(before);
});

test("within the process a file streams through the same door", async () => {
  const body = Readable.from(["a,b\n", "1,2\n"]);
  const { status, body: answer } = await localTransport(tagwise.app).request({ method: "POST", path: "/api/uploads?name=a.csv", body });
  expect([status, JSON.parse(await text(answer))]).toEqual([201, { upload: expect.any(String), bytes: 8 }]);
});
