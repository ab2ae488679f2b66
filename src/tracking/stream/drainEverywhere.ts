import { setTimeout as pause } from "node:timers/promises";
import { foreignBatches } from "../../customers/index.ts";
import type { Verb } from "../../engine/index.ts";
import { problem } from "../../kernel/index.ts";
import { recoverMessages } from "./revertBatch.ts";
import { drainMessages } from "./send.ts";

const LOOK_MILLISECONDS = 50;
/** Above the limit of a write of messages; a process that cannot take back a failed write may take longer. */
const PATIENCE_MILLISECONDS = 180_000;

/**
 * Waits until all messages that any process has begun to write are written or taken back. Messages that are begun later look up their
 * customers anew. `waiting` is called once when another process is waited for.
 * @throws MESSAGES_UNWRITTEN
 */
export async function drainEverywhere({ ctx, waiting }: Pick<Verb<unknown>, "ctx"> & { readonly waiting?: () => void }): Promise<void> {
  await drainMessages({ ctx });
  const begun = performance.now();
  const first = await foreignBatches(ctx);
  if (first.length > 0) waiting?.();
  for (let open = first; open.length > 0; await pause(LOOK_MILLISECONDS)) {
    await recoverMessages({ ctx, quiet: ctx.lease.alone });
    open = (await foreignBatches(ctx)).filter(({ batch }) => first.some((one) => one.batch === batch));
    if (open.length > 0 && performance.now() - begun > PATIENCE_MILLISECONDS)
      throw problem("MESSAGES_UNWRITTEN", { process: open[0]!.process ?? "?" });
  }
}
