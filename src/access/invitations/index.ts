export { acceptInvitation, type AcceptInvitation } from "./acceptInvitation.ts";
export { invitePerson, type InvitePerson } from "./invitePerson.ts";
export { listInvitations } from "./listInvitations.ts";
export { readInvitation, type OfferedInvitation } from "./readInvitation.ts";
export { withdrawInvitation } from "./withdrawInvitation.ts";
