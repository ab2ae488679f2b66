import { webhookTypesOf, type WebhookTypeName } from "../../contract/index.ts";
import type { Ctx } from "../../engine/index.ts";
import { problem } from "../../kernel/index.ts";
import { kindNamedBy, type Watched } from "./subjects/index.ts";

export interface Scope extends Watched {
  readonly types?: readonly WebhookTypeName[] | undefined;
}

/** A scope with the numbers of tags and the id of a segment. */
export interface ReadScope {
  readonly types: WebhookTypeName[];
  readonly tags: number[];
  readonly segment: string | null;
}

/**
 * Resolves the types, and the tags or the segment, of a request. Without types: all types that fit.
 * @throws WEBHOOK_SCOPE, WEBHOOK_TYPE_SUBJECT, WEBHOOK_NO_TIERS, WEBHOOK_METRIC, TAG_NOT_FOUND, SEGMENT_NOT_FOUND
 */
export async function readScope(ctx: Ctx, { types, ...watched }: Scope): Promise<ReadScope> {
  const kind = kindNamedBy(watched);
  const fitting = webhookTypesOf(kind.kind);
  const other = types?.find((type) => !fitting.includes(type));
  if (other) throw problem("WEBHOOK_TYPE_SUBJECT", { type: other, fitting });
  const chosen = types ? fitting.filter((type) => types.includes(type)) : fitting;
  return { types: chosen, ...(await kind.resolve(ctx, watched, chosen)) };
}
