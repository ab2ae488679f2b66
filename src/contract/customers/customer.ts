import { z } from "zod";
import { Cursor, Limit, page } from "../common.ts";
import { operation } from "../define.ts";
import { EventOnCustomer, CustomerParams } from "../shapes/customer.ts";

export const listCustomerEvents = operation({
  id: "listCustomerEvents",
  method: "GET",
  path: "/customers/:customer/events",
  room: "customers",
  permission: "customer.read",
  status: 200,
  summary: { zh: "客户的时间线，新的在前", en: "A customer's timeline, newest first" },
  params: CustomerParams,
  query: z.object({ event: z.string().max(200).optional(), cursor: Cursor, limit: Limit }),
  response: page(EventOnCustomer),
});
