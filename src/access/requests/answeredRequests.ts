import { sql as recordsSql } from "kysely";
import type { Ctx } from "../../engine/index.ts";
import type { Instant } from "../../kernel/index.ts";

/** A request with an `Idempotency-Key`: whose it is, its key, and a digest of what it asks. */
export interface KeyedRequest {
  readonly actor: string;
  readonly key: string;
  readonly request: string;
}

type Records = Pick<Ctx, "records">;

/** How long answers are kept by key. */
const KEPT_MILLISECONDS = 86_400_000;

/** Notes that a request is being answered. @returns whether it is the first with its key within a day */
export async function beginAnswer({ records }: Records, { actor, key, request }: KeyedRequest, at: Instant): Promise<boolean> {
  const values = { request, answer: null, at: new Date(at) };
  const begun = await records
    .insertInto("answered_requests")
    .values({ actor, key, ...values })
    .onConflict((conflict) =>
      conflict
        .columns(["actor", "key"])
        .doUpdateSet(values)
        .where("answered_requests.at", "<", new Date(at - KEPT_MILLISECONDS)),
    )
    .returning("key")
    .executeTakeFirst();
  return begun !== undefined;
}

/** The request with this key as it is kept: `answer` is null while it is being answered. */
export async function readAnswer({ records }: Records, { actor, key }: Omit<KeyedRequest, "request">) {
  return records
    .selectFrom("answered_requests")
    .select(["request", "answer", "at"])
    .where("actor", "=", actor)
    .where("key", "=", key)
    .executeTakeFirst();
}

/** Keeps the answer as JSON, or notes that the request is tried again. */
export async function updateAnswer(
  { records }: Records,
  { actor, key }: Omit<KeyedRequest, "request">,
  values: { readonly answer?: string; readonly at?: Date },
): Promise<void> {
  await records.updateTable("answered_requests").set(values).where("actor", "=", actor).where("key", "=", key).execute();
}

/** Forgets a request that failed: it may be tried again. */
export async function forgetAnswer({ records }: Records, { actor, key }: Omit<KeyedRequest, "request">): Promise<void> {
  await records.deleteFrom("answered_requests").where("actor", "=", actor).where("key", "=", key).execute();
}

/** Deletes answers that are kept no longer. */
export async function forgetOldAnswers({ records, clock }: Pick<Ctx, "records" | "clock">): Promise<void> {
  await records
    .deleteFrom("answered_requests")
    .where("at", "<", new Date(clock() - KEPT_MILLISECONDS))
    .execute();
}

/** Forgets kept answers that name customers: the same request with the same key is done anew. May run twice. */
export async function forgetAnswersAbout({ records }: Records, customers: readonly number[]): Promise<void> {
  const names = recordsSql<boolean>`exists (select 1 from jsonb_path_query(answer, '$.**.customer') as named where named::text = any(${recordsSql.val(
    customers.map(String),
  )}::text[]))`;
  await records.deleteFrom("answered_requests").where("answer", "is not", null).where(names).execute();
}
