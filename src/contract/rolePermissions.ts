import type { Permission } from "../kernel/index.ts";
import { PERMISSIONS } from "../kernel/index.ts";
import type { Role } from "./shapes/role.ts";

const EDITOR = [
  "tag.read",
  "tag.edit",
  "tag.assign",
  "catalogue.edit",
  "customer.read",
  "customer.personal",
  "customer.sensitive",
  "customer.edit",
  "segment.edit",
  "data.send",
  "data.import",
  "data.export",
] as const satisfies readonly Permission[];

/** The permissions of each role. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  administrator: PERMISSIONS,
  manager: [...EDITOR, "tag.approve"],
  editor: EDITOR,
  analyst: ["tag.read", "customer.read", "segment.edit", "data.export"],
  staff: ["tag.read", "tag.assign", "customer.read", "customer.personal", "customer.edit"],
  "read-only": ["tag.read", "customer.read"],
  /** For programs and web pages that send messages. It may read nothing, because every visitor of a page can see its key. */
  sender: ["data.send"],
};
