import { decideReview, listReviews, previewReview, type ReviewItem, type ReviewKind } from "../../contract/index.ts";
import { problem } from "../../kernel/index.ts";
import { defineCommand, oneOf, whole } from "../command.ts";
import { identityText, REVIEW_KIND } from "../print/identity.ts";
import { table, type Cell } from "../print/table.ts";
import type { Session } from "../session.ts";
import { changeText } from "./identity-placeholder.ts";
import { sayChanged } from "./merge.ts";

export const review = defineCommand<{
  kind?: ReviewKind;
  kept?: boolean;
  join?: boolean;
  apart?: boolean;
  nobody?: boolean;
  other?: boolean;
  dryRun?: boolean;
  with?: string;
  reason?: string;
  limit?: number;
  cursor?: string;
}>({
  name: "review",
  group: "customers",
  summary: { zh: "待人判断的身份：冲突与搁置；给出编号则作出判断", en: "identities for a person to judge; with an id, decide one" },
  arguments: [{ usage: "[item]", text: { zh: "要判断的一项的编号", en: "the id of an item to decide" } }],
  options: [
    {
      flags: "--kind <kind>",
      text: { zh: "只看一类：clash（冲突）、shared（多人共用）、many（过多）", en: "only one kind: clash, shared or many" },
      parse: oneOf("--kind", ["clash", "shared", "many"]),
    },
    { flags: "--kept", text: { zh: "看已判断保留现状的", en: "those that were left as they are" } },
    { flags: "--join", text: { zh: "判断：是同一位客户", en: "decide: one customer" } },
    { flags: "--apart", text: { zh: "判断：不是，或保持搁置", en: "decide: not, or leave it set aside" } },
    {
      flags: "--nobody",
      text: {
        zh: "判断：它不代表任何人，列为占位编号；已连在一起的客户随之拆开",
        en: "decide: a placeholder that names nobody; what it joined comes apart",
      },
    },
    { flags: "--other", text: { zh: "与 --nobody 一起：说的是冲突里的另一个身份", en: "with --nobody: the second of the two that clash" } },
    { flags: "--dry-run", text: { zh: "与 --nobody 一起：只看会改变什么", en: "with --nobody: only show what would change" } },
    {
      flags: "--with <identity>",
      text: { zh: "搁置的身份属于谁，如 wecom:wm123", en: "whose an identity set aside is, such as wecom:wm123" },
    },
    { flags: "--reason <text>", text: { zh: "原因", en: "why" } },
    {
      flags: "--limit <n>",
      text: { zh: "最多几条（1–500，默认 50）", en: "how many at most (1 to 500, 50 by default)" },
      parse: whole("--limit", 1, 500),
    },
    { flags: "--cursor <text>", text: { zh: "上一页 JSON 里的 next", en: "the next of the page before, from its JSON" } },
  ],
  examples: [
    "review",
    "review --kind clash",
    "review 12 --apart --reason 两位会员",
    "review 15 --nobody --dry-run",
    "review 15 --join --with wecom:wm123",
  ],
  async run(
    session,
    [item],
    {
      kind,
      kept = false,
      join = false,
      apart = false,
      nobody = false,
      other = false,
      dryRun = false,
      with: owner,
      reason,
      limit = 50,
      cursor,
    },
  ) {
    if (item === undefined) {
      const page = await session.call(listReviews, { kind, state: kept ? "kept" : "open", limit, cursor });
      if (session.json) return session.printJson(page);
      if (page.items.length === 0) session.print(session.say({ zh: "没有要判断的", en: "nothing to decide" }));
      else session.print(...reviewTable(session, page.items, await session.clock()));
      if (page.next !== null) session.note(session.say({ zh: "还有更多：用 --limit", en: "there are more: use --limit" }));
      return;
    }
    if (!/^[1-9]\d{0,14}$/.test(item))
      throw problem("OPTION_INVALID", { option: "[item]", value: item, wanted: { zh: "一项的编号", en: "the id of an item" } });
    if ([join, apart, nobody].filter(Boolean).length !== 1)
      throw problem("OPTION_INVALID", {
        option: "--join",
        value: "",
        wanted: { zh: " --join、--apart、--nobody 之一", en: "one of --join, --apart and --nobody" },
      });
    if (nobody && dryRun) {
      const preview = await session.call(previewReview, { review: Number(item), ...(other && { other: "true" }) });
      if (session.json) session.printJson(preview);
      else session.print(changeText(session, preview));
      return;
    }
    const colon = owner?.indexOf(":") ?? -1;
    if (owner !== undefined && colon < 1)
      throw problem("OPTION_INVALID", { option: "--with", value: owner, wanted: { zh: "「平台:编号」", en: "platform:id" } });
    const given = owner === undefined ? undefined : { platform: owner.slice(0, colon), external: owner.slice(colon + 1) };
    sayChanged(
      session,
      await session.call(decideReview, {
        review: Number(item),
        verdict: nobody ? "nobody" : join ? "join" : "apart",
        other: other || undefined,
        with: given,
        reason,
      }),
    );
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
  const rows = items.map(({ id, kind, subject, object, platform, count, evidence, openedAt }): Cell[] => [
    String(id),
    say(REVIEW_KIND[kind]),
    side(subject),
    object ? side(object) : say({ zh: `${count} 个 ${platform ?? ""}`, en: `${count} of ${platform ?? ""}` }),
    evidence
      .slice(0, 3)
      .map(({ a, b }) => `${identityText(a.identity)} = ${identityText(b.identity)}`)
      .join(say({ zh: "；", en: "; " })),
    clock(openedAt),
  ]);
  return table(titles, rows, options);
}
