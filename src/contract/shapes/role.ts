import { z } from "zod";

export const Role = z.enum(["admin", "marketer", "service", "viewer", "sender"]);
export type Role = z.output<typeof Role>;
