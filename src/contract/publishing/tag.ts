import { z } from "zod";
import { AsOf, InstantText, Text } from "../common.ts";
import { operation } from "../define.ts";
import { JobRef, TagKind, TagParams } from "../shapes/tag.ts";
import { EvaluationResult } from "../updates/evaluation.ts";

const MemberChange = z.object({ now: z.number().int(), after: z.number().int(), enter: z.number().int(), leave: z.number().int() });

export const PlanEntry = z.object({
  code: z.string(),
  name: Text,
  kind: TagKind,
  /** `affected`: its definition stays, its members move: a tag that its rule names changes, or data came after the last evaluation. */
  change: z.enum(["new", "changed", "affected", "unchanged", "removed"]),
  /** The differences in words; empty unless the tag changed. */
  differences: z.array(Text),
  sentence: Text.nullable(),
  members: MemberChange,
  values: z.array(z.object({ value: z.string(), members: MemberChange })),
  warnings: z.array(Text),
});

export const TagPlan = z.object({
  asOf: InstantText,
  customers: z.number().int(),
  entries: z.array(PlanEntry),
  /** Whether a change request is needed: at least one of the tags that it changes needs an approval. */
  needsApproval: z.boolean(),
});
export type TagPlan = z.output<typeof TagPlan>;

/** `tags` is the parsed document of tags.yaml; errors come back with paths into it. */
export const TagDocument = z.record(z.string(), z.unknown());

/** The result of an apply's job: codes of tags, and the evaluation after it. */
export const ApplyResult = z.object({
  added: z.array(z.string()),
  changed: z.array(z.string()),
  unchanged: z.array(z.string()),
  retired: z.array(z.string()),
  /** Parts of the definitions that are true for no customer or for all, with the reason. */
  warnings: z.array(z.object({ tag: z.string(), path: z.string(), zh: z.string(), en: z.string() })),
  evaluation: EvaluationResult,
});
export type ApplyResult = z.output<typeof ApplyResult>;

export const previewTags = operation({
  id: "previewTags",
  method: "POST",
  path: "/tags/plan",
  room: "publishing",
  permission: "tag.edit",
  tagAction: "edit",
  status: 200,
  summary: { zh: "预览影响：哪些客户会新增、哪些会移出", en: "Preview what applying a document would change" },
  query: z.object({ asOf: AsOf }),
  body: z.object({ document: TagDocument, prune: z.boolean().default(false) }).strict(),
  response: TagPlan,
});

export const applyTags = operation({
  id: "applyTags",
  method: "POST",
  path: "/tags/apply",
  room: "publishing",
  permission: "tag.edit",
  tagAction: "edit",
  status: 202,
  summary: { zh: "发布标签定义并计算（任务）", en: "Publish a document of tags and evaluate them (a job)" },
  query: z.object({ asOf: AsOf }),
  body: z.object({ document: TagDocument, prune: z.boolean().default(false) }).strict(),
  response: JobRef,
});

export const createTag = operation({
  id: "createTag",
  method: "POST",
  path: "/tags",
  room: "publishing",
  permission: "tag.edit",
  tagAction: "edit",
  status: 201,
  summary: {
    zh: "新建一个标签；编码已存在时拒绝",
    en: "Create one tag; a code that exists already is refused",
  },
  body: z
    .object({
      name: z.unknown().optional().meta({ description: "One name for both languages, or { zh, en } with at least one of them" }),
      code: z.unknown().optional().meta({ description: "Absent: proposed from the name" }),
    })
    .catchall(z.unknown())
    .meta({ description: "A tag as in tags.yaml. Without a kind it is static" }),
  response: z.object({
    tag: z.string().meta({ description: "Its code" }),
    job: z
      .string()
      .nullable()
      .meta({ description: "The job that publishes and evaluates it; null for a static tag, which exists at once" }),
  }),
});

export const deleteTag = operation({
  id: "deleteTag",
  method: "DELETE",
  path: "/tags/:tag",
  room: "publishing",
  permission: "tag.edit",
  tagAction: "edit",
  status: 200,
  summary: {
    zh: "删除从未使用过的标签；有过客户或还在使用时拒绝并说明",
    en: "Delete a tag that was never used; refused with what was found if it ever had a customer or is used",
  },
  params: TagParams,
  response: z.object({ tag: z.string().meta({ description: "Its code" }) }),
});

export const restoreTag = operation({
  id: "restoreTag",
  method: "POST",
  path: "/tags/:tag/restore",
  room: "publishing",
  permission: "tag.edit",
  tagAction: "edit",
  status: 202,
  summary: {
    zh: "恢复暂停或停用的标签，并重新计算（任务）",
    en: "Publish a paused or retired tag again and evaluate it anew (a job)",
  },
  params: TagParams,
  body: z.object({ from: z.enum(["paused", "retired"]).meta({ description: "The state that it leaves" }) }).strict(),
  response: JobRef,
});
