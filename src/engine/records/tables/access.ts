import type { Generated } from "kysely";
import type { Text } from "../../../kernel/index.ts";
import type { Json, MaybeJson, MaybeStamp, Stamp } from "./columns.ts";

/** People, sessions, keys, audit, jobs. */
export interface AccessTables {
  people: {
    id: string;
    /** Normalised (NFKC, trimmed, lower case); unique. */
    login: string;
    name: string;
    role: string;
    /** Encoded argon2id hash. */
    password: string;
    disabled_at: MaybeStamp;
    created_at: Stamp;
  };
  sessions: {
    /** SHA-256 of the token, hex; the token itself is only in the cookie. */
    token: string;
    /** What people name it by. */
    id: string;
    person: string;
    /** Where the sign-in came from, and what the browser called itself. */
    address: string;
    agent: string;
    created_at: Stamp;
    seen_at: Stamp;
    expires_at: Stamp;
  };
  keys: {
    id: string;
    name: string;
    role: string;
    /** SHA-256 of the secret, hex. */
    hash: string;
    prefix: string;
    created_by: string;
    created_at: Stamp;
    used_at: MaybeStamp;
    revoked_at: MaybeStamp;
  };
  /** Failed sign-ins by SHA-256 of login and address. */
  login_attempts: { source: string; failures: number; last_at: Stamp };
  audit: {
    id: Generated<number>;
    at: Stamp;
    actor_kind: string;
    actor: string;
    actor_name: string;
    action: string;
    details: Json<Record<string, unknown>>;
    request: string;
  };
  /** Who was shown personal data, or looked somebody up: shaped like the audit. */
  reads: AccessTables["audit"];
  /** What those who see masks looked up within the hour, by SHA-256. */
  lookups: { actor: string; asked: string; at: Stamp };
  jobs: {
    id: string;
    kind: string;
    state: string;
    step: MaybeJson<Text>;
    progress: number | null;
    result: MaybeJson<unknown>;
    problem: MaybeJson<Record<string, unknown>>;
    /** Who asked for it. */
    actor: string;
    /** The process that runs it, and when that process last said so. */
    runner: string;
    beat_at: Stamp;
    started_at: Stamp;
    ended_at: MaybeStamp;
    /** When somebody asked that it stop. */
    cancelled_at: MaybeStamp;
  };
}
