import type { Json, Stamp } from "./columns.ts";

export interface SettingTables {
  /** What the workspace remembers by name: how far the demonstration is, and what people set. */
  settings: { name: string; value: Json<Record<string, unknown>>; updated_at: Stamp };
}
