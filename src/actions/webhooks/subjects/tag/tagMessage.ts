import type { WebhookTypeName } from "../../../../contract/index.ts";
import type { TagKindName } from "../../../../kernel/index.ts";
import type { MoveKind, TagMove } from "../../../../membership/index.ts";

/** A type of message about tags, on the server. Its schema and texts stand in contract/actions/webhookTypes. */
export interface TagMessage {
  readonly type: WebhookTypeName;
  /** The moves that it tells. */
  readonly move: MoveKind;
  /** Only tags with tiers have such moves. */
  readonly needsTiers: boolean;
  /** The fields of a change besides customer, cause and tag. */
  fields(move: TagMove, kind: TagKindName): Readonly<Record<string, unknown>>;
  /** The same fields of a sample, for a tag with these tiers; null when it can have no such move. */
  sample(tiers: readonly string[]): Readonly<Record<string, unknown>> | null;
}
