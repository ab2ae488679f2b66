import type { Records, RecordsTx } from "../../engine/index.ts";
import type { Actor } from "../../kernel/index.ts";
import { actorOf, actorOfKeyRow, OPERATOR } from "./actors.ts";

/**
 * The person or key that started something that is still running, with their current permissions: none if the person was disabled or the key
 * revoked.
 */
export async function standingActor(records: Records | RecordsTx, { kind, id, name }: Pick<Actor, "kind" | "id" | "name">): Promise<Actor> {
  switch (kind) {
    case "operator":
    case "system":
      return OPERATOR;
    case "person": {
      const person = await records
        .selectFrom("people")
        .select(["role", "department"])
        .where("id", "=", id)
        .where("disabled_at", "is", null)
        .executeTakeFirst();
      return actorOf("person", id, name, person?.role ?? "", person?.department);
    }
    case "key": {
      const key = await records
        .selectFrom("keys")
        .select(["role", "scopes"])
        .where("id", "=", id)
        .where("revoked_at", "is", null)
        .where(({ eb, or }) => or([eb("expires_at", "is", null), eb("expires_at", ">", new Date())]))
        .executeTakeFirst();
      return actorOfKeyRow({ id, name, role: key?.role ?? "", scopes: key?.scopes ?? null });
    }
  }
}
