import type { Verb } from "../../engine/index.ts";
import { problem } from "../../kernel/index.ts";
import { actorOf } from "../actors/actors.ts";
import { audit } from "../audit/audit.ts";
import { normaliseLogin } from "../people/normaliseLogin.ts";
import { openSession, type SessionPlace } from "../sessions/openSession.ts";
import type { SignedIn } from "../sessions/sessions.ts";
import type { OidcIdentity } from "./provider.ts";

export interface SignInByOidc extends SessionPlace {
  readonly identity: OidcIdentity;
}

/**
 * Opens a session of the person whose account at the provider this is. At the first time it is the person whose login is the verified
 * e-mail address; from then on the provider's subject decides, so that another owner of the address is not that person.
 * The provider asks for its own second step, so that ours is not asked for.
 * @throws OIDC_UNKNOWN_PERSON
 */
export async function signInByOidc({ ctx, input }: Verb<SignInByOidc>): Promise<SignedIn> {
  const { issuer, subject, email } = input.identity;
  const account = `${issuer}\n${subject}`;
  return ctx.records.transaction().execute(async (tx) => {
    const active = tx.selectFrom("people").selectAll().where("disabled_at", "is", null).forUpdate();
    const known = await active.where("oidc_subject", "=", account).executeTakeFirst();
    const person =
      known ??
      (email === undefined
        ? undefined
        : await active.where("login", "=", normaliseLogin(email)).where("oidc_subject", "is", null).executeTakeFirst());
    if (!person) throw problem("OIDC_UNKNOWN_PERSON", { email: email ?? subject });
    const by = { ...ctx, actor: actorOf("person", person.id, person.name, person.role, person.department) };
    if (!known) {
      await tx.updateTable("people").set({ oidc_subject: account }).where("id", "=", person.id).execute();
      await audit(tx, by, "person.link", { person: person.id, login: person.login, issuer, subject });
    }
    return openSession(tx, by, input);
  });
}
