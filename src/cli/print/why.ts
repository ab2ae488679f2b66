import type { AssignmentShape, OverrideShape, Why, WhyNode, WhyTag } from "../../contract/index.ts";
import { tagKind, type Lang, type Text } from "../../kernel/index.ts";
import { clean } from "./clean.ts";
import type { Paint } from "./colour.ts";
import { grouped } from "./number.ts";
import type { WorkspaceClock } from "./time.ts";
import { DIRECTION, AUTHOR } from "./labels.ts";

export interface WhyOptions {
  readonly lang: Lang;
  readonly paint: Paint;
  say(text: Text): string;
}

/** Events shown under one leaf. */
const SHOWN_EVENTS = 5;

/** The reasons as a tree of ticks and crosses, with actual and required values. */
export function whyLines(why: Why, options: WhyOptions, clock: WorkspaceClock): string[] {
  const { lang, paint, say } = options;
  const verdict = why.has ? paint("✓", "green", "bold") : paint("✗", "red", "bold");
  const value = why.value === null ? "" : ` = ${grouped(clean(why.value))}`;
  const head = `${verdict} ${paint(clean(why.tag.name[lang]), "bold")}${value}  ${paint(why.tag.code, "dim")}`;
  const facts = [
    tagKind(why.tag.kind).hasTiers ? "" : clean(why.sentence[lang]),
    [
      say({ zh: `截至 ${clock.zoned(why.asOf)}`, en: `as of ${clock.zoned(why.asOf)}` }),
      ...(why.author ? [say({ zh: `来源 ${say(AUTHOR[why.author])}`, en: `set by ${say(AUTHOR[why.author])}` })] : []),
      ...(why.since ? [say({ zh: `自 ${clock(why.since)}`, en: `since ${clock(why.since)}` })] : []),
      ...(why.override === null ? [] : [overrideWords(why.override, options, clock)]),
      ...(why.assignment === null ? [] : [assignmentWords(why.assignment, options, clock)]),
      ...(why.has === why.member ? [] : [say({ zh: "下次计算时更新", en: "the stored members change at the next evaluation" })]),
    ].join(" · "),
  ].filter(Boolean);
  const trees = treeLines(why.trees, "", options, clock);
  const named = why.tags.flatMap((tag) => ["", ...namedLines(tag, options, clock)]);
  return [head, ...facts.map((line) => `  ${paint(line, "dim")}`), ...(trees.length > 0 ? ["", ...trees] : []), ...named];
}

function treeLines(trees: Why["trees"], indent: string, options: WhyOptions, clock: (instant: string) => string): string[] {
  const { paint } = options;
  return trees.flatMap(({ value: tier, pass, tree }) =>
    tier === null
      ? nodeLines(tree, indent, options, clock)
      : [`${indent}${mark(pass, paint)} ${paint(clean(tier), "bold")}`, ...nodeLines(tree, `${indent}  `, options, clock)],
  );
}

/** Explains a tag that conditions above use. It is explained once, even if several conditions use it. */
function namedLines({ code, name, kind, has, value, trees }: WhyTag, options: WhyOptions, clock: WorkspaceClock): string[] {
  const { lang, paint, say } = options;
  const head = `${mark(has, paint)} ${paint(clean(name[lang]), "bold")}${value === null ? "" : ` = ${clean(value)}`}  ${paint(code, "dim")}`;
  if (trees === null) {
    const further = say({
      zh: `内容太长，请单独查看：tagwise why … ${code}`,
      en: `too long to show here; ask for it alone: tagwise why … ${code}`,
    });
    return [head, `  ${paint(further, "dim")}`];
  }
  if (tagKind(kind).isAssigned) return [head, `  ${paint(say({ zh: "由人工打标签或移除", en: "added and removed by people" }), "dim")}`];
  return [head, ...treeLines(trees, "  ", options, clock)];
}

function overrideWords(
  { direction, value, reason, actor, at, expires }: OverrideShape,
  { say }: WhyOptions,
  clock: WorkspaceClock,
): string {
  const tier = value === null ? "" : ` ${clean(value)}`;
  const until = expires === null ? { zh: "", en: "" } : { zh: `，到 ${clock(expires)}`, en: `, until ${clock(expires)}` };
  const decision = say(DIRECTION[direction]);
  return say({
    zh: `手动指定${decision}${tier}：${clean(reason)}（${clean(actor)}，${clock(at)}${until.zh}）`,
    en: `override, ${decision}${tier}: ${clean(reason)} (${clean(actor)}, ${clock(at)}${until.en})`,
  });
}

function assignmentWords({ reason, actor, at, until }: AssignmentShape, { say }: WhyOptions, clock: WorkspaceClock): string {
  const why = reason === null ? { zh: "未写原因", en: "no reason given" } : { zh: clean(reason), en: clean(reason) };
  const end = until === null ? { zh: "", en: "" } : { zh: `，到 ${clock(until)}`, en: `, until ${clock(until)}` };
  return say({
    zh: `${why.zh}（${clean(actor)}，${clock(at)}${end.zh}）`,
    en: `${why.en} (${clean(actor)}, ${clock(at)}${end.en})`,
  });
}

const JOINS = { all: { zh: "全部满足", en: "all of" }, any: { zh: "任一满足", en: "any of" }, not: { zh: "不满足", en: "not" } } as const;

function nodeLines(node: WhyNode, indent: string, options: WhyOptions, clock: (instant: string) => string): string[] {
  const { lang, paint, say } = options;
  if (node.kind !== "leaf") {
    return [`${indent}${mark(node.pass, paint)} ${say(JOINS[node.kind])}`, ...partLines(node, indent, options, clock)];
  }
  const seen = [
    node.observed && `${say({ zh: "实际", en: "seen" })} ${clean(node.observed[lang])}`,
    node.wanted && `${say({ zh: "要求", en: "wanted" })} ${clean(node.wanted[lang])}`,
  ].filter((part): part is string => part !== null);
  const events = node.events.slice(0, SHOWN_EVENTS).map(({ time, name, properties }) => {
    const details = Object.entries(properties)
      .filter(([, value]) => typeof value !== "object")
      .map(([key, value]) => `${key}=${String(value)}`)
      .join(" ");
    return `${indent}    ${paint(`${clock(time)}  ${clean(name[lang])}  ${clean(details)}`.trimEnd(), "dim")}`;
  });
  return [
    `${indent}${mark(node.pass, paint)} ${clean(node.sentence[lang])}${seen.length > 0 ? `  — ${seen.join(say({ zh: "，", en: ", " }))}` : ""}`,
    ...events,
    ...partLines(node, indent, options, clock),
  ];
}

function partLines({ children, omitted }: WhyNode, indent: string, options: WhyOptions, clock: (instant: string) => string): string[] {
  const more = options.say({
    zh: `还有 ${omitted} 个条件没有列出：内容太长`,
    en: `${omitted} more conditions are not shown: the answer would be too long`,
  });
  return [
    ...children.flatMap((child) => nodeLines(child, `${indent}  `, options, clock)),
    ...(omitted > 0 ? [`${indent}  ${options.paint(more, "dim")}`] : []),
  ];
}

function mark(pass: boolean, paint: Paint): string {
  return pass ? paint("✓", "green") : paint("✗", "red");
}
