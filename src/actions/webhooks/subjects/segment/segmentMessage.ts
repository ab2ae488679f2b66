import type { WebhookTypeName } from "../../../../contract/index.ts";
import type { SegmentMoveKind } from "../../../../segments/index.ts";

/** A type of message about a segment, on the server. Its schema and texts stand in contract/actions/webhookTypes. */
export interface SegmentMessage {
  readonly type: WebhookTypeName;
  /** The moves that it tells. */
  readonly move: SegmentMoveKind;
}
