import { listReviews, type ReviewItem, type ReviewKind } from "../../../contract/index.ts";
import { defineCommand, oneOf, integer } from "../../command.ts";
import { identityText, REVIEW_KIND } from "../../print/identity.ts";
import { table, type Cell } from "../../print/table.ts";
import type { Session } from "../../session.ts";

export const reviewList = defineCommand<{ kind?: ReviewKind; kept?: boolean; limit?: number; cursor?: string }>({
  name: "review list",
  group: "customers",
  summary: { zh: "待确认归属的身份：冲突与搁置", en: "identities that wait for a person's decision" },
  options: [
    {
      flags: "--kind <kind>",
      text: { zh: "只看一类：clash（冲突）、shared（多人共用）、many（过多）", en: "only one kind: clash, shared or many" },
      parse: oneOf("--kind", ["clash", "shared", "many"]),
    },
    { flags: "--kept", text: { zh: "看已判断保留现状的", en: "those that were left as they are" } },
    {
      flags: "--limit <n>",
      text: { zh: "最多几条（1–500，默认 50）", en: "how many at most (1 to 500, 50 by default)" },
      parse: integer("--limit", 1, 500),
    },
    { flags: "--cursor <text>", text: { zh: "上一页 JSON 里的 next", en: "the next of the page before, from its JSON" } },
  ],
  examples: ["review list", "review list --kind clash"],
  async run(session, _, { kind, kept = false, limit = 50, cursor }) {
    const page = await session.call(listReviews, { kind, state: kept ? "kept" : "open", limit, cursor });
    if (session.json) return session.printJson(page);
    if (page.items.length === 0) session.print(session.say({ zh: "没有要判断的", en: "nothing to decide" }));
    else session.print(...reviewTable(session, page.items, await session.clock()));
    if (page.next !== null) session.note(session.say({ zh: "还有更多：用 --limit", en: "there are more: use --limit" }));
  },
});

function reviewTable({ say, table: options }: Session, items: readonly ReviewItem[], clock: (instant: string) => string): string[] {
  const titles = [
    { title: say({ zh: "编号", en: "ID" }) },
    { title: say({ zh: "类别", en: "KIND" }) },
    { title: say({ zh: "身份", en: "IDENTITY" }) },
    { title: say({ zh: "对方", en: "AGAINST" }), flexible: true },
    { title: say({ zh: "证据", en: "EVIDENCE" }), flexible: true },
    { title: say({ zh: "自", en: "SINCE" }) },
  ];
  const side = ({ identity, customer }: ReviewItem["subject"]) => `${identityText(identity)}${customer === null ? "" : ` #${customer}`}`;
  const rows = items.map(({ id, kind, subject, object, platform, count, links, openedAt }): Cell[] => [
    String(id),
    say(REVIEW_KIND[kind]),
    side(subject),
    object ? side(object) : say({ zh: `${count} 个 ${platform ?? ""}`, en: `${count} of ${platform ?? ""}` }),
    links
      .slice(0, 3)
      .map(({ a, b }) => `${identityText(a.identity)} = ${identityText(b.identity)}`)
      .join(say({ zh: "；", en: "; " })),
    clock(openedAt),
  ]);
  return table(titles, rows, options);
}
