import type { AccountShape } from "../../contract/index.ts";
import type { Verb } from "../../engine/index.ts";
import { problem, unusableTexts } from "../../kernel/index.ts";
import { audit } from "../audit/audit.ts";
import { ownPerson } from "./ownPerson.ts";
import { shownAccount } from "./readAccount.ts";

/** Changes the caller's own name. @throws ACCOUNT_OF_PERSON, TEXT_UNUSABLE */
export async function changeAccount({ ctx, input }: Verb<{ name: string }>): Promise<AccountShape> {
  const name = input.name.trim();
  if (unusableTexts({ name }).length > 0) throw problem("TEXT_UNUSABLE", {});
  return ctx.records.transaction().execute(async (tx) => {
    const person = await ownPerson(ctx, tx);
    if (name !== person.name) {
      await tx.updateTable("people").set({ name }).where("id", "=", person.id).execute();
      await audit(tx, ctx, "person.change", {
        person: person.id,
        login: person.login,
        before: { name: person.name },
        after: { name },
      });
    }
    return shownAccount(tx, ctx);
  });
}
