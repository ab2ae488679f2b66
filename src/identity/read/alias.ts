import type { Ctx } from "../../engine/index.ts";

/** For the numbers of merged customers, the customer each belongs to now; merges of merges are followed. */
export async function aliasesOf({ records }: Pick<Ctx, "records">, numbers: readonly number[]): Promise<ReadonlyMap<number, number>> {
  const found = new Map<number, number>();
  let open = new Map(numbers.map((number) => [number, [number]]));
  // Each merge leads to a smaller number, so the loop ends.
  while (open.size > 0) {
    const rows = await records
      .selectFrom("merges")
      .select(["lost", "kept"])
      .where("kind", "=", "merge")
      .where("undone_at", "is", null)
      .where("lost", "in", [...open.keys()])
      .orderBy("id")
      .execute();
    const next = new Map<number, number[]>();
    for (const [lost, kept] of new Map(rows.map((row) => [Number(row.lost), Number(row.kept)]))) {
      const asked = open.get(lost)!;
      for (const number of asked) found.set(number, kept);
      next.set(kept, [...(next.get(kept) ?? []), ...asked]);
    }
    open = next;
  }
  return found;
}

/** The other way round: every number, of merged customers too, that leads to one of these customers now. */
export async function numbersOfEach({ records }: Pick<Ctx, "records">, customers: readonly number[]): Promise<ReadonlyMap<number, number>> {
  const found = new Map(customers.map((customer) => [customer, customer]));
  for (let open = [...found.keys()]; open.length > 0;) {
    const rows = await records
      .selectFrom("merges")
      .select(["lost", "kept"])
      .where("kind", "=", "merge")
      .where("undone_at", "is", null)
      .where("kept", "in", open)
      .orderBy("id")
      .execute();
    const next = rows.map(({ lost, kept }) => [Number(lost), Number(kept)] as const).filter(([lost]) => !found.has(lost));
    for (const [lost, kept] of next) found.set(lost, found.get(kept)!);
    open = next.map(([lost]) => lost);
  }
  return found;
}
