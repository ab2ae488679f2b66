import { z } from "zod";
import { operation } from "../define.ts";
import { PlaceholderPreview } from "../shapes/placeholder.ts";

const Placeholder = z
  .object({
    platform: z.string().min(1).max(40).meta({ description: "A platform. * means every platform" }),
    value: z.string().min(1).max(200).meta({
      description:
        "The id. Case, character width and invisible characters are ignored. 0 matches any number of zeros; name@* matches every host",
    }),
  })
  .strict();

/** The placeholders, active or not. */
export const PlaceholderList = z.object({
  items: z.array(
    Placeholder.extend({
      /** Every new workspace has it. */
      builtIn: z.boolean(),
      /** False: it was removed from the list, so the id identifies customers again. */
      active: z.boolean(),
    }),
  ),
});
export type PlaceholderList = z.output<typeof PlaceholderList>;

export const PlaceholderEditInput = z
  .object({ add: z.array(Placeholder).max(200).optional(), remove: z.array(Placeholder).max(200).optional() })
  .strict();
export type PlaceholderEditInput = z.output<typeof PlaceholderEditInput>;

export const listPlaceholders = operation({
  id: "listPlaceholders",
  method: "GET",
  path: "/identity/placeholders",
  room: "review",
  permission: "customer.read",
  status: 200,
  summary: { zh: "占位编号列表（不代表任何客户的编号）", en: "Placeholders: ids that identify nobody" },
  response: PlaceholderList,
});

export const previewPlaceholders = operation({
  id: "previewPlaceholders",
  method: "POST",
  path: "/identity/placeholders/preview",
  room: "review",
  permission: "customer.edit",
  status: 200,
  summary: { zh: "预览：增减占位编号会影响哪些客户", en: "Preview the effect of adding or removing placeholders" },
  body: PlaceholderEditInput,
  response: PlaceholderPreview,
});

export const editPlaceholders = operation({
  id: "editPlaceholders",
  method: "PATCH",
  path: "/identity/placeholders",
  room: "review",
  permission: "customer.edit",
  status: 200,
  summary: {
    zh: "增减占位编号；因它们合并的客户会重新拆分",
    en: "Add or remove placeholders; customers that a new placeholder joined are split again",
  },
  body: PlaceholderEditInput,
  response: PlaceholderList,
});
