import { kindOfTag, type Reading, type TagRule } from "../../rules/index.ts";
import type { TagRecord } from "../definition.ts";
import { decidingPart, sameRule } from "../words.ts";

/** The rule of a tag with hidden conditions, where a definition leaves it as it is shown. A changed one is refused: it would lose them. */
export function keptRule(
  raw: Readonly<Record<string, unknown>>,
  shown: Pick<TagRecord, "code" | "source" | "rule">,
  path: string,
  reading: Reading,
): TagRule | undefined {
  const kind = kindOfTag(raw as Record<string, unknown>);
  if (kind !== undefined && sameRule(shown, { source: decidingPart(raw, kind) })) return shown.rule ?? undefined;
  return reading.wrong(path, "TAG_CONDITIONS_HIDDEN", { tag: shown.code });
}
