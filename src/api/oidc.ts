import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { signInByOidc } from "../access/index.ts";
import type { App } from "../app/index.ts";
import { Problem, problem } from "../kernel/index.ts";
import type { Ctx } from "../engine/index.ts";
import { ownOrigin } from "./origin.ts";
import { answerSession, placeOf } from "./signedIn.ts";

const COOKIE = "tagwise_oidc";
const PURPOSE = "oidc";
const PATH = "/api/sign-in/oidc";
const LASTS_SECONDS = 600;

const Pending = z.object({
  verifier: z.string(),
  state: z.string(),
  nonce: z.string(),
  redirect: z.string(),
  back: z.string(),
  until: z.number(),
});

interface Handled {
  readonly ctx: Ctx;
  readonly app: App;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Sends the browser to the provider. What must come back is sealed in a cookie of this browser. */
export async function beginOidcSignIn({ ctx, app, request, reply }: Handled, back: string | undefined): Promise<FastifyReply> {
  return orLogin(reply, async () => {
    const origin = app.config.publicUrl ? new URL(app.config.publicUrl).origin : ownOrigin(request);
    const { url, pending } = await required(app).begin(`${origin}${PATH}/callback`);
    const sealed = app.seal.seal(PURPOSE, JSON.stringify({ ...pending, back: inside(back), until: ctx.clock() + LASTS_SECONDS * 1_000 }));
    // Lax: the provider's page leads back here by a link.
    const secure = origin.startsWith("https:");
    void reply.setCookie(COOKIE, sealed, { path: PATH, httpOnly: true, sameSite: "lax", secure, maxAge: LASTS_SECONDS });
    return url;
  });
}

/** Opens a session after the provider has sent the browser back. */
export async function finishOidcSignIn(handled: Handled): Promise<FastifyReply> {
  const { ctx, app, request, reply } = handled;
  return orLogin(reply, async () => {
    const cookie = request.cookies[COOKIE];
    void reply.clearCookie(COOKIE, { path: PATH });
    if (cookie === undefined) throw problem("OIDC_FAILED", { reason: "no cookie" });
    const pending = Pending.parse(JSON.parse(app.seal.open(PURPOSE, cookie)));
    if (pending.until < ctx.clock()) throw problem("OIDC_FAILED", { reason: "too late" });
    const identity = await required(app).finish(new URL(request.url, pending.redirect).search, pending);
    await answerSession(handled, await signInByOidc({ ctx, input: { identity, ...placeOf(request) } }));
    return pending.back;
  });
}

function required({ oidc }: App) {
  if (!oidc) throw problem("OIDC_FAILED", { reason: "not set up" });
  return oidc.provider;
}

/** A browser came here by a link: it is shown a page, not a problem in JSON. */
async function orLogin(reply: FastifyReply, work: () => Promise<string>): Promise<FastifyReply> {
  try {
    return reply.redirect(await work(), 302);
  } catch (error) {
    const code = error instanceof Problem && error.code === "OIDC_UNKNOWN_PERSON" ? error.code : "OIDC_FAILED";
    reply.request.ctx.log.warn({ error }, "sign-in by OpenID Connect failed");
    return reply.redirect(`/login?problem=${code}`, 302);
  }
}

/** Only pages of this application: another site could imitate it. */
function inside(back: string | undefined): string {
  return back !== undefined && /^\/(?![/\\])/.test(back) ? back : "/";
}
