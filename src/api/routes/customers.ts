import * as contract from "../../contract/index.ts";
import {
  changeAttribute,
  changeProperty,
  labelEvent,
  listConflicts,
  listCustomerEvents,
  previewAttributeType,
  readCatalogueUse,
  readEventUse,
} from "../../customers/index.ts";
import { RETYPE_JOB } from "../../publishing/index.ts";
import { tagsNamingAttribute, tagsReading } from "../../tags/index.ts";
import { bind } from "../route.ts";

export const customersRoutes = [
  bind(contract.readCatalogueUse, ({ ctx }) => readCatalogueUse({ ctx })),
  bind(contract.readEventUse, ({ ctx, params }) => readEventUse({ ctx, input: params })),
  bind(contract.labelEvent, ({ ctx, params, body }) => labelEvent({ ctx, input: { ...params, ...body } })),
  bind(contract.changeProperty, async ({ ctx, params, body }) =>
    changeProperty({ ctx, input: { ...params, ...body, readers: await tagsReading(ctx, params.event) } }),
  ),
  bind(contract.changeAttribute, async ({ ctx, app, params: { attribute }, body: { type, ...named } }) => {
    // It may take minutes and changes members, so it is a job: it survives the process and runs where members are written.
    if (type !== undefined) await app.jobs.perform(ctx, RETYPE_JOB, { attribute, type });
    return changeAttribute({ ctx, input: { attribute, ...named } });
  }),
  bind(contract.previewAttributeType, async ({ ctx, params: { attribute }, query: { type } }) => ({
    ...(await previewAttributeType({ ctx, input: { attribute, type } })),
    tags: (await tagsNamingAttribute(ctx, attribute, type)).map((tag) => ({ ...tag, issues: [...tag.issues] })),
  })),
  bind(contract.listCustomerEvents, ({ ctx, params, query }) => listCustomerEvents({ ctx, input: { ...params, ...query } })),
  bind(contract.listConflicts, ({ ctx, query }) => listConflicts({ ctx, input: query })),
];
