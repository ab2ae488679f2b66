import { z } from "zod";
import { Cursor, InstantText, IssueShape, Limit, page, Text } from "../common.ts";
import { operation } from "../define.ts";
import { TagDocument, TagPlan } from "../publishing/tag.ts";
import { TagKind } from "../shapes/tag.ts";

/** `open`: somebody who may approve decides. `approved`: it is about to be published, or could not be. */
export const ChangeState = z.enum(["open", "approved", "published", "rejected", "withdrawn"]);
export type ChangeState = z.output<typeof ChangeState>;

const Who = z.object({ kind: z.enum(["person", "key", "operator", "system"]), id: z.string(), name: z.string() });

const ChangedTag = z.object({
  code: z.string(),
  name: Text,
  kind: TagKind,
  change: z.enum(["new", "changed", "retired", "restored"]),
});

export const ChangeSummary = z.object({
  id: z.number().int(),
  state: ChangeState,
  title: z.string(),
  tags: z.array(ChangedTag),
  madeBy: Who,
  madeAt: InstantText,
  /** Who approved or rejected it; null before. */
  decidedBy: z.string().nullable(),
  decidedAt: InstantText.nullable(),
  publishedAt: InstantText.nullable(),
  comments: z.number().int(),
});
export type ChangeSummary = z.output<typeof ChangeSummary>;

const Definition = z.record(z.string(), z.unknown());

export const ChangeEntry = ChangedTag.extend({
  /** The definition that the request was based on, as in tags.yaml; null for a tag that did not exist or was retired. */
  before: Definition.nullable(),
  /** The definition that it asks for; null: the tag is retired. */
  after: Definition.nullable(),
  sentence: z.object({ before: Text.nullable(), after: Text.nullable() }),
  /** The differences in words. */
  differences: z.array(Text),
  /** What of the tag changed after the request was made, in words. While there is any, the request cannot be published. */
  since: z.array(Text),
});
export type ChangeEntry = z.output<typeof ChangeEntry>;

export const ChangeComment = z.object({
  kind: z.enum(["comment", "approval", "rejection", "withdrawal"]),
  by: z.string(),
  at: InstantText,
  text: z.string(),
});
export type ChangeComment = z.output<typeof ChangeComment>;

/** Null: the asker may. Else the reason why not. */
const May = Text.nullable();

export const ChangeShape = ChangeSummary.omit({ comments: true }).extend({
  entries: z.array(ChangeEntry),
  /** What would be refused if it were published now. */
  issues: z.array(IssueShape),
  comments: z.array(ChangeComment),
  /** The job that publishes it, or tried to. */
  job: z.string().nullable(),
  may: z.object({ approve: May, reject: May, withdraw: May, publish: May }),
});
export type ChangeShape = z.output<typeof ChangeShape>;

const ChangeParams = z.object({ change: z.coerce.number().int().min(1).max(2_147_483_647) });
const Comment = z.string().trim().max(5_000);
const room = "changes";

export const listChanges = operation({
  id: "listChanges",
  method: "GET",
  path: "/changes",
  room,
  permission: "tag.read",
  status: 200,
  summary: { zh: "修改申请列表，新的在前", en: "List change requests, newest first" },
  query: z.object({
    state: ChangeState.optional(),
    tag: z.string().min(1).max(200).optional().meta({ description: "Only those about this tag, by its code" }),
    cursor: Cursor,
    limit: Limit,
  }),
  response: page(ChangeSummary).extend({
    waiting: z.number().int().meta({ description: "Open requests that the asker may approve" }),
  }),
});

export const readChange = operation({
  id: "readChange",
  method: "GET",
  path: "/changes/:change",
  room,
  permission: "tag.read",
  status: 200,
  summary: { zh: "一份修改申请：修改前后、意见、冲突", en: "One change request: before and after, comments, conflicts" },
  params: ChangeParams,
  response: ChangeShape,
});

export const createChange = operation({
  id: "createChange",
  method: "POST",
  path: "/changes",
  room,
  permission: "tag.edit",
  tagAction: "edit",
  status: 201,
  summary: { zh: "提交修改申请，由别人审批后发布", en: "Make a change request, which is published after somebody else approves it" },
  body: z
    .object({
      document: TagDocument.default({ tags: [] }).meta({
        description: "The tags as in tags.yaml; those that stay as they are are left out",
      }),
      prune: z.boolean().default(false),
      creates: z.boolean().default(false).meta({ description: "All tags of the document are new; codes may be absent" }),
      retire: z.array(z.string().min(1).max(200)).max(2_000).default([]).meta({ description: "Codes or names of tags to retire" }),
      title: z.string().trim().max(200).default("").meta({ description: "What it is for, in a line" }),
      comment: Comment.default(""),
    })
    .strict(),
  response: z.object({ change: z.number().int() }),
});

export const previewChange = operation({
  id: "previewChange",
  method: "POST",
  path: "/changes/:change/preview",
  room,
  permission: "tag.edit",
  tagAction: "approve",
  status: 200,
  summary: { zh: "预览修改申请：哪些客户会新增、哪些会移出", en: "Preview who would enter and leave if a change request were published" },
  params: ChangeParams,
  response: TagPlan,
});

export const commentChange = operation({
  id: "commentChange",
  method: "POST",
  path: "/changes/:change/comments",
  room,
  permission: "tag.edit",
  tagAction: "approve",
  status: 201,
  summary: { zh: "给修改申请留言", en: "Comment on a change request" },
  params: ChangeParams,
  body: z.object({ text: Comment.min(1) }).strict(),
  response: ChangeComment,
});

const Decided = z.object({ change: z.number().int(), state: ChangeState });

export const approveChange = operation({
  id: "approveChange",
  method: "POST",
  path: "/changes/:change/approve",
  room,
  permission: "tag.approve",
  tagAction: "approve",
  status: 200,
  summary: { zh: "批准并发布别人的修改申请（任务）", en: "Approve somebody else's change request and publish it (a job)" },
  params: ChangeParams,
  body: z.object({ comment: Comment.default("") }).strict(),
  response: Decided.extend({
    job: z.string().nullable().meta({ description: "Publishes it; null if the approver may not edit tags, so somebody else publishes it" }),
  }),
});

export const rejectChange = operation({
  id: "rejectChange",
  method: "POST",
  path: "/changes/:change/reject",
  room,
  permission: "tag.approve",
  tagAction: "approve",
  status: 200,
  summary: { zh: "驳回修改申请，写明原因", en: "Reject a change request and say why" },
  params: ChangeParams,
  body: z.object({ comment: Comment.min(1) }).strict(),
  response: Decided,
});

export const withdrawChange = operation({
  id: "withdrawChange",
  method: "POST",
  path: "/changes/:change/withdraw",
  room,
  permission: "tag.edit",
  tagAction: "edit",
  status: 200,
  summary: { zh: "撤回自己的修改申请", en: "Withdraw one's own change request" },
  params: ChangeParams,
  body: z.object({ comment: Comment.default("") }).strict(),
  response: Decided,
});

export const publishChange = operation({
  id: "publishChange",
  method: "POST",
  path: "/changes/:change/publish",
  room,
  permission: "tag.edit",
  tagAction: "edit",
  status: 202,
  summary: {
    zh: "发布已批准的修改申请，或不需要审批的修改申请（任务）",
    en: "Publish a change request that is approved or needs no approval (a job)",
  },
  params: ChangeParams,
  response: z.object({ job: z.string() }),
});
