import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { deleteSegment, listTags, previewTags, explainTag } from "../contract/index.ts";
import { createClient, exitOf, requestOf } from "./client.ts";
import type { ApiRequest, Transport } from "./transport/types.ts";

function answering(status: number, body: string): { asked: ApiRequest[]; transport: Transport } {
  const asked: ApiRequest[] = [];
  return {
    asked,
    transport: {
      async request(request) {
        asked.push(request);
        return { status, headers: {}, body: Readable.from([body]) };
      },
      async close() {},
    },
  };
}

test("input is dealt out to path, query and body by the operation's schemas", () => {
  expect(requestOf(explainTag, { customer: "taobao:小红/1", tag: "a b", asOf: "2011-12-09" })).toEqual({
    path: "/api/customers/taobao%3A%E5%B0%8F%E7%BA%A2%2F1/why/a%20b?asOf=2011-12-09",
  });
  expect(requestOf(previewTags, { document: { tags: [] }, prune: true, asOf: undefined })).toEqual({
    path: "/api/tags/plan",
    body: { document: { tags: [] }, prune: true },
  });
  expect(requestOf(deleteSegment, { segment: "x" })).toEqual({ path: "/api/segments/x" });
});

test("the answer is handed on as it came, with what this client does not know", async () => {
  const { transport, asked } = answering(200, '{"customers":1,"items":[],"newer":true}');
  const client = createClient(async () => transport, { lang: "en", address: "x" });
  expect(await client.call(listTags, {})).toEqual({ customers: 1, items: [], newer: true });
  expect(asked[0]).toMatchObject({ method: "GET", path: "/api/tags", headers: { "accept-language": "en" } });
});

test("an answer that is not Tagwise's is named as such", async () => {
  for (const [status, body] of [
    [200, "<html>"],
    [200, "{}"],
    [502, "Bad gateway"],
  ] as const) {
    const client = createClient(async () => answering(status, body).transport, { lang: "en", address: "http://x" });
    await expect(client.call(listTags, {})).rejects.toMatchObject({ code: "SERVER_NOT_UNDERSTOOD", params: { status } });
  }
});

test("problem details become the problem they tell of, with its exit code", async () => {
  const details = { type: "about:blank", title: "t", status: 404, detail: "d", code: "NOT_FOUND", zh: "没有", en: "none", requestId: "r" };
  const client = createClient(async () => answering(404, JSON.stringify(details)).transport, { lang: "en", address: "x" });
  await expect(client.call(listTags, {})).rejects.toMatchObject({ code: "NOT_FOUND", exit: 5, zh: "没有", en: "none" });
});

test("a code that only a newer server knows gets its exit code from the status", () => {
  expect([400, 401, 403, 404, 409, 422, 429, 503, 500].map((status) => exitOf("NEWER", status))).toEqual([3, 4, 4, 5, 6, 3, 6, 7, 1]);
});
