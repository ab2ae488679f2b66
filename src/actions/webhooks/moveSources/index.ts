import type { Subject } from "../subject.ts";
import { segmentMoves } from "./segmentMoves.ts";
import type { Source } from "./source.ts";
import { tagMoves } from "./tagMoves.ts";

export type { Change, Counted } from "./source.ts";

/** The source of messages for a kind of subject. */
export function sourceOf({ kind }: Pick<Subject, "kind">): Source {
  switch (kind) {
    case "tag":
      return tagMoves as Source;
    case "segment":
      return segmentMoves as Source;
  }
}
