import { z } from "zod";
import { InstantText, Text, page, Cursor, Limit } from "../common.ts";
import { operation } from "../define.ts";
import { JobRef, TagColor } from "../shapes/tag.ts";

/** The most references of one list. */
export const MOST_REFERENCES = 100_000;
/** The most tags that one bulk assignment adds and removes. */
export const MOST_BULK_TAGS = 50;

const Tags = z.array(z.string().min(1).max(200)).max(MOST_BULK_TAGS).default([]);

/** Whom a bulk assignment is about: exactly one of the two. */
export const BulkCustomers = z
  .object({
    list: z.array(z.string().max(600)).min(1).max(MOST_REFERENCES).optional().meta({
      description:
        "Customers by number or identity. Without `platform`, a text without a colon is a mobile phone, an e-mail address or a customer number",
    }),
    platform: z
      .string()
      .max(60)
      .optional()
      .meta({ description: "What the texts of the list without a colon are: customer, phone, crm, taobao …" }),
    matching: z
      .object({
        where: z.string().min(1).max(10_000).optional().meta({ description: "A combination of tags" }),
        q: z.string().max(200).optional().meta({ description: "A part of a name, or an identity" }),
      })
      .strict()
      .optional()
      .meta({
        description: "All customers of a combination and a search, as the list of customers finds them; an empty object: everybody",
      }),
  })
  .strict();
export type BulkCustomers = z.output<typeof BulkCustomers>;

export const BulkAssignmentInput = z
  .object({
    who: BulkCustomers,
    add: Tags.meta({ description: "Static tags to add, by code or name" }),
    remove: Tags.meta({ description: "Static tags to remove, by code or name" }),
    reason: z.string().trim().max(500).optional(),
    until: z
      .string()
      .max(40)
      .optional()
      .meta({ description: "When the customers lose the added tags: an instant, or a date (until the end of that day)" }),
  })
  .strict();
export type BulkAssignmentInput = z.output<typeof BulkAssignmentInput>;

const TagRef = z.object({ code: z.string(), name: Text, color: TagColor });

export const BulkTagCount = z.object({
  tag: TagRef,
  direction: z.enum(["in", "out"]),
  /** Customers who entered or left. */
  moved: z.number().int(),
  /** Customers who had the tag, or did not have it, already. */
  already: z.number().int(),
  /** Customers who keep another tag of the exclusive group, which stands higher or which the actor may not take off: not added. */
  kept: z.number().int(),
});

/** What a bulk assignment came to. */
export const BulkAssignmentResult = z.object({
  bulk: z.number().int(),
  customers: z.number().int(),
  /** The references of the list without a customer, as they were sent. */
  notFound: z.array(z.string()),
  tags: z.array(BulkTagCount),
  /** Other tags of exclusive groups that customers lost. */
  replaced: z.array(z.object({ tag: TagRef, customers: z.number().int() })),
});
export type BulkAssignmentResult = z.output<typeof BulkAssignmentResult>;

export const BulkUndoResult = z.object({
  bulk: z.number().int(),
  /** Memberships that are as they were before: taken off again, and given back. */
  left: z.number().int(),
  entered: z.number().int(),
  /** Memberships, reasons or ends that others have changed since; they stay. */
  changedSince: z.number().int(),
});
export type BulkUndoResult = z.output<typeof BulkUndoResult>;

export const BulkAssignmentShape = z.object({
  bulk: z.number().int(),
  /** started: its job has not ended it; after a failure it may have changed something, which can be undone. */
  state: z.enum(["started", "done", "undone"]),
  actor: z.string(),
  at: InstantText,
  customers: z.number().int(),
  reason: z.string().nullable(),
  until: InstantText.nullable(),
  add: z.array(TagRef),
  remove: z.array(TagRef),
  entered: z.number().int(),
  left: z.number().int(),
  notFound: z.number().int(),
  undoneAt: InstantText.nullable(),
  undoneBy: z.string().nullable(),
  /** What others had changed before the undo. */
  changedSince: z.number().int().nullable(),
});
export type BulkAssignmentShape = z.output<typeof BulkAssignmentShape>;

export const assignInBulk = operation({
  id: "assignInBulk",
  method: "POST",
  path: "/bulk-assignments",
  room: "assignments",
  permission: "tag.assign",
  tagAction: "assign",
  status: 202,
  summary: {
    zh: "批量打标签（任务）：给名单或所有符合条件的客户添加、移除静态标签，可整体撤销",
    en: "Add static tags to a list of customers or to all that match, and remove tags from them (a job); can be undone as a whole",
  },
  body: BulkAssignmentInput,
  response: JobRef,
});

export const listBulkAssignments = operation({
  id: "listBulkAssignments",
  method: "GET",
  path: "/bulk-assignments",
  room: "assignments",
  permission: "tag.assign",
  tagAction: "assign",
  status: 200,
  summary: { zh: "批量打标签的记录，新的在前", en: "Bulk assignments, newest first" },
  query: z.object({ cursor: Cursor, limit: Limit }),
  response: page(BulkAssignmentShape),
});

export const undoBulkAssignment = operation({
  id: "undoBulkAssignment",
  method: "POST",
  path: "/bulk-assignments/:bulk/undo",
  room: "assignments",
  permission: "tag.assign",
  tagAction: "assign",
  status: 202,
  summary: {
    zh: "整体撤销一次批量打标签（任务）；别人之后改过的保留",
    en: "Undo a bulk assignment as a whole (a job); what others have changed since stays",
  },
  params: z.object({ bulk: z.string() }),
  response: JobRef,
});
