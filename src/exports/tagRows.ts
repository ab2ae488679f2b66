import { audit } from "../access/index.ts";
import type { TagSummary } from "../contract/index.ts";
import { literal, type Ctx, sql, type Sql } from "../engine/index.ts";
import { requirePermission, tagKind, type Lang, type Text } from "../kernel/index.ts";
import type { CellKind } from "../sheets/index.ts";
import type { ExportInput } from "./exportCustomers.ts";
import { headingsOf } from "./headings.ts";
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

const STATES: Readonly<Record<TagSummary["state"], Text>> = {
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
  const cell = (value: string | number | null): Sql => (value === null ? sql`NULL` : literal.text(String(value)));
  const rowOf = (place: number, value: (column: TagColumn) => string | number | null): Sql =>
    sql`(${sql.join([literal.integer(place), ...COLUMNS.map((column) => cell(value(column)))])})`;
  const rows = tags.map((tag, index) => rowOf(index, (column) => column.of(tag, lang)));
  const noRow = rowOf(0, () => null);
  const structure = ["place UInt32", ...COLUMNS.map(({ code }) => `${code} Nullable(String)`)].join(", ");
  await ctx.records.transaction().execute((tx) => audit(tx, ctx, "tag.export", { format: input.format, tags: tags.length }));
  return {
    name: ctx.lang === "zh" ? "标签" : "Tags",
    columns: COLUMNS.map(({ code, kind }, index) => ({
      heading: headings[index]!,
      kind,
      sql: kind === "number" ? sql`toFloat64OrNull(t.${sql.id(code)})` : sql`t.${sql.id(code)}`,
      printed: sql`t.${sql.id(code)}`,
    })),
    parts: [
      sql`
        FROM VALUES(${literal.text(structure)}, ${rows.length === 0 ? noRow : sql.join(rows)}) AS t
        ${rows.length === 0 ? sql`WHERE false` : sql.empty}
        ORDER BY t.place
      `,
    ],
  };
}
