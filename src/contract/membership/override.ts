import { z } from "zod";
import { Cursor, Limit, page } from "../common.ts";
import { operation } from "../define.ts";
import { OverrideShape } from "../shapes/override.ts";
import { TagParams } from "../shapes/tag.ts";
import { ShownText } from "../shown.ts";

export const OverriddenCustomer = OverrideShape.extend({ customer: z.number().int(), name: ShownText.nullable() });
export type OverriddenCustomer = z.output<typeof OverriddenCustomer>;

export const listOverrides = operation({
  id: "listOverrides",
  method: "GET",
  path: "/tags/:tag/overrides",
  room: "membership",
  permission: "customer.read",
  status: 200,
  summary: { zh: "标签上生效的手动指定，新的在前", en: "The overrides in force on a tag, newest first" },
  params: TagParams,
  query: z.object({ cursor: Cursor, limit: Limit }),
  response: page(OverriddenCustomer),
});
