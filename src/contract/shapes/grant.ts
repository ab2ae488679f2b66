import { z } from "zod";
import { Text } from "../common.ts";

/** What one does with a tag. Who may assign, edit or approve a tag may also see it. */
export const TAG_ACTIONS = ["see", "assign", "edit", "approve"] as const;
export const TagAction = z.enum(TAG_ACTIONS);
export type TagAction = z.output<typeof TagAction>;

export const GrantEffect = z.enum(["allow", "deny"]);
export type GrantEffect = z.output<typeof GrantEffect>;

export const GrantShape = z.object({
  id: z.string(),
  subject: z.object({ kind: z.enum(["role", "department", "person"]), id: z.string(), name: Text }),
  /** The code of a tag, the number of a group; empty for the workspace. */
  object: z.object({ kind: z.enum(["tag", "group", "workspace"]), id: z.string(), name: Text }),
  action: TagAction,
  effect: GrantEffect,
  createdAt: z.string(),
  createdBy: z.string(),
});
export type GrantShape = z.output<typeof GrantShape>;
