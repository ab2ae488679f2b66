import { z } from "zod";

export const Role = z.enum(["administrator", "manager", "editor", "analyst", "staff", "read-only", "sender"]);
export type Role = z.output<typeof Role>;

/** Roles of people. A sender is a program. */
export const PersonRole = Role.exclude(["sender"]);
export type PersonRole = z.output<typeof PersonRole>;
