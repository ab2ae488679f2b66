import type { TagSummary } from "../../contract/index.ts";
import { tagKind } from "../../kernel/index.ts";
import type { Session } from "../session.ts";
import { grouped, percent } from "./number.ts";
import { table, type Cell } from "./table.ts";
import { STATE } from "./labels.ts";

/** Tags as a narrow table of names and numbers. */
export function tagNumbers(session: Session, items: readonly TagSummary[]): string[] {
  const { lang, say } = session;
  const rows = items.map(({ name, kind, color, members, coverage, failure }): Cell[] => [
    { text: name[lang], dot: color, style: failure ? "red" : undefined },
    say(tagKind(kind).shortName),
    members === null ? "–" : grouped(members),
    percent(coverage),
  ]);
  const titles = [
    { title: say({ zh: "标签", en: "TAG" }), flexible: true },
    { title: say({ zh: "种类", en: "KIND" }) },
    { title: say({ zh: "人数", en: "MEMBERS" }), align: "right" as const },
    { title: say({ zh: "占比", en: "SHARE" }), align: "right" as const },
  ];
  return table(titles, rows, session.table);
}

/** Tags as a table with kind, state and number of members. */
export function tagLines(session: Session, items: readonly TagSummary[]): string[] {
  const { lang, say } = session;
  const rows = items.map(({ name, code, kind, color, group, members, coverage, state, failure }): Cell[] => [
    { text: name[lang], dot: color },
    code,
    say(tagKind(kind).shortName),
    group.map((name) => name[lang]).join("/"),
    members === null ? "–" : grouped(members),
    percent(coverage),
    failure
      ? { text: `${say({ zh: "计算失败：", en: "failing: " })}${failure[lang]}`, style: "red" }
      : { text: state === "published" ? "" : say(STATE[state]), style: "dim" },
  ]);
  const titles = [
    { title: say({ zh: "标签", en: "TAG" }), flexible: true },
    { title: say({ zh: "编码", en: "CODE" }) },
    { title: say({ zh: "种类", en: "KIND" }) },
    { title: say({ zh: "标签组", en: "GROUP" }), flexible: true },
    { title: say({ zh: "人数", en: "MEMBERS" }), align: "right" as const },
    { title: say({ zh: "占比", en: "SHARE" }), align: "right" as const },
    { title: "", flexible: true },
  ];
  return table(titles, rows, session.table);
}
