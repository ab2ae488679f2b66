import type { SegmentMessage } from "./segmentMessage.ts";

export const customerSegmentLeft: SegmentMessage = { type: "customer.segment.left", move: "left" };
