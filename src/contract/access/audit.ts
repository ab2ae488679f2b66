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
  address: z
    .string()
    .meta({ description: "The network address of the request; empty for jobs and the command line at the machine itself" }),
});
export type AuditEntry = z.output<typeof AuditEntry>;

const FILTERS = {
  of: z.enum(["changes", "reads"]).default("changes"),
  action: z.string().max(100).optional().meta({ description: "One action (tag.publish), or all actions of a kind (tag)" }),
  actor: z.string().max(200).optional().meta({ description: "An id, or part of a name" }),
  thing: z.string().max(200).optional().meta({ description: "Text that the details contain: a code, an id, a name" }),
  customer: z.coerce.number().int().positive().optional().meta({ description: "For reads: only this customer, by number" }),
  since: z.string().max(40).optional(),
  until: z.string().max(40).optional(),
};

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
  query: z.object({ ...FILTERS, cursor: Cursor, limit: Limit }),
  response: page(AuditEntry),
});

export const exportAudit = operation({
  id: "exportAudit",
  method: "GET",
  path: "/audit/export",
  room: "access",
  permission: "team.manage",
  status: 200,
  summary: { zh: "以 CSV 下载审计日志，新的在前", en: "Download the audit log as CSV, newest first" },
  query: z.object(FILTERS),
  response: z.any(),
});

/** A row that is not what the chain says. */
export const BrokenAuditRow = z.object({
  what: z.enum(["changed", "removed", "inserted"]),
  /** Null for removed rows. */
  id: z.number().int().nullable(),
  /** Places in the chain, both included. */
  from: z.number().int(),
  to: z.number().int(),
  /** Of a removed row: the time of the row before. */
  at: InstantText.nullable(),
  actor: z.string().nullable(),
  action: z.string().nullable(),
});
export type BrokenAuditRow = z.output<typeof BrokenAuditRow>;

export const AuditVerification = z.object({
  ok: z.boolean(),
  rows: z.number().int(),
  /** The newest row. Noted elsewhere, its hash shows later whether the whole chain was computed again. */
  head: z.object({ sequence: z.number().int(), hash: z.string() }).nullable(),
  /** Whether the noted hash is in the chain; null without one. */
  expected: z.boolean().nullable(),
  /** How many problems there are, and the first hundred. */
  broken: z.number().int(),
  problems: z.array(BrokenAuditRow),
});
export type AuditVerification = z.output<typeof AuditVerification>;

export const verifyAudit = operation({
  id: "verifyAudit",
  method: "GET",
  path: "/audit/verify",
  room: "access",
  permission: "team.manage",
  status: 200,
  summary: {
    zh: "检查审计日志是否被改动、删除或插入过",
    en: "Check whether rows of the audit log were changed, removed or inserted",
  },
  query: z.object({
    expect: z
      .string()
      .regex(/^[0-9a-f]{64}$/i)
      .optional()
      .meta({ description: "A hash that was noted at an earlier check" }),
  }),
  response: AuditVerification,
});
