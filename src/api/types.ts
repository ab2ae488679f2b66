import type { Ctx } from "../engine/index.ts";
import type { Lang } from "../kernel/index.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** The actor of the request, and the language. The actor is nobody until the operation's check has run. */
    ctx: Ctx;
    lang: Lang;
  }
  interface FastifyContextConfig {
    operation?: string;
    messages?: boolean;
  }
}
