import { readTag, type TagDetail } from "../../../contract/index.ts";
import { usesText, tagKind } from "../../../kernel/index.ts";
import { defineCommand } from "../../command.ts";
import { grouped, percent, signed } from "../../print/number.ts";
import { facts, table } from "../../print/table.ts";
import { causeWords, REVIEW, SENSITIVITY, STATE } from "../../print/labels.ts";
import type { Session } from "../../session.ts";

export const tagShow = defineCommand({
  name: "tag show",
  group: "tags",
  summary: { zh: "一个标签：口径、规则、人数、近期变化", en: "one tag: its criteria, rule, members and last changes" },
  arguments: [{ usage: "<tag>", text: { zh: "标签的编码或名称", en: "the tag's code or name" } }],
  examples: ["tag show high_value", "tag show 高价值客户 --json"],
  async run(session, [tag = ""]) {
    const detail = await session.call(readTag, { tag });
    if (session.json) return session.printJson(detail);
    const clock = await session.clock();
    session.print(...headOf(session, detail, clock), ...valuesOf(session, detail), ...changesOf(session, detail, clock));
  },
});

function headOf({ lang, say, table: options, paint }: Session, detail: TagDetail, clock: (instant: string) => string): string[] {
  const { name, code, kind, color, state, members, coverage, sentence, spread, failure, unit } = detail;
  const spreadText =
    spread && spread.customers > 0
      ? [
          [{ zh: "最小", en: "minimum" }, spread.minimum],
          [{ zh: "中位", en: "median" }, spread.median],
          [{ zh: "平均", en: "average" }, spread.average],
          [{ zh: "最大", en: "maximum" }, spread.maximum],
        ]
          .map(([label, value]) => `${say(label as { zh: string; en: string })} ${grouped((value as string | null) ?? "–")}`)
          .join("  ")
      : null;
  return [
    `${paint(name[lang], "bold")}  ${paint(code, "dim")}`,
    ...facts(
      [
        [say({ zh: "种类", en: "kind" }), { text: [say(tagKind(kind).shortName), unit].filter(Boolean).join(" · "), dot: color }],
        [say({ zh: "标签组", en: "group" }), detail.group.map((one) => one[lang]).join("/") || null],
        // For a tiered tag the table of values below shows the rules.
        [say({ zh: "规则", en: "rule" }), tagKind(kind).hasTiers ? null : (sentence?.[lang] ?? null)],
        [say({ zh: "口径", en: "criteria" }), detail.criteria],
        [say({ zh: "用途", en: "purpose" }), detail.purpose],
        [say({ zh: "负责", en: "owner" }), detail.owner],
        [say({ zh: "审查周期", en: "review" }), detail.review && say(REVIEW[detail.review])],
        [say({ zh: "敏感级别", en: "sensitivity" }), detail.sensitivity === "ordinary" ? null : say(SENSITIVITY[detail.sensitivity])],
        [say({ zh: "状态", en: "state" }), `${say(STATE[state])} · v${detail.version}`],
        [
          say({ zh: "人数", en: "members" }),
          members === null ? say({ zh: "尚未计算", en: "not evaluated yet" }) : `${grouped(members)} (${percent(coverage)})`,
        ],
        [say({ zh: "排名类标签", en: "compares all" }), populationWideWords(detail.populationWide, say, clock)],
        [
          say({ zh: "手动指定", en: "overrides" }),
          detail.overrides.in + detail.overrides.out === 0
            ? null
            : say({
                zh: `${detail.overrides.in} 始终有，${detail.overrides.out} 始终没有`,
                en: `${detail.overrides.in} always, ${detail.overrides.out} never`,
              }),
        ],
        [say({ zh: "分布", en: "spread" }), spreadText],
        [say({ zh: "引用", en: "uses" }), detail.uses.join(", ") || null],
        [say({ zh: "被引用", en: "used by" }), detail.usedBy.length > 0 ? say(usesText(detail.usedBy)) : null],
        [say({ zh: "计算失败", en: "failing" }), failure && { text: failure[lang], style: "red" }],
      ],
      options,
    ),
  ];
}

/** When a tag that compares all customers was last evaluated; null for other tags. */
function populationWideWords(
  together: TagDetail["populationWide"],
  say: Session["say"],
  clock: (instant: string) => string,
): string | null {
  if (!together) return null;
  const { at, waiting } = together;
  const last =
    at === null ? say({ zh: "尚未计算", en: "not evaluated yet" }) : say({ zh: `最近一次 ${clock(at)}`, en: `last at ${clock(at)}` });
  return waiting ? `${last}${say({ zh: "，之后有变化，即将重算", en: "; data changed since, it will be evaluated again soon" })}` : last;
}

function valuesOf({ lang, say, table: options }: Session, { values }: TagDetail): string[] {
  if (values.length === 0) return [];
  const titles = [
    { title: say({ zh: "取值", en: "VALUE" }) },
    { title: say({ zh: "人数", en: "MEMBERS" }), align: "right" as const },
    { title: say({ zh: "规则", en: "RULE" }), flexible: true },
  ];
  const rows = values.map(({ value, members, sentence }) => [
    value,
    members === null ? "–" : grouped(members),
    sentence?.[lang] ?? say({ zh: "其余", en: "everyone else" }),
  ]);
  return ["", ...table(titles, rows, options)];
}

function changesOf({ say, table: options }: Session, { changes }: TagDetail, clock: (instant: string) => string): string[] {
  if (changes.length === 0) return [];
  const titles = [
    { title: say({ zh: "变化时间", en: "CHANGED AT" }) },
    { title: say({ zh: "进入", en: "ENTERED" }), align: "right" as const },
    { title: say({ zh: "离开", en: "LEFT" }), align: "right" as const },
    { title: say({ zh: "原因", en: "CAUSE" }) },
  ];
  const rows = changes
    .slice(0, 10)
    .map(({ at, entered, left, cause }) => [clock(at), signed(entered), signed(-left), say(causeWords(cause))]);
  return ["", ...table(titles, rows, options)];
}
