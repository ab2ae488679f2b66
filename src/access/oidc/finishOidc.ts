import { z } from "zod";
import type { Verb } from "../../engine/index.ts";
import { problem } from "../../kernel/index.ts";
import type { Seal } from "../secrets/seal.ts";
import type { SessionPlace } from "../sessions/openSession.ts";
import type { SignedIn } from "../sessions/sessions.ts";
import { OIDC_PURPOSE } from "./beginOidc.ts";
import type { OidcProvider } from "./provider.ts";
import { signInByOidc } from "./signInByOidc.ts";

const Pending = z.object({
  verifier: z.string(),
  state: z.string(),
  nonce: z.string(),
  redirect: z.string(),
  back: z.string(),
  until: z.number(),
});

export interface FinishOidc extends SessionPlace {
  readonly provider: OidcProvider | undefined;
  readonly seal: Seal;
  /** What beginOidc sealed; undefined in a browser that did not begin. */
  readonly pending: string | undefined;
  /** Path and query that the browser came back with. */
  readonly url: string;
}

/**
 * Opens a session after the provider has sent the browser back, and says which page to open. Any caller may use it.
 * @throws OIDC_FAILED, OIDC_UNKNOWN_PERSON, SECRET_UNREADABLE
 */
export async function finishOidc({ ctx, input }: Verb<FinishOidc>): Promise<{ readonly signedIn: SignedIn; readonly back: string }> {
  const { provider, seal, url, address, agent } = input;
  if (!provider) throw problem("OIDC_FAILED", { reason: "not set up" });
  if (input.pending === undefined) throw problem("OIDC_FAILED", { reason: "no cookie" });
  const pending = Pending.parse(JSON.parse(seal.open(OIDC_PURPOSE, input.pending)));
  if (pending.until < ctx.clock()) throw problem("OIDC_FAILED", { reason: "too late" });
  const identity = await provider.finish(new URL(url, pending.redirect).search, pending);
  return { signedIn: await signInByOidc({ ctx, input: { identity, address, agent } }), back: pending.back };
}
