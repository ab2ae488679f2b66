import swagger from "@fastify/swagger";
import type { FastifyInstance } from "fastify";
import { jsonSchemaTransform, jsonSchemaTransformObject } from "fastify-type-provider-zod";
import { z } from "zod";
import type { App } from "../app/index.ts";
import { OPERATIONS, WEBHOOK_TYPES, webhookBody, webhookExample } from "../contract/index.ts";
import { authenticate } from "./authenticate.ts";

const ROOMS: Readonly<Record<string, string>> = {
  access: "登录与密钥 · Sign-in and keys",
  insight: "概览 · Overview",
  catalogue: "数据字典 · Catalogue",
  tags: "标签 · Tags",
  membership: "打标 · Membership",
  customers: "客户 · Customers",
  segments: "人群 · Segments",
  intake: "导入 · Import",
  actions: "Webhook · Webhooks",
  app: "任务 · Jobs",
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
