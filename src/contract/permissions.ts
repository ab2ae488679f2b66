import type { Permission } from "../kernel/index.ts";
import { PERMISSIONS } from "../kernel/index.ts";
import type { Role } from "./access.ts";

/** What each role may do. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  admin: PERMISSIONS,
  marketer: ["tag.read", "tag.edit", "tag.assign", "customer.read", "customer.personal", "segment.edit", "data.import", "data.export"],
  service: ["tag.read", "tag.assign", "customer.read", "customer.personal"],
  viewer: ["tag.read", "customer.read"],
};
