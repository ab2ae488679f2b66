import {
  acceptInvitation,
  beginOidc,
  changeAccount,
  changeDepartment,
  changePassword,
  changePerson,
  confirmTwoFactor,
  createDepartment,
  createKey,
  createPerson,
  disablePerson,
  enablePerson,
  endOtherSessions,
  endSession,
  endTwoFactor,
  invitePerson,
  exportAudit,
  finishOidc,
  listAudit,
  listDepartments,
  listHoldings,
  listInvitations,
  listKeys,
  listPeople,
  listSessions,
  readAccount,
  readInvitation,
  readSession,
  readSignIn,
  removeDepartment,
  renewRecoveryCodes,
  resetTwoFactor,
  revokeKey,
  signIn,
  signOut,
  startTwoFactor,
  verifyAudit,
  withdrawInvitation,
} from "../../access/index.ts";
import { HOLDING_KINDS } from "../../app/index.ts";
import * as contract from "../../contract/index.ts";
import { formatInstant } from "../../kernel/index.ts";
import { instantIn } from "../asOf.ts";
import { attachment } from "../attachment.ts";
import { clearSessionCookie, sessionToken } from "../cookie.ts";
import { clearPendingOidc, leadOn, pendingOidc, publicOrigin, setPendingOidc } from "../oidc.ts";
import { bind } from "../route.ts";
import { answerSession, placeOf } from "../signedIn.ts";

export const accessRoutes = [
  bind(
    contract.signIn,
    async ({ ctx, app, body, request, reply }) => {
      const signedIn = await signIn({ ctx, input: { ...body, ...placeOf(request), seal: app.seal } });
      return answerSession({ ctx, app, request, reply }, signedIn);
    },
    { perMinute: 30 },
  ),
  bind(contract.readSignIn, ({ ctx, app }) => readSignIn({ ctx, input: { oidc: app.oidc } })),
  bind(
    contract.beginOidc,
    ({ ctx, app, query, request, reply }) =>
      leadOn(reply, async () => {
        const origin = publicOrigin(app, request);
        const { url, pending } = await beginOidc({
          ctx,
          input: { seal: app.seal, provider: app.oidc?.provider, origin, back: query.return },
        });
        setPendingOidc(app, request, reply, pending);
        return url;
      }),
    { perMinute: 30 },
  ),
  bind(
    contract.finishOidc,
    ({ ctx, app, request, reply }) =>
      leadOn(reply, async () => {
        const pending = pendingOidc(request);
        clearPendingOidc(reply);
        const input = { seal: app.seal, provider: app.oidc?.provider, pending, url: request.url, ...placeOf(request) };
        const { signedIn, back } = await finishOidc({ ctx, input });
        await answerSession({ ctx, app, request, reply }, signedIn);
        return back;
      }),
    { perMinute: 30 },
  ),
  bind(contract.signOut, async ({ ctx, app, request, reply }) => {
    clearSessionCookie(app, request, reply);
    return signOut({ ctx, input: { token: sessionToken(request) } });
  }),
  bind(contract.readSession, async ({ ctx, app }) => ({
    ...(await readSession({ ctx, input: {} })),
    live: await app.pulse.position(),
  })),
  bind(contract.listSessions, ({ ctx, query, request }) =>
    listSessions({ ctx, input: { all: query.all === "true", token: sessionToken(request) } }),
  ),
  bind(contract.endSession, ({ ctx, params }) => endSession({ ctx, input: params })),
  bind(contract.endOtherSessions, ({ ctx, request }) => endOtherSessions({ ctx, input: { token: sessionToken(request) } })),
  bind(contract.readAccount, ({ ctx }) => readAccount({ ctx, input: {} })),
  bind(contract.changeAccount, ({ ctx, body }) => changeAccount({ ctx, input: body })),
  bind(contract.changePassword, ({ ctx, body, request }) => changePassword({ ctx, input: { ...body, token: sessionToken(request) } }), {
    perMinute: 30,
  }),
  bind(contract.startTwoFactor, ({ ctx, app, body }) => startTwoFactor({ ctx, input: { ...body, seal: app.seal } }), { perMinute: 30 }),
  bind(contract.confirmTwoFactor, ({ ctx, app, body }) => confirmTwoFactor({ ctx, input: { ...body, seal: app.seal } }), { perMinute: 30 }),
  bind(contract.renewRecoveryCodes, ({ ctx, app, body }) => renewRecoveryCodes({ ctx, input: { ...body, seal: app.seal } }), {
    perMinute: 30,
  }),
  bind(contract.endTwoFactor, ({ ctx, app, body }) => endTwoFactor({ ctx, input: { ...body, seal: app.seal } }), { perMinute: 30 }),
  bind(contract.resetTwoFactor, ({ ctx, params }) => resetTwoFactor({ ctx, input: params })),
  bind(contract.readInvitation, ({ ctx, body, request }) => readInvitation({ ctx, input: { ...body, address: request.ip } }), {
    perMinute: 30,
  }),
  bind(
    contract.acceptInvitation,
    async ({ ctx, app, body, request, reply }) => {
      const signedIn = await acceptInvitation({ ctx, input: { ...body, ...placeOf(request) } });
      return answerSession({ ctx, app, request, reply }, signedIn);
    },
    { perMinute: 30 },
  ),
  bind(contract.invitePerson, async ({ ctx, app, body, request }) => {
    const made = await invitePerson({ ctx, input: body });
    // After `#`, because browsers send that part to no server, so no log contains it.
    return { ...made, link: `${publicOrigin(app, request)}/invite#${made.token}` };
  }),
  bind(contract.listInvitations, ({ ctx, query }) => listInvitations({ ctx, input: query })),
  bind(contract.withdrawInvitation, ({ ctx, params }) => withdrawInvitation({ ctx, input: params })),
  bind(contract.listAudit, ({ ctx, query: { since, until, ...query } }) =>
    listAudit({ ctx, input: { ...query, since: instantIn(ctx, "since", since), until: instantIn(ctx, "until", until) } }),
  ),
  bind(
    contract.exportAudit,
    ({ ctx, reply, query: { since, until, ...query } }) => {
      attachment(reply, `tagwise-audit-${formatInstant(ctx.clock()).slice(0, 10)}.csv`, "text/csv; charset=utf-8");
      return exportAudit({ ctx, input: { ...query, since: instantIn(ctx, "since", since), until: instantIn(ctx, "until", until) } });
    },
    { produces: ["text/csv"] },
  ),
  bind(contract.verifyAudit, ({ ctx, query }) => verifyAudit({ ctx, input: query })),
  bind(contract.listKeys, ({ ctx }) => listKeys({ ctx, input: {} })),
  bind(contract.createKey, ({ ctx, body }) => createKey({ ctx, input: body })),
  bind(contract.revokeKey, ({ ctx, params }) => revokeKey({ ctx, input: params })),
  bind(contract.listPeople, ({ ctx, query }) => listPeople({ ctx, input: query })),
  bind(contract.createPerson, ({ ctx, body }) => createPerson({ ctx, input: body })),
  bind(contract.changePerson, ({ ctx, params, body }) => changePerson({ ctx, input: { ...body, ...params } })),
  bind(contract.listHoldings, ({ ctx, params }) => listHoldings({ ctx, input: { ...params, kinds: HOLDING_KINDS } })),
  bind(contract.disablePerson, ({ ctx, params, body }) => disablePerson({ ctx, input: { ...body, ...params, kinds: HOLDING_KINDS } })),
  bind(contract.enablePerson, ({ ctx, params }) => enablePerson({ ctx, input: params })),
  bind(contract.listDepartments, ({ ctx }) => listDepartments({ ctx, input: {} })),
  bind(contract.createDepartment, ({ ctx, body }) => createDepartment({ ctx, input: body })),
  bind(contract.changeDepartment, ({ ctx, params, body }) => changeDepartment({ ctx, input: { ...body, ...params } })),
  bind(contract.removeDepartment, ({ ctx, params }) => removeDepartment({ ctx, input: params })),
];
