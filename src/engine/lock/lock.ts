import { accessSync, constants, existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { problem } from "../../kernel/index.ts";
import { claimId, otherClaims, removeClaim, touchClaim, writeClaim, type Claim, type Found, type OwnerAccess } from "./claim.ts";
import { isRunning, ownMark } from "./process.ts";

/** A held data directory. */
export interface DirectoryLock {
  /** Makes known where the server answers, and how commands of the owner reach it. */
  announce(address: string, ownerAccess?: OwnerAccess): void;
  /** The server stops: commands are no longer sent to it. */
  stopAnnouncing(): void;
  release(): void;
}

const BEAT_MILLISECONDS = 10_000;
/** A holder on another host or in another container that has been silent this long is taken for dead. */
const SILENCE_MILLISECONDS = 60_000;
const LOOK_AGAIN_MILLISECONDS = 10;

/**
 * Takes the data directory for this process. Each process puts down a claim of its own and then looks at the others': of any two,
 * the later one sees the earlier, so two never both believe to be alone. Of two at the same moment the older id wins.
 * Claims of dead processes, which `kill -9` leaves behind, are swept away.
 * @throws DATA_IN_USE with who holds it; DATA_DIR_UNUSABLE
 */
export async function lockDirectory(dataDir: string, address: string | null): Promise<DirectoryLock> {
  const directory = join(resolve(dataDir), "lock");
  let claim: Claim = { id: claimId(), ...ownMark(), state: "claiming", since: new Date().toISOString(), address, ownerAccess: null };
  prepare(dataDir, directory);
  writeClaim(directory, claim);
  try {
    for (;;) {
      const others = otherClaims(directory, claim.id).filter((found) => !swept(directory, found));
      const winner = others.find(({ claim: other }) => other.state === "held" || other.id < claim.id);
      if (winner) throw inUse(dataDir, winner.claim);
      if (others.length === 0) break;
      await sleep(LOOK_AGAIN_MILLISECONDS);
    }
  } catch (error) {
    removeClaim(directory, claim.id);
    throw error;
  }
  const hold = (changes: Partial<Claim>) => {
    claim = { ...claim, ...changes };
    writeClaim(directory, claim);
  };
  hold({ state: "held" });
  const beat = setInterval(() => stayAlive(directory, claim), BEAT_MILLISECONDS).unref();
  return {
    announce: (at, ownerAccess) => hold({ address: at, ownerAccess: ownerAccess ?? null }),
    stopAnnouncing: () => {
      if (!claim.ownerAccess || !existsSync(directory)) return;
      try {
        hold({ ownerAccess: null });
      } catch {
        // A full disk does not keep a server from stopping: commands find nobody at the address until the claim goes.
      }
    },
    release: () => {
      clearInterval(beat);
      removeClaim(directory, claim.id);
    },
  };
}

function prepare(dataDir: string, directory: string): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw problem("DATA_DIR_UNUSABLE", { dataDir, reason: (error as Error).message }, error);
  }
}

/** A claim that somebody deleted is put back; a disk that refuses even that must not end the process. */
function stayAlive(directory: string, claim: Claim): void {
  try {
    touchClaim(directory, claim.id);
  } catch {
    try {
      writeClaim(directory, claim);
    } catch {
      return;
    }
  }
}

/** Whether the claim was a dead process's, and is gone now. */
function swept(directory: string, { claim, silentMilliseconds }: Found): boolean {
  const alive = isRunning(claim) ?? silentMilliseconds < SILENCE_MILLISECONDS;
  if (!alive) removeClaim(directory, claim.id);
  return !alive;
}

function inUse(dataDir: string, { pid, host, since, address }: Claim): Error {
  return problem("DATA_IN_USE", { dataDir, pid, host, since, address });
}
