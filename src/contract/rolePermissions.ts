import type { Permission } from "../kernel/index.ts";
import { PERMISSIONS } from "../kernel/index.ts";
import type { Role } from "./shapes/role.ts";

/** The permissions of each role. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  admin: PERMISSIONS,
  marketer: [
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
  ],
  service: ["tag.read", "tag.assign", "customer.read", "customer.personal", "customer.edit"],
  viewer: ["tag.read", "customer.read"],
  /** For programs and web pages that send messages. It may read nothing, because every visitor of a page can see its key. */
  sender: ["data.send"],
};
