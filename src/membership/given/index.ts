export { endDueGiven, endGiven } from "./end.ts";
export { keepSaid, reasonOf, saidOfCustomer, type Said, type SaidOf } from "./said.ts";
