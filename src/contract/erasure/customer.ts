import { z } from "zod";
import { CustomerRef } from "../common.ts";
import { operation } from "../define.ts";
import { JobRef } from "../shapes/tag.ts";

/** The result of an erasure's job: how much there was. */
export const ErasureResult = z.object({
  customer: z.number().int(),
  identities: z.number().int(),
  events: z.number().int(),
  attributes: z.number().int(),
});
export type ErasureResult = z.output<typeof ErasureResult>;

export const eraseCustomer = operation({
  id: "eraseCustomer",
  method: "DELETE",
  path: "/customers/:customer",
  room: "erasure",
  permission: "customer.edit",
  status: 202,
  summary: {
    zh: "删除客户：身份、属性、事件、标签、手动指定，不可恢复；从此刻起不再可见，后台任务删净",
    en: "Erase a customer: identities, attributes, events, tags and overrides, for good; found no more from now on, a job ends it",
  },
  params: z.object({ customer: CustomerRef }),
  response: JobRef,
});
