import { z } from "zod";
import { sourceKind } from "./kind.ts";

/** A folder on the server's machine, inside a folder that the operator allows. */
export const folderKind = sourceKind({
  kind: "folder",
  place: z.object({ kind: z.literal("folder"), path: z.string().min(1).max(4_096) }).strict(),
  reads: "objects",
  form: { fields: [{ name: "path", example: "/srv/incoming" }], hasTls: false, secret: null },
  address: ({ path }) => path,
});
