import type { Lang } from "./lang.ts";
import type { Clock } from "./time.ts";
import { problem } from "./errors/index.ts";

/** Who acts: a person by session, a program by key, or the operator at the machine's own command line. */
export interface Actor {
  readonly kind: "person" | "key" | "operator" | "system";
  readonly id: string;
  readonly name: string;
  readonly permissions: ReadonlySet<Permission>;
}

/** What may be done; roles are sets of these (contract/permissions.ts says which). */
export const PERMISSIONS = [
  "tag.read",
  "tag.edit",
  "tag.assign",
  "customer.read",
  "customer.personal",
  "customer.sensitive",
  "customer.edit",
  "segment.edit",
  "data.send",
  "data.import",
  "data.export",
  "connection.manage",
  "team.manage",
] as const;
export type Permission = (typeof PERMISSIONS)[number];

export interface Workspace {
  readonly id: string;
  readonly name: string;
  /** IANA name; calendar units are those of this zone. */
  readonly timezone: string;
}

export interface Log {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** What one request showed of people without a mask. The one place that shows it notes it; the API writes it to the audit. */
export interface PersonalReads {
  readonly customers: Set<number>;
  /** `attribute.name`, `identity.phone`, `property.Order Completed.receiver` … */
  readonly shown: Set<string>;
}

/** What every verb is given: who, where, when, in which language. */
export interface Context {
  readonly workspace: Workspace;
  readonly actor: Actor;
  readonly clock: Clock;
  readonly lang: Lang;
  readonly requestId: string;
  readonly log: Log;
  /** Absent where nobody reads: in jobs by the clock, in tests of verbs. */
  readonly reads?: PersonalReads | undefined;
}

/** @throws FORBIDDEN when the actor lacks the permission. The one place where permission is decided. */
export function requirePermission(ctx: Context, permission: Permission): void {
  if (!ctx.actor.permissions.has(permission)) throw problem("FORBIDDEN", { permission, actor: ctx.actor.name });
}
