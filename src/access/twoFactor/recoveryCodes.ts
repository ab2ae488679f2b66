import { randomBytes } from "node:crypto";
import type { RecordsTx } from "../../engine/index.ts";
import { hashSecret } from "../secrets/secret.ts";

const CODES = 10;
/** 10 bytes are 80 bits: too many to try, so a plain hash is enough. */
const CODE_BYTES = 10;
const LETTERS = "abcdefghijklmnopqrstuvwxyz234567";

/** Replaces the recovery codes of a person. The codes are only in this answer. */
export async function replaceRecoveryCodes(tx: RecordsTx, person: string): Promise<string[]> {
  const codes = Array.from({ length: CODES }, newCode);
  await tx.deleteFrom("recovery_codes").where("person", "=", person).execute();
  await tx
    .insertInto("recovery_codes")
    .values(codes.map((code) => ({ person, hash: hashOf(code) })))
    .execute();
  return codes;
}

/** Whether it is a recovery code of the person. It is used up. */
export async function spendRecoveryCode(tx: RecordsTx, person: string, code: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom("recovery_codes")
    .where("person", "=", person)
    .where("hash", "=", hashOf(code))
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** `abcd-efgh-ijkl-mnop`: 16 letters of 32. */
function newCode(): string {
  const bits = [...randomBytes(CODE_BYTES)].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const letters = bits.match(/.{5}/g)!.map((five) => LETTERS[Number.parseInt(five, 2)]);
  return letters.join("").match(/.{4}/g)!.join("-");
}

/** Case, blanks and dashes do not matter: people copy codes from paper. */
function hashOf(code: string): string {
  return hashSecret(`recovery\n${code.toLowerCase().replaceAll(/[^a-z2-7]/g, "")}`);
}
