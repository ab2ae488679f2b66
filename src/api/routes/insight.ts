import * as contract from "../../contract/index.ts";
import {
  BACKTEST_JOB,
  listCustomers,
  listTagOverlaps,
  listTags,
  readCustomer,
  readCustomerTags,
  readOverview,
  readTag,
  readTagDictionary,
} from "../../insight/index.ts";
import { asOfIn, membersAtIn } from "../asOf.ts";
import { bind } from "../route.ts";
import { startJob } from "../startJob.ts";

export const insightRoutes = [
  bind(contract.listTagOverlaps, ({ ctx }) => listTagOverlaps({ ctx })),
  bind(contract.readOverview, ({ ctx }) => readOverview({ ctx })),
  bind(contract.listTags, ({ ctx, query }) => listTags({ ctx, input: query })),
  bind(contract.readTagDictionary, ({ ctx }) => readTagDictionary({ ctx })),
  bind(contract.readTag, ({ ctx, params }) => readTag({ ctx, input: params })),
  bind(contract.backtestRule, (handled) => {
    const input = { ...handled.params, ...handled.body, asOf: asOfIn(handled.ctx, handled.query) };
    return startJob(handled, BACKTEST_JOB, input);
  }),
  bind(contract.listCustomers, ({ ctx, query }) => listCustomers({ ctx, input: { ...query, membersAt: membersAtIn(ctx, query) } })),
  bind(contract.readCustomer, ({ ctx, params }) => readCustomer({ ctx, input: params })),
  bind(contract.readCustomerTags, ({ ctx, params }) => readCustomerTags({ ctx, input: params })),
];
