export { createGrant, type CreateGrant } from "./createGrant.ts";
export { explainGrants } from "./explainGrants.ts";
export { listGrants } from "./listGrants.ts";
export { removeGrant } from "./removeGrant.ts";
export { requireEdits } from "./requireEdits.ts";
export { requireTag } from "./requireTag.ts";
export { requireTagCalled } from "./requireTagCalled.ts";
export { tagPlace } from "./tagPlace.ts";
