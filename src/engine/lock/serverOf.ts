import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { otherClaims, type OwnerAccess } from "./claim.ts";
import { isRunning } from "./process.ts";

/**
 * How to reach the server of this machine that holds a data directory; undefined where none does. What a killed server left behind is not
 * trusted: the process that wrote it must still run, with the same start, or a token would be sent to whoever has its port now.
 */
export function serverOf(dataDir: string): OwnerAccess | undefined {
  const directory = join(resolve(dataDir), "lock");
  if (!existsSync(directory)) return undefined;
  const running = otherClaims(directory, "").find(({ claim }) => claim.state === "held" && claim.ownerAccess && isRunning(claim) === true);
  return running?.claim.ownerAccess ?? undefined;
}
