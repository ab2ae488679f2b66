import { describeCatalogue } from "../../catalogue/index.ts";
import * as contract from "../../contract/index.ts";
import { changeAttribute, changeProperty, labelEvent, readCatalogueUse, readEventUse } from "../../customers/index.ts";
import { tagsReading } from "../../tags/index.ts";
import { bind } from "../route.ts";

export const catalogueRoutes = [
  bind(contract.readCatalogue, ({ ctx }) => describeCatalogue({ ctx })),
  bind(contract.readCatalogueUse, ({ ctx }) => readCatalogueUse({ ctx })),
  bind(contract.readEventUse, ({ ctx, params }) => readEventUse({ ctx, input: params })),
  bind(contract.labelEvent, ({ ctx, params, body }) => labelEvent({ ctx, input: { ...params, ...body } })),
  bind(contract.labelProperty, async ({ ctx, params, body }) =>
    changeProperty({ ctx, input: { ...params, ...body, readers: await tagsReading(ctx, params.event) } }),
  ),
  bind(contract.changeAttribute, ({ ctx, params, body }) => changeAttribute({ ctx, input: { ...params, ...body } })),
];
