import type { CustomerMove, TagMoves } from "../../contract/index.ts";
import type { Session } from "../session.ts";
import { grouped, signed } from "./number.ts";
import { type Cell, table } from "./table.ts";
import { causeWords } from "./labels.ts";

export function printHistory(
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

export function movesOf(
  { lang, say, table: options }: Session,
  items: readonly CustomerMove[],
  clock: (instant: string) => string,
): string[] {
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

export function changesOf({ say, table: options }: Session, items: readonly TagMoves[], clock: (instant: string) => string): string[] {
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

/** A single cause by name; several causes each with their number of moves. */
function causesOf(causes: TagMoves["causes"], say: Session["say"]): string {
  if (causes.length === 1) return say(causeWords(causes[0]!.cause));
  return causes.map(({ cause, customers }) => `${say(causeWords(cause))} ${grouped(customers)}`).join(" · ");
}
