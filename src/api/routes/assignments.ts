import {
  assignTag,
  BULK_ASSIGN_JOB,
  BULK_UNDO_JOB,
  changeMemberships,
  changeTagSettings,
  checkBulkAssignment,
  checkUndo,
  listBulkAssignments,
  readTagSettings,
  removeOverride,
  setOverride,
} from "../../assignments/index.ts";
import * as contract from "../../contract/index.ts";
import { findCustomer } from "../../identity/index.ts";
import { numbersOf } from "../customers.ts";
import { bind } from "../route.ts";
import { startJob } from "../startJob.ts";

const MESSAGES = { once: true, messages: true, byHolder: true } as const;
const BY_HOLDER = { byHolder: true } as const;

export const assignmentsRoutes = [
  bind(
    contract.assignTag,
    async ({ ctx, params, body: { reason, until, ...lists } }) =>
      assignTag({ ctx, input: { ...params, reason, until, ...(await numbersOf(ctx, lists)) } }),
    BY_HOLDER,
  ),
  bind(
    contract.setOverride,
    async ({ ctx, params, body }) => {
      const customer = await findCustomer({ ctx, input: body.customer });
      return setOverride({ ctx, input: { ...params, ...body, customer } });
    },
    BY_HOLDER,
  ),
  bind(
    contract.removeOverride,
    async ({ ctx, params }) => {
      const customer = await findCustomer({ ctx, input: params.customer });
      return removeOverride({ ctx, input: { tag: params.tag, customer } });
    },
    BY_HOLDER,
  ),
  bind(contract.assignInBulk, async (handled) => {
    await checkBulkAssignment(handled.ctx, handled.body);
    return startJob(handled, BULK_ASSIGN_JOB, handled.body);
  }),
  bind(contract.listBulkAssignments, ({ ctx, query }) => listBulkAssignments({ ctx, input: query })),
  bind(contract.undoBulkAssignment, async (handled) => {
    await checkUndo(handled.ctx, handled.params.bulk);
    return startJob(handled, BULK_UNDO_JOB, handled.params);
  }),
  bind(contract.readTagSettings, ({ ctx }) => readTagSettings({ ctx })),
  bind(contract.changeTagSettings, ({ ctx, body }) => changeTagSettings({ ctx, input: body })),
  bind(contract.changeMemberships, ({ ctx, body }) => changeMemberships({ ctx, input: body }), MESSAGES),
];
