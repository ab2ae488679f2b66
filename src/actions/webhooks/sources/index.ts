import type { Subject } from "../subject.ts";
import { segmentMoves } from "./segmentMoves.ts";
import type { Source } from "./source.ts";
import { tagMoves } from "./tagMoves.ts";

export type { Change, Counted } from "./source.ts";

/** Where messages about this kind of subject come from. */
export function sourceOf({ kind }: Pick<Subject, "kind">): Source {
  switch (kind) {
    case "tag":
      return tagMoves as Source;
    case "segment":
      return segmentMoves as Source;
  }
}
