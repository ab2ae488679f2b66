import { z } from "zod";
import { Cursor, CustomerRef, Limit, page } from "../common.ts";
import { operation } from "../define.ts";
import { CustomersChanged, Merge, MergePreview, MergeReason, SplitChoices, SplitPreview } from "../shapes/merge.ts";

const MergeParams = z.object({ merge: z.coerce.number().int().positive() });

export const UndoPreview = z.object({ kind: z.enum(["merge", "split"]), split: SplitPreview.nullable(), merge: MergePreview.nullable() });
export type UndoPreview = z.output<typeof UndoPreview>;

export const listMerges = operation({
  id: "listMerges",
  method: "GET",
  path: "/merges",
  room: "review",
  permission: "customer.read",
  status: 200,
  summary: { zh: "客户的合并与拆分，新的在前", en: "Merges and splits of customers, newest first" },
  query: z.object({ customer: CustomerRef.optional(), cursor: Cursor, limit: Limit }),
  response: page(Merge),
});

export const previewUndo = operation({
  id: "previewUndo",
  method: "GET",
  path: "/merges/:merge/undo",
  room: "review",
  permission: "customer.edit",
  status: 200,
  summary: { zh: "预览：撤销一次合并或拆分的影响", en: "Preview the effect of undoing a merge or a split" },
  params: MergeParams,
  response: UndoPreview,
});

export const undoMerge = operation({
  id: "undoMerge",
  method: "POST",
  path: "/merges/:merge/undo",
  room: "review",
  permission: "customer.edit",
  status: 200,
  summary: { zh: "撤销一次合并或拆分", en: "Undo a merge or a split" },
  params: MergeParams,
  body: z.object({ reason: MergeReason, tags: SplitChoices.optional() }).strict(),
  response: CustomersChanged,
});
