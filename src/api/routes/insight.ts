import * as contract from "../../contract/index.ts";
import {
  BACKTEST_JOB,
  exportTags,
  listCustomers,
  listTagOverlaps,
  listTags,
  readCustomer,
  readCustomerTags,
  readOverview,
  readTag,
} from "../../insight/index.ts";
import { FORMATS } from "../../segments/index.ts";
import { asOfIn, membersAtIn } from "../asOf.ts";
import { attachment } from "../attachment.ts";
import { bind } from "../route.ts";
import { startJob } from "../startJob.ts";

const EXPORTED = Object.values(FORMATS).map(({ contentType }) => contentType.split(";")[0]!);

export const insightRoutes = [
  bind(
    contract.exportTags,
    async ({ ctx, query, reply }) => {
      const { stream, contentType, fileName } = await exportTags({ ctx, input: query });
      attachment(reply, fileName, contentType);
      return stream;
    },
    { produces: EXPORTED },
  ),
  bind(contract.listTagOverlaps, ({ ctx }) => listTagOverlaps({ ctx })),
  bind(contract.readOverview, ({ ctx }) => readOverview({ ctx })),
  bind(contract.listTags, ({ ctx, query }) => listTags({ ctx, input: query })),
  bind(contract.readTag, ({ ctx, params }) => readTag({ ctx, input: params })),
  bind(contract.backtestRule, (handled) => {
    const input = { ...handled.params, ...handled.body, asOf: asOfIn(handled.ctx, handled.query) };
    return startJob(handled, BACKTEST_JOB, input);
  }),
  bind(contract.listCustomers, ({ ctx, query }) => listCustomers({ ctx, input: { ...query, membersAt: membersAtIn(ctx, query) } })),
  bind(contract.readCustomer, ({ ctx, params }) => readCustomer({ ctx, input: params })),
  bind(contract.readCustomerTags, ({ ctx, params }) => readCustomerTags({ ctx, input: params })),
];
