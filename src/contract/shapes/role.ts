import { z } from "zod";

export const Role = z.enum(["administrator", "manager", "editor", "analyst", "staff", "read-only", "sender"]);
export type Role = z.output<typeof Role>;
