import { listMerges, type Merge } from "../../../contract/index.ts";
import { defineCommand, integer } from "../../command.ts";
import { clean } from "../../print/clean.ts";
import { identityText, MERGE_CAUSE } from "../../print/identity.ts";
import { type Cell, table } from "../../print/table.ts";
import type { Session } from "../../session.ts";

export const mergeList = defineCommand<{ limit?: number; cursor?: string }>({
  name: "merge list",
  group: "customers",
  summary: { zh: "客户的合并与拆分，新的在前", en: "merges and splits of customers, newest first" },
  arguments: [
    {
      usage: "[customer]",
      text: { zh: "只看一位客户：编号（123）或身份（crm:12346）", en: "those of one customer: a number or an identity" },
    },
  ],
  options: [
    {
      flags: "--limit <n>",
      text: { zh: "最多几条（1–500，默认 50）", en: "how many at most (1 to 500, 50 by default)" },
      parse: integer("--limit", 1, 500),
    },
    { flags: "--cursor <text>", text: { zh: "上一页 JSON 里的 next", en: "the next of the page before, from its JSON" } },
  ],
  examples: ["merge list", "merge list crm:12346 --json"],
  async run(session, [customer], { limit = 50, cursor }) {
    const page = await session.call(listMerges, { customer, limit, cursor });
    if (session.json) return session.printJson(page);
    if (page.items.length === 0) session.print(session.say({ zh: "没有合并过", en: "nothing has been merged" }));
    else session.print(...mergeTable(session, page.items, await session.clock()));
    if (page.next !== null) session.note(session.say({ zh: "还有更早的：用 --limit", en: "there are older ones: use --limit" }));
  },
});

/** Merges as a table. */
export function mergeTable({ say, table: options }: Session, items: readonly Merge[], clock: (instant: string) => string): string[] {
  const titles = [
    { title: say({ zh: "编号", en: "ID" }) },
    { title: say({ zh: "时间", en: "TIME" }) },
    { title: say({ zh: "变化", en: "CHANGE" }) },
    { title: say({ zh: "依据", en: "CAUSE" }) },
    { title: say({ zh: "证据", en: "EVIDENCE" }), flexible: true },
    { title: say({ zh: "状态", en: "STATE" }) },
  ];
  const rows = items.map(({ id, kind, kept, lost, at, cause, actor, reason, links, undone }): Cell[] => [
    String(id),
    clock(at),
    kind === "merge" ? `${lost} → ${kept}` : say({ zh: `${kept} 拆出 ${lost}`, en: `${lost} off ${kept}` }),
    cause === "person" ? actor : say(MERGE_CAUSE[cause]),
    reason !== null && reason !== ""
      ? clean(reason)
      : links
          .slice(0, 2)
          .map(({ a, b }) => `${identityText(a)} = ${identityText(b)}`)
          .join(say({ zh: "；", en: "; " })),
    undone ? say({ zh: "已撤销", en: "undone" }) : "",
  ]);
  return table(titles, rows, options);
}
