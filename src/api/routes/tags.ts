import * as contract from "../../contract/index.ts";
import {
  changeTagGroup,
  checkTag,
  createGrant,
  createTagGroup,
  editTag,
  explainGrants,
  listGrants,
  listTagGroups,
  moveTagGroup,
  moveTags,
  pauseTag,
  removeGrant,
  removeTagGroup,
  retireTag,
  setApproval,
} from "../../tags/index.ts";
import { bind } from "../route.ts";

export const tagsRoutes = [
  bind(contract.listTagGroups, ({ ctx }) => listTagGroups({ ctx })),
  bind(contract.createTagGroup, ({ ctx, body }) => createTagGroup({ ctx, input: body })),
  bind(contract.changeTagGroup, ({ ctx, params, body }) => changeTagGroup({ ctx, input: { ...params, ...body } })),
  bind(contract.moveTagGroup, ({ ctx, params, body }) => moveTagGroup({ ctx, input: { ...params, ...body } })),
  bind(contract.removeTagGroup, ({ ctx, params, query }) => removeTagGroup({ ctx, input: { ...params, ...query } })),
  bind(contract.setApproval, ({ ctx, params, body }) => setApproval({ ctx, input: { ...params, ...body } })),
  bind(contract.checkTag, ({ ctx, body }) => checkTag({ ctx, input: body })),
  bind(contract.editTag, ({ ctx, params, body: { revision, ...words } }) => editTag({ ctx, input: { ...params, revision, words } })),
  bind(contract.pauseTag, ({ ctx, params }) => pauseTag({ ctx, input: params })),
  bind(contract.retireTag, ({ ctx, params }) => retireTag({ ctx, input: params })),
  bind(contract.moveTags, ({ ctx, body }) => moveTags({ ctx, input: body })),
  bind(contract.listGrants, ({ ctx, query }) => listGrants({ ctx, input: query })),
  bind(contract.createGrant, ({ ctx, body }) => createGrant({ ctx, input: body })),
  bind(contract.removeGrant, ({ ctx, params }) => removeGrant({ ctx, input: params })),
  bind(contract.explainGrants, ({ ctx, params, query }) => explainGrants({ ctx, input: { ...params, ...query } })),
];
