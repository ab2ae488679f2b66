import * as contract from "../../contract/index.ts";
import { changeTagGroup, createTagGroup, listTagGroups, moveTagGroup, moveTags, removeTagGroup } from "../../tags/index.ts";
import { bind } from "../route.ts";

export const tagsRoutes = [
  bind(contract.listTagGroups, ({ ctx }) => listTagGroups({ ctx })),
  bind(contract.createTagGroup, ({ ctx, body }) => createTagGroup({ ctx, input: body })),
  bind(contract.changeTagGroup, ({ ctx, params, body }) => changeTagGroup({ ctx, input: { ...params, ...body } })),
  bind(contract.moveTagGroup, ({ ctx, params, body }) => moveTagGroup({ ctx, input: { ...params, ...body } })),
  bind(contract.removeTagGroup, ({ ctx, params, query }) => removeTagGroup({ ctx, input: { ...params, ...query } })),
  bind(contract.moveTags, ({ ctx, body }) => moveTags({ ctx, input: body })),
];
