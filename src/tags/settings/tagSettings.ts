import { readSetting, writeSetting, type Ctx, type Records, type RecordsTx } from "../../engine/index.ts";

/** What the workspace decides about its tags. */
export interface TagSettings {
  /** How many tags there may be. Retired ones do not count. */
  readonly tags: number;
  /** How many static tags one customer may have. */
  readonly perCustomer: number;
}

const NAME = "tags";
const DEFAULTS: TagSettings = { tags: 2_000, perCustomer: 200 };

/** The settings of the workspace: the defaults, overwritten by what people set. */
export async function loadTagSettings(records: Records | RecordsTx): Promise<TagSettings> {
  return { ...DEFAULTS, ...(await readSetting(records, NAME)) };
}

export async function saveTagSettings(tx: RecordsTx, ctx: Pick<Ctx, "clock">, settings: TagSettings): Promise<void> {
  await writeSetting(tx, NAME, settings, new Date(ctx.clock()));
}
