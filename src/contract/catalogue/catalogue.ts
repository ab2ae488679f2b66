import { z } from "zod";
import { Text } from "../common.ts";
import { operation } from "../define.ts";
import { CatalogueType } from "../shapes/fieldType.ts";

export const CatalogueShape = z.object({
  attributes: z.array(z.object({ code: z.string(), name: Text, type: CatalogueType, sensitivity: z.string() })),
  events: z.array(
    z.object({
      code: z.string(),
      name: Text,
      labelled: z.boolean(),
      properties: z.array(z.object({ code: z.string(), name: Text, type: CatalogueType, sensitivity: z.string() })),
    }),
  ),
});

export const describeCatalogue = operation({
  id: "describeCatalogue",
  method: "GET",
  path: "/catalogue",
  room: "catalogue",
  permission: "tag.read",
  status: 200,
  summary: { zh: "数据字典：规则可用的客户属性和行为", en: "The catalogue: attributes and events that rules may use" },
  response: CatalogueShape,
});
