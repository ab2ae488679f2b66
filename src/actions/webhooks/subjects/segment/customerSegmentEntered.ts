import type { SegmentMessage } from "./segmentMessage.ts";

export const customerSegmentEntered: SegmentMessage = { type: "customer.segment.entered", move: "entered" };
