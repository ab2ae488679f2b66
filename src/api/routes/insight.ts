import * as contract from "../../contract/index.ts";
import { listCustomers, listTags, readCustomer, readOverview, readTag } from "../../insight/index.ts";
import { membersAtIn } from "../asOf.ts";
import { bind } from "../route.ts";

export const insightRoutes = [
  bind(contract.readOverview, ({ ctx }) => readOverview({ ctx })),
  bind(contract.listTags, ({ ctx, query }) => listTags({ ctx, input: query })),
  bind(contract.readTag, ({ ctx, params }) => readTag({ ctx, input: params })),
  bind(contract.listCustomers, ({ ctx, query }) => listCustomers({ ctx, input: { ...query, membersAt: membersAtIn(ctx, query) } })),
  bind(contract.readCustomer, ({ ctx, params }) => readCustomer({ ctx, input: params })),
];
