import type { Ctx } from "../engine/index.ts";
import type { Lang } from "../kernel/index.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Who makes the request, in which language. Nobody until the operation's own check has run. */
    ctx: Ctx;
    lang: Lang;
  }
  interface FastifyContextConfig {
    operation?: string;
    messages?: boolean;
  }
}
