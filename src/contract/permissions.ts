import type { Permission } from "../kernel/index.ts";
import { PERMISSIONS } from "../kernel/index.ts";
import type { Role } from "./shapes/role.ts";

/** What each role may do. */
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
  /** For programs and pages that send what happens and may read nothing: the key stands in a browser for all to see. */
  sender: ["data.send"],
};
