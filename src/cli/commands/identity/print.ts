import { type IdentityKindShape, NO_LIMIT } from "../../../contract/index.ts";
import { IDENTITY_KIND } from "../../print/identity.ts";
import { type Cell, table } from "../../print/table.ts";
import type { Session } from "../../session.ts";

/** Kinds of identities as lines of a table. */
export function kindTable({ say, table: options }: Session, items: readonly IdentityKindShape[]): string[] {
  const titles = [
    { title: say({ zh: "类别", en: "KIND" }) },
    { title: say({ zh: "共用上限", en: "BETWEEN" }), align: "right" as const },
    { title: say({ zh: "共用而搁置", en: "SHARED" }), align: "right" as const },
    { title: say({ zh: "过多上限", en: "HOLDS" }), align: "right" as const },
    { title: say({ zh: "过多而搁置", en: "TOO MANY" }), align: "right" as const },
    { title: say({ zh: "平台（可信的在前）", en: "PLATFORMS, MOST TRUSTED FIRST" }), flexible: true },
  ];
  const rows = items.map(({ kind, platforms, limit, shared, many }): Cell[] => [
    `${kind}${say({ zh: ` ${IDENTITY_KIND[kind].zh}`, en: "" })}`,
    limitText(limit.between),
    String(shared),
    limitText(limit.holds),
    String(many),
    platforms.map(({ platform }) => platform).join(" "),
  ]);
  return table(titles, rows, options);
}

function limitText(limit: number): string {
  return limit >= NO_LIMIT ? "–" : String(limit);
}
