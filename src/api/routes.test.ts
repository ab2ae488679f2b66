import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../../test/support/app.ts";
import { OPERATIONS, WEBHOOK_TYPES } from "../contract/index.ts";
import { missingOperations, ROUTES } from "./routes/index.ts";

interface OpenApi {
  openapi: string;
  info: { version: string };
  webhooks: Record<string, { post: { requestBody: { content: Record<string, object> } } }>;
  paths: Record<string, Record<string, OpenApiOperation>>;
  tags: { name: string; description: string }[];
  components: { schemas: Record<string, object> };
}
interface OpenApiOperation {
  operationId: string;
  summary: string;
  parameters?: { name: string; in: string }[];
  requestBody?: { content: Record<string, object> };
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
}

let tagwise: TestApp;
let document: OpenApi;
beforeAll(async () => {
  tagwise = await openTestApp();
  document = (await tagwise.ask("sender", { url: "/api/openapi.json" })).json<OpenApi>();
});
afterAll(() => tagwise.close());

test("every operation of the contract is bound exactly once", () => {
  const bound = ROUTES.map(({ operation }) => operation.id);
  expect(bound.filter((id, index) => bound.indexOf(id) !== index)).toEqual([]);
  expect(missingOperations().map(({ id }) => id)).toEqual([]);
});

test("ids, and methods with paths, name one operation each", () => {
  const ids = OPERATIONS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const places = OPERATIONS.map(({ method, path }) => `${method} ${path.replaceAll(/:\w+/g, ":x")}`);
  expect(new Set(places).size).toBe(places.length);
});

test("the description is OpenAPI 3.1 and has every operation in both languages with problem details", () => {
  expect(document.openapi).toMatch(/^3\.1\./);
  for (const { id, method, path, summary, status } of OPERATIONS) {
    const described = document.paths[`/api${path.replaceAll(/:(\w+)/g, "{$1}")}`]?.[method.toLowerCase()];
    expect(described, id).toMatchObject({ operationId: id });
    expect(described!.summary).toContain(summary.zh);
    expect(described!.summary).toContain(summary.en);
    expect(described!.responses).toHaveProperty(String(status));
    expect(described!.responses["default"]!.content).toEqual({
      "application/problem+json": { schema: { $ref: "#/components/schemas/ProblemDetails" } },
    });
  }
});

test("the description says in both languages what the operations of each room are about", () => {
  const rooms = [...new Set(OPERATIONS.map(({ room }) => room))];
  expect(document.tags.map(({ name }) => name).toSorted()).toEqual(rooms.toSorted());
  for (const { name, description } of document.tags) expect(description, name).toMatch(/\S · [A-Z]|^Webhook/);
});

test("the description is for who is signed in or has a key, for it names the version", async () => {
  const answer = await tagwise.ask(null, { url: "/api/openapi.json" });
  expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([401, "SIGN_IN_NEEDED"]);
  expect(answer.body).not.toContain(document.info.version);
});

test("the description has every message of webhooks with its schema and an example", () => {
  expect(Object.keys(document.webhooks)).toEqual(WEBHOOK_TYPES.map(({ type }) => type));
  for (const { post } of Object.values(document.webhooks)) expect(post.requestBody.content["application/json"]).toHaveProperty("schema");
});

test("every reference of the description leads somewhere", () => {
  const references = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name!);
  expect(references.length).toBeGreaterThan(0);
  for (const name of references) expect(document.components.schemas).toHaveProperty(name);
  expect(Object.keys(document.components.schemas).toSorted()).toEqual([...new Set(references)].toSorted());
});

test("files are described as what they are: a body of bytes", () => {
  expect(Object.keys(document.paths["/api/uploads"]!["post"]!.requestBody!.content)).toEqual(["application/octet-stream"]);
});

test("the readable page loads everything from this server", async () => {
  const page = await tagwise.ask(null, { url: "/api/docs" });
  expect(page.headers["content-type"]).toContain("text/html");
  const scripts = [...page.body.matchAll(/src="([^"]+)"/g)].map(([, source]) => source!);
  expect(scripts.every((source) => source.startsWith("/api/docs/"))).toBe(true);
  for (const url of scripts) {
    const script = await tagwise.ask(null, { url });
    expect([script.statusCode, script.headers["content-type"]]).toEqual([200, "text/javascript; charset=utf-8"]);
  }
  expect(page.headers["content-security-policy"]).toContain("script-src 'self';");
});
