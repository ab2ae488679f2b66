import type { AccountShape } from "../../contract/index.ts";
import type { Ctx, Records, RecordsTx, Verb } from "../../engine/index.ts";
import { formatInstant } from "../../kernel/index.ts";
import { describePeople, type PersonRow } from "../people/rows.ts";
import { ownPerson } from "./ownPerson.ts";

/** The caller's own account. @throws ACCOUNT_OF_PERSON */
export async function readAccount({ ctx }: Verb<object>): Promise<AccountShape> {
  return describeAccount(ctx.records, await ownPerson(ctx, ctx.records));
}

export async function describeAccount(records: Records | RecordsTx, row: PersonRow): Promise<AccountShape> {
  const [person] = await describePeople(records, [row]);
  const { login, name, role, departments, createdAt } = person!;
  const codes = await records
    .selectFrom("recovery_codes")
    .select(({ fn }) => fn.countAll<number>().as("codes"))
    .where("person", "=", row.id)
    .executeTakeFirstOrThrow();
  const twoFactor = row.totp_since && { since: formatInstant(row.totp_since.getTime()), recoveryCodes: Number(codes.codes) };
  return { login, name, role, departments, createdAt, twoFactor };
}

export async function shownAccount(tx: RecordsTx, ctx: Ctx): Promise<AccountShape> {
  return describeAccount(tx, await ownPerson(ctx, tx));
}
