import type { Verb } from "../../engine/index.ts";
import { problem } from "../../kernel/index.ts";
import type { Seal } from "../secrets/seal.ts";
import type { OidcProvider } from "./provider.ts";

/** How long a person may take at the provider. */
export const OIDC_SECONDS = 600;
/** Under this address the provider sends the browser back. */
export const OIDC_PATH = "/api/sign-in/oidc";
export const OIDC_PURPOSE = "oidc";

export interface BeginOidc {
  /** Undefined if it is not set up. */
  readonly provider: OidcProvider | undefined;
  readonly seal: Seal;
  /** The origin that people use. */
  readonly origin: string;
  /** The page to open afterwards; `/` instead of an address outside of this application. */
  readonly back?: string | undefined;
}

/** Where the browser goes, and what it must bring back, sealed. Any caller may use it. @throws OIDC_FAILED */
export async function beginOidc({ ctx, input }: Verb<BeginOidc>): Promise<{ readonly url: string; readonly pending: string }> {
  const { provider, seal, origin, back } = input;
  if (!provider) throw problem("OIDC_FAILED", { reason: "not set up" });
  const { url, pending } = await provider.begin(`${origin}${OIDC_PATH}/callback`);
  const until = ctx.clock() + OIDC_SECONDS * 1_000;
  return { url, pending: seal.seal(OIDC_PURPOSE, JSON.stringify({ ...pending, back: inside(back), until })) };
}

/** Another site could imitate this application. */
function inside(back: string | undefined): string {
  return back !== undefined && /^\/(?![/\\])/.test(back) ? back : "/";
}
