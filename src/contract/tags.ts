import { z } from "zod";
import { AsOf, InstantText, Text, Use } from "./common.ts";
import { operation } from "./define.ts";

export const TagKind = z.enum(["static", "rule", "tiered", "metric"]);
export type TagKind = z.output<typeof TagKind>;
export const TagState = z.enum(["published", "paused", "retired"]);
/** The colours of tags; the web app draws each as one of twelve hues. */
export const TAG_COLORS = ["red", "orange", "amber", "gold", "lime", "green", "teal", "cyan", "blue", "indigo", "purple", "pink"] as const;
export const TagColor = z.enum(TAG_COLORS);
export type TagColor = z.output<typeof TagColor>;
export const Sensitivity = z.enum(["ordinary", "personal", "sensitive"]);
export const Source = z.enum(["rule", "person", "import", "model", "api"]);

/** The last evaluation of a tag failed; its members are those of the last success. */
export const TagFailure = z.object({ at: InstantText, code: z.string(), zh: z.string(), en: z.string() });

export const TagSummary = z.object({
  code: z.string(),
  name: Text,
  kind: TagKind,
  /** Names of the groups from the root down. */
  group: z.array(z.string()),
  color: TagColor,
  state: TagState,
  owner: z.string().nullable(),
  sensitivity: Sensitivity,
  unit: z.string().nullable(),
  version: z.number().int(),
  /** Customers who have it; null before the first evaluation. For a metric: customers who have a value. */
  members: z.number().int().nullable(),
  /** members / all customers, 0 to 1. */
  coverage: z.number().nullable(),
  evaluatedAt: InstantText.nullable(),
  failure: TagFailure.nullable(),
});
export type TagSummary = z.output<typeof TagSummary>;

export const TagValue = z.object({
  value: z.string(),
  members: z.number().int().nullable(),
  /** Null for the default value. */
  sentence: Text.nullable(),
});

/** How the values of a metric tag spread; decimals as text, instants as ISO. */
export const MetricSpread = z.object({
  known: z.number().int(),
  minimum: z.string().nullable(),
  median: z.string().nullable(),
  average: z.string().nullable(),
  maximum: z.string().nullable(),
});

export const TagDetail = TagSummary.extend({
  criteria: z.string().nullable(),
  purpose: z.string().nullable(),
  review: z.enum(["monthly", "quarterly", "half-yearly"]).nullable(),
  /** The definition as written (YAML's tree as JSON). */
  definition: z.record(z.string(), z.unknown()),
  sentence: Text.nullable(),
  values: z.array(TagValue),
  spread: MetricSpread.nullable(),
  /** Codes of the tags that this one's rule names. */
  uses: z.array(z.string()),
  /** What names this one: rules of tags, saved segments, webhooks. */
  usedBy: z.array(Use),
  /** Overrides that hold on it. */
  overrides: z.object({ in: z.number().int(), out: z.number().int() }),
  /**
   * Set for a tag that compares all customers (a rank, a cycle, and tags that name such a tag). It is computed for everybody, at most once
   * a minute after changes and at every full hour. `at`: when it was last computed; `waiting`: data changed since, it will be computed
   * again. Null for every other tag.
   */
  populationWide: z.object({ at: InstantText.nullable(), waiting: z.boolean() }).nullable(),
  changes: z.array(z.object({ at: InstantText, entered: z.number().int(), left: z.number().int(), cause: z.string() })),
});
export type TagDetail = z.output<typeof TagDetail>;

const MemberChange = z.object({ now: z.number().int(), after: z.number().int(), enter: z.number().int(), leave: z.number().int() });

export const PlanEntry = z.object({
  code: z.string(),
  name: Text,
  kind: TagKind,
  change: z.enum(["new", "changed", "unchanged", "removed"]),
  /** What differs, in words; empty unless changed. */
  differences: z.array(Text),
  sentence: Text.nullable(),
  members: MemberChange,
  values: z.array(z.object({ value: z.string(), members: MemberChange })),
  warnings: z.array(Text),
});
export const TagPlan = z.object({ asOf: InstantText, customers: z.number().int(), entries: z.array(PlanEntry) });
export type TagPlan = z.output<typeof TagPlan>;

export const TagParams = z.object({ tag: z.string().min(1).max(200).meta({ description: "Code or name" }) });
/** `tags` is the parsed document of tags.yaml; errors come back with paths into it. */
export const TagDocument = z.record(z.string(), z.unknown());

export const JobRef = z.object({ job: z.string() });

/** The result of an evaluation's job. */
export const EvaluationResult = z.object({
  /** Everybody was looked at, or only whom something changed, or nobody, for nothing changed: then `evaluation` is the last there was. */
  how: z.enum(["full", "incremental", "nothing"]),
  evaluation: z.number().int(),
  asOf: InstantText,
  milliseconds: z.number(),
  tags: z.number().int(),
  entered: z.number().int(),
  left: z.number().int(),
  failed: z.array(z.object({ tag: z.string(), code: z.string(), zh: z.string(), en: z.string() })),
});
export type EvaluationResult = z.output<typeof EvaluationResult>;

/** The result of an apply's job: codes of tags, and the evaluation that followed. */
export const ApplyResult = z.object({
  added: z.array(z.string()),
  changed: z.array(z.string()),
  unchanged: z.array(z.string()),
  retired: z.array(z.string()),
  /** Parts of the definitions that hold for nobody or for everybody, with the reason. */
  warnings: z.array(z.object({ tag: z.string(), path: z.string(), zh: z.string(), en: z.string() })),
  evaluation: EvaluationResult,
});
export type ApplyResult = z.output<typeof ApplyResult>;

export const listTags = operation({
  id: "listTags",
  method: "GET",
  path: "/tags",
  room: "tags",
  permission: "tag.read",
  status: 200,
  summary: { zh: "标签列表，含人数", en: "All tags with their members' counts" },
  query: z.object({ state: TagState.optional(), q: z.string().max(200).optional() }),
  response: z.object({ customers: z.number().int(), items: z.array(TagSummary) }),
});
export const readTag = operation({
  id: "readTag",
  method: "GET",
  path: "/tags/:tag",
  room: "tags",
  permission: "tag.read",
  status: 200,
  summary: { zh: "一个标签：定义、口径、人数", en: "One tag: definition, sentence, members" },
  params: TagParams,
  response: TagDetail,
});
export const previewTags = operation({
  id: "previewTags",
  method: "POST",
  path: "/tags/plan",
  room: "tags",
  permission: "tag.edit",
  status: 200,
  summary: { zh: "预演：谁会进入、谁会离开", en: "What applying a document would change" },
  query: z.object({ asOf: AsOf }),
  body: z.object({ document: TagDocument, prune: z.boolean().default(false) }).strict(),
  response: TagPlan,
});
export const applyTags = operation({
  id: "applyTags",
  method: "POST",
  path: "/tags/apply",
  room: "tags",
  permission: "tag.edit",
  status: 202,
  summary: { zh: "发布并计算", en: "Publish a document of tags and evaluate them (a job)" },
  query: z.object({ asOf: AsOf }),
  body: z.object({ document: TagDocument, prune: z.boolean().default(false) }).strict(),
  response: JobRef,
});
export const evaluateTags = operation({
  id: "evaluateTags",
  method: "POST",
  path: "/evaluations",
  room: "membership",
  permission: "tag.edit",
  status: 202,
  summary: { zh: "计算全部标签", en: "Evaluate all published tags: what can have changed, or everything by force (a job)" },
  query: z.object({ asOf: AsOf, force: z.stringbool().default(false) }),
  response: JobRef,
});
export const assignTag = operation({
  id: "assignTag",
  method: "POST",
  path: "/tags/:tag/members",
  room: "membership",
  permission: "tag.assign",
  status: 200,
  summary: { zh: "给客户打上或摘下静态标签", en: "Put a static tag on customers or take it off" },
  params: TagParams,
  body: z
    .object({
      add: z.array(z.string()).max(1000).default([]),
      remove: z.array(z.string()).max(1000).default([]),
      reason: z.string().trim().max(500).optional(),
      until: z.string().max(40).optional().meta({ description: "When those of `add` lose it: an instant, or a date, that day included" }),
    })
    .strict(),
  response: z.object({ entered: z.number().int(), left: z.number().int(), members: z.number().int() }),
});
