import type { Context } from "./context.ts";
import { problem } from "./errors/index.ts";

/** The permissions; a role is a set of them (contract/rolePermissions.ts). */
export const PERMISSIONS = [
  "tag.read",
  "tag.edit",
  "tag.assign",
  "tag.approve",
  "catalogue.edit",
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

/** Checks a permission of the actor. @throws FORBIDDEN when the actor lacks it */
export function requirePermission(ctx: Context, permission: Permission): void {
  if (!ctx.actor.permissions.has(permission)) throw problem("FORBIDDEN", { permission, actor: ctx.actor.name });
}
