import { type AuditEntry, listAudit } from "../../../contract/index.ts";
import { defineCommand, integer } from "../../command.ts";
import { clean } from "../../print/clean.ts";
import { type Cell, table } from "../../print/table.ts";

interface Options {
  readonly reads?: boolean;
  readonly action?: string;
  readonly actor?: string;
  readonly customer?: number;
  readonly since?: string;
  readonly until?: string;
  readonly limit?: number;
  readonly cursor?: string;
}

export const auditList = defineCommand<Options>({
  name: "audit list",
  group: "server",
  summary: { zh: "审计：谁改了什么、谁看了谁的个人信息，新的在前", en: "the audit: who changed what, who was shown whose personal data" },
  options: [
    {
      flags: "--reads",
      text: { zh: "看了个人信息、按身份查找的记录，而不是修改", en: "who was shown personal data and looked somebody up, not the changes" },
    },
    {
      flags: "--customer <number>",
      text: { zh: "只看这位客户（与 --reads 一起用）", en: "those of this customer, with --reads" },
      parse: integer("--customer", 1, 4_294_967_295),
    },
    { flags: "--actor <who>", text: { zh: "只看这个人或密钥：名称或编号", en: "those of this person or key: a name or an id" } },
    {
      flags: "--action <action>",
      text: { zh: "只看这种操作：tag.publish，或一类：tag", en: "this action: tag.publish, or all of a kind: tag" },
    },
    { flags: "--since <time>", text: { zh: "从这时起", en: "from then on" } },
    { flags: "--until <time>", text: { zh: "到这时为止（不含）", en: "up to then, not included" } },
    {
      flags: "--limit <n>",
      text: { zh: "最多几条（1–500，默认 50）", en: "how many at most (1 to 500, 50 by default)" },
      parse: integer("--limit", 1, 500),
    },
    { flags: "--cursor <text>", text: { zh: "上一页 JSON 里的 next", en: "the next of the page before, from its JSON" } },
  ],
  examples: ["audit list --action tag", "audit list --reads --customer 12 --since 2026-01-01"],
  async run(session, _, { reads = false, limit = 50, ...query }) {
    const page = await session.call(listAudit, { of: reads ? "reads" : "changes", limit, ...query });
    if (session.json) return session.printJson(page);
    const { say } = session;
    const clock = await session.clock();
    const titles = [
      { title: say({ zh: "时间", en: "TIME" }) },
      { title: say({ zh: "谁", en: "WHO" }) },
      { title: say({ zh: "操作", en: "ACTION" }) },
      { title: say({ zh: "内容", en: "DETAILS" }), flexible: true },
    ];
    const rows = page.items.map((entry): Cell[] => [clock(entry.at), clean(entry.actor.name), entry.action, clean(detailsText(entry))]);
    if (rows.length === 0) session.print(say({ zh: "没有记录", en: "nothing on record" }));
    else session.print(...table(titles, rows, session.table));
    if (page.next !== null)
      session.note(say({ zh: "还有更早的：用 --limit 或 --until", en: "there are older ones: use --limit or --until" }));
  },
});

function detailsText({ details }: AuditEntry): string {
  return Object.entries(details)
    .map(([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(" ");
}
