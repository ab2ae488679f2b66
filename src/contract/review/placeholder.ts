import { z } from "zod";
import { operation } from "../define.ts";
import { PlaceholderPreview } from "../shapes/placeholder.ts";

const Placeholder = z
  .object({
    platform: z.string().min(1).max(40).meta({ description: "A platform; * is any" }),
    value: z
      .string()
      .min(1)
      .max(200)
      .meta({ description: "The id. Case, width and invisible marks do not count; 0 is zeros alone; name@* any host" }),
  })
  .strict();

/** Ids that name nobody, and which of them hold. */
export const PlaceholderList = z.object({
  items: z.array(
    Placeholder.extend({
      /** It is among those that every workspace begins with. */
      builtIn: z.boolean(),
      /** False: taken off the list; the id names somebody. */
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
  summary: { zh: "占位编号：不代表任何人的编号", en: "Placeholders: ids that name nobody" },
  response: PlaceholderList,
});

export const previewPlaceholders = operation({
  id: "previewPlaceholders",
  method: "POST",
  path: "/identity/placeholders/preview",
  room: "review",
  permission: "customer.edit",
  status: 200,
  summary: { zh: "增减占位编号会改变什么", en: "What a change of the placeholders would do" },
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
    zh: "增减占位编号，已被它们连在一起的客户随之拆开",
    en: "Add placeholders or take some away; customers that they joined come apart",
  },
  body: PlaceholderEditInput,
  response: PlaceholderList,
});
