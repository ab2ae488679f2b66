import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { newId } from "../../kernel/index.ts";
import type { ProcessMark } from "./process.ts";

/** One process's wish to hold the directory: a file of its own under `<dataDir>/lock`. */
export interface Claim extends ProcessMark {
  readonly id: string;
  /** Claiming: not sure yet to be alone. Held: sure. */
  readonly state: "claiming" | "held";
  readonly since: string;
  /** Where the server answers; null for a command. */
  readonly address: string | null;
  /** How the owner's commands reach the server; null for a command, and for a server that starts or stops. */
  readonly ownerAccess: OwnerAccess | null;
}

/** What the owner of a data directory sends to the server that holds it: the token in the header OWNER_HEADER of each request. */
export interface OwnerAccess {
  /** The server's own address, never that of a proxy: `http://127.0.0.1:4600`. */
  readonly url: string;
  /** Made at the start of the server. It ends with the process. */
  readonly token: string;
}

export const OWNER_HEADER = "x-tagwise-owner";

/** The claim of a file and how long ago its holder last said that it lives. */
export interface Found {
  readonly claim: Claim;
  readonly silentMilliseconds: number;
}

export function claimId(): string {
  return newId();
}

/** Written aside and renamed, so that nobody reads half a claim. Only the owner reads it: it may hold a token. */
export function writeClaim(directory: string, claim: Claim): void {
  mkdirSync(directory, { recursive: true });
  const aside = join(directory, `.${claim.id}.tmp`);
  writeFileSync(aside, JSON.stringify(claim, null, 2), { mode: 0o600 });
  renameSync(aside, pathOf(directory, claim.id));
}

/** Says that the holder lives. */
export function touchClaim(directory: string, id: string): void {
  const now = new Date();
  utimesSync(pathOf(directory, id), now, now);
}

export function removeClaim(directory: string, id: string): void {
  rmSync(pathOf(directory, id), { force: true });
}

/** The other claims there are. A file that is no claim is ignored: claims appear whole or not at all. */
export function otherClaims(directory: string, id: string): Found[] {
  const now = Date.now();
  return readdirSync(directory)
    .filter((name) => name.endsWith(".json") && name !== `${id}.json`)
    .map((name) => readClaim(join(directory, name), now))
    .filter((found) => found !== undefined);
}

function readClaim(path: string, now: number): Found | undefined {
  try {
    const claim = JSON.parse(readFileSync(path, "utf8")) as Claim;
    return { claim, silentMilliseconds: now - statSync(path).mtimeMs };
  } catch {
    return undefined;
  }
}

function pathOf(directory: string, id: string): string {
  return join(directory, `${id}.json`);
}
