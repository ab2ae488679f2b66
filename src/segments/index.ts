export { countCustomers } from "./count.ts";
export { countSegmentMoves, segmentMovesOf, type SegmentMoveKind } from "./moves.ts";
export { pageCustomers, type PageInput } from "./page.ts";
export { deleteSegment, listSegments, readSegment, saveSegment } from "./saved.ts";
export { withSelection, type Selection } from "./select.ts";
