import type { Records, RecordsTx } from "../../engine/index.ts";
import type { Actor } from "../../kernel/index.ts";

/**
 * The id of the person behind an actor: of a program, who made its key, also if a key made that key. `operator` or `system` where nobody
 * knows which person it is.
 */
export async function personBehind(records: Records | RecordsTx, { kind, id }: Pick<Actor, "kind" | "id">): Promise<string> {
  let behind = id;
  for (const seen = new Set<string>(); kind === "key" && !seen.has(behind);) {
    seen.add(behind);
    const key = await records.selectFrom("keys").select("created_by").where("id", "=", behind).executeTakeFirst();
    if (!key) break;
    behind = key.created_by;
  }
  return behind;
}
