export { changePerson, type ChangePerson } from "./changePerson.ts";
export { createPerson, type CreatePerson } from "./createPerson.ts";
export { disablePerson, type DisablePerson } from "./disablePerson.ts";
export { enablePerson } from "./enablePerson.ts";
export { ensureAdmin, type EnsureAdmin } from "./ensureAdmin.ts";
export { listHoldings, type HoldingKind, type ListHoldings, type Owner } from "./holdings.ts";
export { listPeople, type ListPeople } from "./listPeople.ts";
export { setPassword } from "./setPassword.ts";
export { personRow } from "./rows.ts";
