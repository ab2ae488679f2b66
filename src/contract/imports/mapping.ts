import { z } from "zod";
import { operation } from "../define.ts";
import { SavedMapping } from "../shapes/mapping.ts";

export const listMappings = operation({
  id: "listMappings",
  method: "GET",
  path: "/mappings",
  room: "imports",
  permission: "data.import",
  status: 200,
  summary: { zh: "保存的列映射", en: "Saved column mappings" },
  response: z.object({ items: z.array(SavedMapping) }),
});

export const saveMapping = operation({
  id: "saveMapping",
  method: "PUT",
  path: "/mappings/:name",
  room: "imports",
  permission: "data.import",
  status: 200,
  summary: { zh: "保存列映射（同名则更新）", en: "Save a column mapping; an existing one with the name is replaced" },
  params: z.object({ name: z.string().trim().min(1).max(60) }),
  body: z.object({ headings: z.array(z.string().max(500)).min(1).max(2_000), mapping: z.unknown() }).strict(),
  response: SavedMapping,
});

export const deleteMapping = operation({
  id: "deleteMapping",
  method: "DELETE",
  path: "/mappings/:name",
  room: "imports",
  permission: "data.import",
  status: 200,
  summary: { zh: "删除保存的列映射", en: "Delete a saved column mapping" },
  params: z.object({ name: z.string().min(1).max(60) }),
  response: z.object({ ok: z.literal(true) }),
});
