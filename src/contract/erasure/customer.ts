import { z } from "zod";
import { CustomerRef } from "../common.ts";
import { operation } from "../define.ts";
import { JobRef } from "../shapes/tag.ts";

/** The result of an erasure's job: how much was erased. */
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
    zh: "删除客户的身份、属性、行为、标签和手动指定，不可恢复；立即不可见，由后台任务彻底删除",
    en: "Erase a customer for good: identities, attributes, events, tags and overrides. Hidden at once; a job deletes the data",
  },
  params: z.object({ customer: CustomerRef }),
  response: JobRef,
});
