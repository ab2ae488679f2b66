import { audit } from "../access/index.ts";
import type { TagSummary } from "../contract/index.ts";
import type { Ctx } from "../engine/index.ts";
import { requirePermission, tagKind, type Lang, type Text } from "../kernel/index.ts";
import type { CellKind } from "../sheets/index.ts";
import type { ExportInput } from "./exportCustomers.ts";
import { headingsOf } from "./headings.ts";
import { rowsOut } from "./rowsOut.ts";
import type { Out } from "./write.ts";

/** A tag in the exported list: its row in the list, and its description. */
export interface TagRow extends TagSummary {
  readonly criteria: string | null;
  readonly sentence: Text | null;
}

interface TagColumn {
  readonly code: string;
  readonly name: Text;
  readonly kind: CellKind;
  of(tag: TagRow, lang: Lang): string | number | null;
}

export const STATES: Readonly<Record<TagSummary["state"], Text>> = {
  published: { zh: "已发布", en: "Published" },
  paused: { zh: "已暂停", en: "Paused" },
  retired: { zh: "已停用", en: "Retired" },
};

const COLUMNS: readonly TagColumn[] = [
  { code: "code", name: { zh: "代码", en: "Code" }, kind: "text", of: ({ code }) => code },
  { code: "name", name: { zh: "名称", en: "Name" }, kind: "text", of: ({ name }, lang) => name[lang] },
  { code: "group", name: { zh: "标签组", en: "Group" }, kind: "text", of: ({ group }, lang) => group.map((name) => name[lang]).join("/") },
  { code: "kind", name: { zh: "类型", en: "Kind" }, kind: "text", of: ({ kind }, lang) => tagKind(kind).name[lang] },
  { code: "state", name: { zh: "状态", en: "State" }, kind: "text", of: ({ state }, lang) => STATES[state][lang] },
  { code: "members", name: { zh: "人数", en: "Members" }, kind: "number", of: ({ members }) => members },
  {
    code: "coverage",
    name: { zh: "覆盖率", en: "Coverage" },
    kind: "number",
    of: ({ coverage }) => (coverage === null ? null : Math.round(coverage * 1e6) / 1e6),
  },
  { code: "criteria", name: { zh: "口径", en: "Criteria" }, kind: "text", of: ({ criteria }) => criteria },
  { code: "rule", name: { zh: "规则", en: "Rule" }, kind: "text", of: ({ sentence }, lang) => sentence?.[lang] ?? null },
  { code: "owner", name: { zh: "负责人", en: "Owner" }, kind: "text", of: ({ owner }) => owner },
  { code: "evaluated", name: { zh: "最近计算", en: "Evaluated" }, kind: "text", of: ({ evaluatedAt }) => evaluatedAt },
];

/** The list of tags as a table to write. */
export async function tagsOut(ctx: Ctx, tags: readonly TagRow[], input: Pick<ExportInput, "format" | "headings">): Promise<Out> {
  requirePermission(ctx, "data.export");
  const headings = headingsOf(COLUMNS, input.headings ?? (input.format === "xlsx" ? ctx.lang : "codes"), input.format);
  const lang = input.headings === "zh" || input.headings === "en" ? input.headings : ctx.lang;
  await ctx.records.transaction().execute((tx) => audit(tx, ctx, "tag.export", { format: input.format, tags: tags.length }));
  return rowsOut(
    ctx.lang === "zh" ? "标签" : "Tags",
    COLUMNS.map(({ code, kind }, index) => ({ code, kind, heading: headings[index]! })),
    tags.map((tag) => COLUMNS.map((column) => column.of(tag, lang))),
  );
}
