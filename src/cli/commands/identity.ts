import { listIdentityKinds, NO_LIMIT, type IdentityKindShape } from "../../contract/index.ts";
import { defineCommand } from "../command.ts";
import { IDENTITY_KIND } from "../print/identity.ts";
import { table, type Cell } from "../print/table.ts";
import type { Session } from "../session.ts";

export const identity = defineCommand({
  name: "identity",
  group: "customers",
  summary: { zh: "各类身份：可信顺序、上限、现在超出的", en: "kinds of identities: order of trust, limits, what exceeds them now" },
  examples: ["identity", "identity limit contact --between 2 --dry-run"],
  async run(session) {
    const answer = await session.call(listIdentityKinds, {});
    if (session.json) return session.printJson(answer);
    session.print(...kindTable(session, answer.items));
  },
});

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
