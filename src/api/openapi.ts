import swagger from "@fastify/swagger";
import type { FastifyInstance } from "fastify";
import { jsonSchemaTransform, jsonSchemaTransformObject } from "fastify-type-provider-zod";
import { z } from "zod";
import type { App } from "../app/index.ts";
import { OPERATIONS, WEBHOOK_TYPES, webhookBody, webhookExample } from "../contract/index.ts";
import { authenticate } from "./authenticate.ts";

/** What the operations of each room are about, in the order of ARCHITECTURE. */
const ROOMS: Readonly<Record<string, string>> = {
  catalogue: "数据字典 · Catalogue",
  access: "登录、人员与密钥 · Sign-in, people and keys",
  jobs: "任务 · Jobs",
  customers: "客户资料 · Customers",
  products: "商品 · Products",
  tracking: "行为上报 · Tracking",
  imports: "导入 · Imports",
  sources: "数据源 · Data sources",
  tags: "标签 · Tags",
  membership: "拥有标签 · Membership",
  evaluation: "查询计划 · Query plan",
  updates: "计算 · Evaluation",
  explain: "查原因 · Why",
  publishing: "预览与发布 · Preview and publish",
  assignments: "打标签与手动指定 · Assignments and overrides",
  erasure: "删除客户 · Erasure",
  segments: "人群 · Segments",
  changes: "修改申请 · Change requests",
  suggestions: "标签建议 · Suggestions",
  templates: "标签模板 · Tag templates",
  review: "身份核对 · Review",
  actions: "Webhook · Webhooks",
  insight: "概览与列表 · Overview and lists",
  exports: "导出 · Exports",
  app: "上传与实时变化 · Uploads and live changes",
};

/**
 * Serves OpenAPI 3.1 of all operations and webhook messages at /api/openapi.json. It needs a sign-in or a key, because the version would
 * tell an attacker which faults to try. Register it before the operations.
 */
export async function describeApi(server: FastifyInstance, app: App, version: string): Promise<void> {
  await server.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Tagwise 知签",
        version,
        description:
          "客户标签管理系统的接口。程序用 API 密钥（`Authorization: Bearer tw_…`），人用登录 Cookie。错误按 RFC 9457 返回，含中英文说明。\n\n" +
          "The API of the customer tag management system. Programs use an API key (`Authorization: Bearer tw_…`), people a session cookie. " +
          "Errors are problem details (RFC 9457) with texts in Chinese and English. Decimals travel as text, instants as ISO 8601 in UTC.",
        license: { name: "Apache-2.0", identifier: "Apache-2.0" },
      },
      servers: [{ url: "/" }],
      tags: [...new Set(OPERATIONS.map(({ room }) => room))].map((name) => ({ name, description: ROOMS[name] ?? name })),
      components: {
        securitySchemes: {
          key: { type: "http", scheme: "bearer", description: "API key, tw_…" },
          session: { type: "apiKey", in: "cookie", name: "tagwise_session" },
        },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: (document) => withoutUnused(jsonSchemaTransformObject(document)),
  });
  server.get("/api/openapi.json", { schema: { hide: true }, exposeHeadRoute: false }, async (request, reply) => {
    await authenticate(app, request, reply, false);
    return { ...server.swagger(), webhooks: webhookMessages() };
  });
}

/** OpenAPI's `webhooks`: the messages by type. */
function webhookMessages(): Record<string, object> {
  return Object.fromEntries(
    WEBHOOK_TYPES.map((each) => {
      const schema = z.toJSONSchema(webhookBody(each));
      const content = { "application/json": { schema, example: webhookExample(each) } };
      const summary = `${each.name.zh} · ${each.name.en}`;
      const description = `${each.meaning.zh}\n\n${each.meaning.en}`;
      const responses = { "2XX": { description: "Taken. Any other answer is tried again later" } };
      return [each.type, { post: { tags: ["actions"], summary, description, requestBody: { content }, responses } }];
    }),
  );
}

/** Each shared schema is generated as input and as output. This removes the one without references, which would confuse readers. */
function withoutUnused<D extends object>(document: D): D {
  const { components } = document as { components?: { schemas?: Record<string, unknown> } };
  const schemas = components?.schemas ?? {};
  for (const name of Object.keys(schemas)) {
    const { [name]: _, ...others } = schemas;
    const rest = JSON.stringify({ ...document, components: { ...components, schemas: others } });
    if (!rest.includes(`"#/components/schemas/${name}"`)) delete schemas[name];
  }
  return document;
}
