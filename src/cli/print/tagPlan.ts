import type { TagPlan } from "../../contract/index.ts";
import { tagKind, type Lang, type Text } from "../../kernel/index.ts";
import { clean } from "./clean.ts";
import type { Style } from "./colour.ts";
import { grouped, signed } from "./number.ts";
import { table, type Cell, type TableOptions } from "./table.ts";
import type { WorkspaceClock } from "./time.ts";

export interface PlanOptions {
  readonly lang: Lang;
  readonly table: TableOptions;
  say(text: Text): string;
}

type Entry = TagPlan["entries"][number];
type Members = Entry["members"];

const SIGNS: Record<Entry["change"], { sign: string; style: Style | undefined }> = {
  new: { sign: "+", style: "green" },
  changed: { sign: "~", style: "yellow" },
  affected: { sign: "→", style: "yellow" },
  unchanged: { sign: " ", style: undefined },
  removed: { sign: "−", style: "red" },
};

/** Prints what applying would change: a line per tag and per tier, then the differences and warnings in words. */
export function planLines(plan: TagPlan, { lang, table: options, say }: PlanOptions, clock: WorkspaceClock): string[] {
  const rows = plan.entries.flatMap(({ change, name, code, kind, members, values }): Cell[][] => {
    const { sign, style } = SIGNS[change];
    return [
      [
        { text: sign, style },
        { text: name[lang], style },
        code,
        say(tagKind(kind).shortName),
        ...(tagKind(kind).hasMembers ? numbersOf(members) : UNCOUNTED),
      ],
      ...values.map(({ value, members: each }): Cell[] => ["", { text: `  ${value}`, style: "dim" }, "", "", ...numbersOf(each)]),
    ];
  });
  const right = (title: Text) => ({ title: say(title), align: "right" as const });
  const titles = [
    { title: "" },
    { title: say({ zh: "标签", en: "TAG" }), flexible: true },
    { title: say({ zh: "编码", en: "CODE" }) },
    { title: say({ zh: "种类", en: "KIND" }) },
    right({ zh: "现有", en: "NOW" }),
    right({ zh: "之后", en: "AFTER" }),
    right({ zh: "进入", en: "ENTER" }),
    right({ zh: "离开", en: "LEAVE" }),
  ];
  return [
    ...table(titles, rows, options),
    ...plan.entries.flatMap((entry) => wordsOf(entry, lang, options)),
    summaryOf(plan, { lang, table: options, say }),
    say({
      zh: `${grouped(plan.customers)} 位客户，截至 ${clock.zoned(plan.asOf)}`,
      en: `${grouped(plan.customers)} customers, as of ${clock.zoned(plan.asOf)}`,
    }),
  ];
}

/** `3 new, 1 changed, 2 affected (same definition, other members), 0 removed, 36 unchanged`. Without affected tags nothing is said of them. */
function summaryOf({ entries }: TagPlan, { say }: PlanOptions): string {
  const count = (change: Entry["change"]) => entries.filter((entry) => entry.change === change).length;
  const affected = count("affected");
  return say({
    zh: `新增 ${count("new")}，修改 ${count("changed")}，${affected > 0 ? `定义不变但人数会变 ${affected}，` : ""}移除 ${count("removed")}，不变 ${count("unchanged")}`,
    en: `${count("new")} new, ${count("changed")} changed, ${affected > 0 ? `${affected} affected (same definition, other members), ` : ""}${count("removed")} removed, ${count("unchanged")} unchanged`,
  });
}

/** A metric has values, not members, so it has no counts. */
const UNCOUNTED: readonly Cell[] = ["–", "–", "–", "–"];

function numbersOf({ now, after, enter, leave }: Members): Cell[] {
  return [
    grouped(now),
    grouped(after),
    { text: signed(enter), style: enter > 0 ? "green" : "dim" },
    { text: signed(-leave), style: leave > 0 ? "red" : "dim" },
  ];
}

function wordsOf({ code, differences, warnings }: Entry, lang: Lang, { paint }: TableOptions): string[] {
  return [
    ...differences.map((each) => `${paint("~", "yellow")} ${code}  ${clean(each[lang])}`),
    ...warnings.map((each) => `${paint("!", "yellow")} ${code}  ${clean(each[lang])}`),
  ];
}
