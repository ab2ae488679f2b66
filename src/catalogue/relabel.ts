import { raiseVersion, type RecordsTx } from "../engine/index.ts";
import type { Text } from "../kernel/index.ts";
import type { FieldType, Sensitivity } from "./types.ts";

/** A person's change of a catalogue entry. The codes name the entry, which must exist. */
export type Relabelling =
  | { readonly kind: "event"; readonly event: string; readonly name: Text }
  | {
      readonly kind: "property";
      readonly event: string;
      readonly code: string;
      readonly name: Text;
      readonly type: FieldType;
      readonly sensitivity: Sensitivity;
      readonly field: string;
    }
  | {
      readonly kind: "attribute";
      readonly code: string;
      readonly name: Text;
      readonly sensitivity: Sensitivity;
      readonly type?: FieldType;
    };

/** Stores the change; the next read of the catalogue has it. */
export async function relabel(tx: RecordsTx, change: Relabelling): Promise<void> {
  const name = JSON.stringify(change.name);
  switch (change.kind) {
    case "event":
      await tx.updateTable("event_types").set({ name, labelled: true }).where("code", "=", change.event).execute();
      break;
    case "property":
      await tx
        .updateTable("properties")
        .set({ name, type: change.type, sensitivity: change.sensitivity, field: change.field })
        .where("event", "=", change.event)
        .where("code", "=", change.code)
        .execute();
      break;
    case "attribute":
      await tx
        .updateTable("attributes")
        .set({ name, sensitivity: change.sensitivity, ...(change.type && { type: change.type }) })
        .where("code", "=", change.code)
        .execute();
      break;
  }
  await raiseVersion(tx, "catalogue");
}

/** Whether the entry has a label other than its code. */
export function isNamed({ code, name }: { readonly code: string; readonly name: Text }): boolean {
  return name.zh !== code || name.en !== code;
}
