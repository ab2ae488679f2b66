import { z } from "zod";
import { CustomerRef } from "../common.ts";
import { operation } from "../define.ts";
import { MessageTime, MessageIdentities, MessageResults, messageList } from "../shapes/message.ts";

/** One customer, as a program sends it. */
export const CustomerMessage = z
  .object({
    identities: MessageIdentities,
    attributes: z
      .record(z.string(), z.unknown())
      .optional()
      .meta({ description: "By code. null clears an attribute; attributes not listed stay as they are" }),
    at: MessageTime.optional(),
  })
  .strict()
  .meta({ id: "CustomerMessage" });

export const upsertCustomers = operation({
  id: "upsertCustomers",
  method: "POST",
  path: "/customers",
  room: "tracking",
  permission: "data.send",
  status: 200,
  summary: { zh: "新增或更新客户，一次最多 1000 位，逐条返回结果", en: "Create or update up to 1,000 customers, with a result for each" },
  body: z.object({ customers: messageList(CustomerMessage) }).strict(),
  response: MessageResults,
});

export const setCustomer = operation({
  id: "setCustomer",
  method: "PATCH",
  path: "/customers/:customer",
  room: "tracking",
  permission: "customer.edit",
  status: 200,
  summary: { zh: "修改客户的部分属性，或增加身份", en: "Set attributes of a customer, or add identities" },
  params: z.object({ customer: CustomerRef }),
  body: CustomerMessage.partial({ identities: true }),
  response: z.object({ customer: z.number().int(), added: z.boolean() }),
});
