import type { Verb } from "../../engine/index.ts";

/** How people can sign in beside the password. Any caller may use it. */
export async function readSignIn({
  input,
}: Verb<{ readonly oidc: { readonly name: string } | undefined }>): Promise<{ oidc: { name: string } | null }> {
  return { oidc: input.oidc ? { name: input.oidc.name } : null };
}
