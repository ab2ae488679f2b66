import { customerHistory, tagHistory, type CustomerMove, type TagMoves } from "../../contract/index.ts";
import { problem } from "../../kernel/index.ts";
import { defineCommand, whole } from "../command.ts";
import { grouped, signed } from "../print/number.ts";
import { table, type Cell } from "../print/table.ts";
import { causeWords } from "../print/words.ts";
import type { Session } from "../session.ts";

export const history = defineCommand<{ tag?: string; limit?: number; cursor?: string }>({
  name: "history",
  group: "customers",
  summary: {
    zh: "客户进出标签的历史；--tag 看一个标签的进出",
    en: "how a customer entered and left tags; with --tag, who entered and left a tag",
  },
  arguments: [{ usage: "[customer]", text: { zh: "客户编号（123）或身份（crm:12346）", en: "the customer's number or an identity" } }],
  options: [
    {
      flags: "--tag <tag>",
      text: {
        zh: "标签的编码或名称：单独给出看每次变化，与客户一起只看这个标签",
        en: "a tag by code or name: alone its changes, with a customer only its moves",
      },
    },
    {
      flags: "--limit <n>",
      text: { zh: "最多几条（1–500，默认 30）", en: "how many at most (1 to 500, 30 by default)" },
      parse: whole("--limit", 1, 500),
    },
    { flags: "--cursor <text>", text: { zh: "上一页 JSON 里的 next", en: "the next of the page before, from its JSON" } },
  ],
  examples: ["history crm:12346", "history --tag high_value", "history crm:12346 --tag 客户生命周期"],
  async run(session, [customer], { tag, limit = 30, cursor }) {
    if (customer !== undefined) {
      const page = await session.call(customerHistory, { customer, tag, limit, cursor });
      return show(session, page, movesOf(session, page.items, await session.clock()));
    }
    if (tag === undefined)
      throw problem("OPTION_INVALID", {
        option: "--tag",
        value: "",
        wanted: { zh: "一个标签，或给出客户", en: "a tag, or name a customer" },
      });
    const page = await session.call(tagHistory, { tag, limit, cursor });
    show(session, page, changesOf(session, page.items, await session.clock()));
  },
});

function show(
  session: Session,
  page: { readonly items: readonly unknown[]; readonly next: string | null },
  lines: readonly string[],
): void {
  if (session.json) return session.printJson(page);
  const { say } = session;
  if (page.items.length > 0) session.print(...lines);
  else session.print(say({ zh: "还没有变化", en: "nothing has changed yet" }));
  if (page.next !== null) session.note(say({ zh: "还有更早的：用 --limit", en: "there are older ones: use --limit" }));
}

const MOVE = {
  entered: { zh: "进入", en: "entered" },
  left: { zh: "离开", en: "left" },
  changed: { zh: "变为", en: "changed" },
} as const;

function movesOf({ lang, say, table: options }: Session, items: readonly CustomerMove[], clock: (instant: string) => string): string[] {
  const titles = [
    { title: say({ zh: "时间", en: "TIME" }) },
    { title: say({ zh: "标签", en: "TAG" }), flexible: true },
    { title: say({ zh: "变化", en: "MOVE" }) },
    { title: say({ zh: "取值", en: "VALUE" }) },
    { title: say({ zh: "原因", en: "CAUSE" }) },
    { title: say({ zh: "版本", en: "VERSION" }) },
    { title: say({ zh: "谁", en: "WHO" }) },
    { title: say({ zh: "说明", en: "SAID" }), flexible: true },
  ];
  const rows = items.map(({ at, tag, move, from, to, cause, version, actor, reason, until }): Cell[] => [
    clock(at),
    { text: tag.name[lang], dot: tag.color },
    say(MOVE[move]),
    move === "changed" ? `${from} → ${to}` : (to ?? from ?? ""),
    say(causeWords(cause)),
    `v${version}`,
    actor,
    [reason, until === null ? null : say({ zh: `到 ${clock(until)}`, en: `until ${clock(until)}` })]
      .filter((part) => part !== null)
      .join(" · "),
  ]);
  return table(titles, rows, options);
}

function changesOf({ say, table: options }: Session, items: readonly TagMoves[], clock: (instant: string) => string): string[] {
  const titles = [
    { title: say({ zh: "时间", en: "TIME" }) },
    { title: say({ zh: "进入", en: "ENTERED" }), align: "right" as const },
    { title: say({ zh: "离开", en: "LEFT" }), align: "right" as const },
    { title: say({ zh: "换档", en: "CHANGED" }), align: "right" as const },
    { title: say({ zh: "人数", en: "MEMBERS" }), align: "right" as const },
    { title: say({ zh: "原因", en: "CAUSE" }) },
    { title: say({ zh: "版本", en: "VERSION" }) },
    { title: say({ zh: "谁", en: "WHO" }) },
  ];
  const rows = items.map(({ at, entered, left, changed, members, causes, version, actor }): Cell[] => [
    clock(at),
    signed(entered),
    signed(-left),
    grouped(changed),
    grouped(members),
    causesOf(causes, say),
    `v${version}`,
    actor,
  ]);
  return table(titles, rows, options);
}

/** One cause by its name, several each with how many customers moved by it. */
function causesOf(causes: TagMoves["causes"], say: Session["say"]): string {
  if (causes.length === 1) return say(causeWords(causes[0]!.cause));
  return causes.map(({ cause, customers }) => `${say(causeWords(cause))} ${grouped(customers)}`).join(" · ");
}
