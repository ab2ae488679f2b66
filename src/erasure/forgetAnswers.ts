import { sql } from "kysely";
import type { Ctx } from "../engine/index.ts";

/** Forgets remembered answers that name a customer: the same request with the same key is done anew. May run twice. */
export async function forgetAnswers({ records }: Pick<Ctx, "records">, numbers: readonly number[]): Promise<void> {
  const names = sql<boolean>`exists (select 1 from jsonb_path_query(answer, '$.**.customer') as named where named::text = any(${sql.val(
    numbers.map(String),
  )}::text[]))`;
  await records.deleteFrom("answered_requests").where("answer", "is not", null).where(names).execute();
}
