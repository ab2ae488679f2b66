import { type Ctx, readSetting, writeSetting } from "../../engine/index.ts";
import type { Instant } from "../../kernel/index.ts";

const NAME = "demo";

/** How far the demonstration has come in this workspace. */
export interface DemoState {
  readonly seed: number;
  readonly customers: number;
  /** The last instant of the shop: what makes an interrupted load go on with the very same data. */
  readonly until: Instant;
  /** The customer to load next; `customers` when all are there. */
  readonly next: number;
  /** Batches that are being written: after a crash they are taken back before the load goes on. */
  readonly pending: readonly number[];
  /** Tags are published, evaluated and assigned. */
  readonly ready: boolean;
}

export async function readState({ records }: Pick<Ctx, "records">): Promise<DemoState | undefined> {
  return (await readSetting(records, NAME)) as DemoState | undefined;
}

export async function saveState({ records, clock }: Pick<Ctx, "records" | "clock">, state: DemoState): Promise<void> {
  await writeSetting(records, NAME, state, new Date(clock()));
}
