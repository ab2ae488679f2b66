import type { Segment } from "../../contract/index.ts";
import { usesText, type Lang, type Text } from "../../kernel/index.ts";
import { clean } from "./clean.ts";
import { grouped } from "./number.ts";
import { facts, type TableOptions } from "./table.ts";

export interface SegmentOptions {
  readonly lang: Lang;
  readonly table: TableOptions;
  say(text: Text): string;
}

export function segmentLines(segment: Segment, { lang, table, say }: SegmentOptions, clock: (instant: string) => string): string[] {
  const { id, name, where, sentence, count, createdAt, createdBy, usedBy } = segment;
  return [
    `${table.paint(clean(name), "bold")}  ${table.paint(id, "dim")}`,
    ...facts(
      [
        [say({ zh: "人数", en: "customers" }), count === null ? "–" : grouped(count)],
        [say({ zh: "组合", en: "combination" }), where],
        [say({ zh: "含义", en: "meaning" }), sentence[lang]],
        [say({ zh: "用在", en: "used by" }), usedBy.length > 0 ? say(usesText(usedBy)) : null],
        [say({ zh: "保存", en: "saved" }), `${clock(createdAt)} · ${createdBy}`],
      ],
      table,
    ),
  ];
}
