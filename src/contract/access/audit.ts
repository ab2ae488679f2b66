import { z } from "zod";
import { Cursor, InstantText, Limit, page } from "../common.ts";
import { operation } from "../define.ts";

/** One entry: a change that somebody made, or personal data that somebody saw. */
export const AuditEntry = z.object({
  id: z.number().int(),
  at: InstantText,
  actor: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
  /** `tag.publish`, `customer.read` … */
  action: z.string(),
  /** For reads: the operation, the customers, and the names of the unmasked fields. Never their values. */
  details: z.record(z.string(), z.unknown()),
  request: z.string(),
});
export type AuditEntry = z.output<typeof AuditEntry>;

export const listAudit = operation({
  id: "listAudit",
  method: "GET",
  path: "/audit",
  room: "access",
  permission: "team.manage",
  status: 200,
  summary: {
    zh: "审计日志，新的在前。changes：谁改了什么；reads：谁看过个人信息、按身份查过哪些人",
    en: "Audit log, newest first. changes: who changed what. reads: who saw personal data or searched for a person by identity",
  },
  query: z.object({
    of: z.enum(["changes", "reads"]).default("changes"),
    action: z.string().max(100).optional().meta({ description: "One action (tag.publish), or all actions of a kind (tag)" }),
    actor: z.string().max(200).optional().meta({ description: "An id or a name" }),
    customer: z.coerce.number().int().positive().optional().meta({ description: "For reads: only this customer, by number" }),
    since: z.string().max(40).optional(),
    until: z.string().max(40).optional(),
    cursor: Cursor,
    limit: Limit,
  }),
  response: page(AuditEntry),
});
