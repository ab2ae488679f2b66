import * as contract from "../../contract/index.ts";
import { listTemplates, previewTemplate } from "../../templates/index.ts";
import { bind } from "../route.ts";

export const templatesRoutes = [
  bind(contract.listTemplates, ({ ctx }) => listTemplates({ ctx })),
  bind(contract.previewTemplate, ({ ctx, params, body }) => previewTemplate({ ctx, input: { ...params, ...body } })),
];
