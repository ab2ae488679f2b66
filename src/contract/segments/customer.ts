import { z } from "zod";
import { AsOf, InstantText, MembersAt, Text } from "../common.ts";
import { operation } from "../define.ts";

export const countCustomers = operation({
  id: "countCustomers",
  method: "POST",
  path: "/count",
  room: "segments",
  permission: "customer.read",
  status: 200,
  summary: { zh: "标签组合的人数", en: "How many customers a combination selects" },
  query: z.object({ asOf: AsOf, membersAt: MembersAt }),
  body: z.object({ where: z.string().min(1).max(10_000) }).strict(),
  response: z.object({ count: z.number().int(), customers: z.number().int(), asOf: InstantText, sentence: Text }),
});
