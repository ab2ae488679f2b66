import * as client from "openid-client";
import { z } from "zod";
import { problem } from "../../kernel/index.ts";

export interface OidcSettings {
  /** The address of the provider, under which `/.well-known/openid-configuration` stands. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What must come back with the browser. It is sealed in a cookie. */
export interface PendingSignIn {
  readonly verifier: string;
  readonly state: string;
  readonly nonce: string;
  /** The address that the provider sends the browser back to. */
  readonly redirect: string;
}

/** Who signed in at the provider. */
export interface OidcIdentity {
  readonly issuer: string;
  readonly subject: string;
  /** Undefined if the provider did not verify it. */
  readonly email: string | undefined;
}

const Verified = z.object({ email: z.string(), email_verified: z.literal(true) });

export interface OidcProvider {
  /** Where the browser goes. @throws OIDC_FAILED if the provider cannot be reached */
  begin(redirect: string): Promise<{ readonly url: string; readonly pending: PendingSignIn }>;
  /** @param search The query of the address that the browser came back with. @throws OIDC_FAILED */
  finish(search: string, pending: PendingSignIn): Promise<OidcIdentity>;
}

/** Signs in by the authorisation code flow with PKCE, state and nonce. The provider's settings are read at the first use. */
export function oidcProvider({ issuer, clientId, clientSecret }: OidcSettings): OidcProvider {
  let found: Promise<client.Configuration> | undefined;
  const configuration = async () => {
    // A provider without TLS is only for a test at the machine itself.
    const execute = issuer.startsWith("http:") ? [client.allowInsecureRequests] : [];
    found ??= client.discovery(new URL(issuer), clientId, clientSecret, undefined, { execute });
    try {
      return await found;
    } catch (error) {
      // Read again with the next sign-in: the provider may only have been down.
      found = undefined;
      throw error;
    }
  };
  return {
    begin: (redirect) =>
      orFailed(async () => {
        const config = await configuration();
        const verifier = client.randomPKCECodeVerifier();
        const pending = { verifier, state: client.randomState(), nonce: client.randomNonce(), redirect };
        const url = client.buildAuthorizationUrl(config, {
          redirect_uri: redirect,
          scope: "openid profile email",
          code_challenge: await client.calculatePKCECodeChallenge(verifier),
          code_challenge_method: "S256",
          state: pending.state,
          nonce: pending.nonce,
        });
        return { url: url.href, pending };
      }),
    finish: (search, { redirect, verifier, state, nonce }) =>
      orFailed(async () => {
        const url = new URL(redirect);
        url.search = search;
        const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true };
        const tokens = await client.authorizationCodeGrant(await configuration(), url, checks);
        const claims = tokens.claims()!;
        return { issuer: claims.iss, subject: claims.sub, email: Verified.safeParse(claims).data?.email };
      }),
  };
}

async function orFailed<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw problem("OIDC_FAILED", { reason: error instanceof Error ? error.message : String(error) }, error);
  }
}
