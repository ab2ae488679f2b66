import { webhookTypesOf, type WatchedRequest, type WebhookTypeName } from "../../contract/index.ts";
import type { Ctx } from "../../engine/index.ts";
import { problem } from "../../kernel/index.ts";
import { kindNamedBy, type WatchedColumns } from "./subjects/index.ts";

export interface Scope extends WatchedRequest {
  readonly types?: readonly WebhookTypeName[] | undefined;
}

/** A scope as it is stored. */
export interface ReadScope extends WatchedColumns {
  readonly types: WebhookTypeName[];
}

const WATCHES_NOTHING: WatchedColumns = { tags: [], segment: null };

/**
 * Resolves the types, and what is watched, of a request. Without types: all types that fit.
 * @throws WEBHOOK_SCOPE, WEBHOOK_TYPE_SUBJECT, WEBHOOK_NO_TIERS, WEBHOOK_METRIC, TAG_NOT_FOUND, SEGMENT_NOT_FOUND
 */
export async function readScope(ctx: Ctx, { types, ...request }: Scope): Promise<ReadScope> {
  const kind = kindNamedBy(request);
  const fitting = webhookTypesOf(kind.kind);
  const other = types?.find((type) => !fitting.includes(type));
  if (other) throw problem("WEBHOOK_TYPE_SUBJECT", { type: other, fitting });
  const chosen = types ? fitting.filter((type) => types.includes(type)) : fitting;
  return { types: chosen, ...WATCHES_NOTHING, ...(await kind.resolve(ctx, request, chosen)) };
}

/** The values of the columns. */
export function scopeColumns({ types, tags, segment }: ReadScope) {
  return { types: JSON.stringify(types), tags: JSON.stringify(tags), segment };
}
