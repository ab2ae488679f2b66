import { z } from "zod";
import { Cursor, InstantText, Limit, page } from "../common.ts";
import { operation } from "../define.ts";

/** What somebody did, or was shown. */
export const AuditEntry = z.object({
  id: z.number().int(),
  at: InstantText,
  actor: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
  /** `tag.publish`, `customer.read` … */
  action: z.string(),
  /** Of reads: the operation, the customers, and which fields stood there as they are; never their values. */
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
    zh: "审计：谁改了什么（changes），谁看了个人信息、按身份查过谁（reads），新的在前",
    en: "The audit: who changed what, or (reads) who was shown personal data and looked somebody up, newest first",
  },
  query: z.object({
    of: z.enum(["changes", "reads"]).default("changes"),
    action: z.string().max(100).optional().meta({ description: "tag.publish, or all of a kind: tag" }),
    actor: z.string().max(200).optional().meta({ description: "An id or a name" }),
    customer: z.coerce.number().int().positive().optional().meta({ description: "Of reads: only those of this customer, by number" }),
    since: z.string().max(40).optional(),
    until: z.string().max(40).optional(),
    cursor: Cursor,
    limit: Limit,
  }),
  response: page(AuditEntry),
});
