import type { Generated } from "kysely";
import type { Json, MaybeJson, MaybeStamp, Stamp } from "./columns.ts";

/** People, sessions, keys, audit. */
export interface AccessTables {
  people: {
    id: string;
    /** Normalised (NFKC, trimmed, lower case); unique. */
    login: string;
    name: string;
    role: string;
    department: string | null;
    /** Encoded argon2id hash. */
    password: string;
    /** The sealed secret of the authenticator; null without a second step at sign-in. */
    totp: string | null;
    /** A sealed secret that no code has confirmed yet. */
    totp_pending: string | null;
    /** The 30-second period of the last accepted code, counted from 1970. Later periods only are accepted. */
    totp_counter: number | null;
    totp_since: MaybeStamp;
    /** Issuer and subject of the account at an OpenID Connect provider, with a line break between them. */
    oidc_subject: string | null;
    disabled_at: MaybeStamp;
    created_at: Stamp;
  };
  /** SHA-256 of recovery codes, hex. A used one is deleted. */
  recovery_codes: { person: string; hash: string };
  /** A tree. */
  departments: {
    id: string;
    name: string;
    /** The name in NFKC, trimmed, lower case; unique below its parent. */
    folded: string;
    parent: string | null;
    created_at: Stamp;
  };
  /** Rights on tags that a role, a department or a person has or has not. An object without tag and group is the workspace. */
  grants: {
    id: string;
    subject_kind: "role" | "department" | "person";
    /** A role's name, or an id. */
    subject: string;
    tag: number | null;
    tag_group: number | null;
    action: "see" | "assign" | "edit" | "approve";
    effect: "allow" | "deny";
    created_by: string;
    created_by_name: string;
    created_at: Stamp;
  };
  /** Links by which a new person sets up an account. */
  invitations: {
    id: string;
    /** SHA-256 of the token, hex; the token itself is only in the link. */
    hash: string;
    /** For whom it is; may be empty. */
    name: string;
    role: string;
    department: string | null;
    creator_kind: string;
    creator: string;
    creator_name: string;
    created_at: Stamp;
    expires_at: Stamp;
    used_at: MaybeStamp;
    /** The person that accepted it. */
    used_by: string | null;
    withdrawn_at: MaybeStamp;
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
    /** Permissions of the role that the key is limited to; null: all of the role. */
    scopes: MaybeJson<string[]>;
    /** Null: the key does not end by itself. */
    expires_at: MaybeStamp;
    revoked_at: MaybeStamp;
  };
  /** Failed sign-ins by SHA-256 of login and address. */
  login_attempts: { source: string; failures: number; last_at: Stamp };
  /** Requests of this window to operations with a limit, by SHA-256 of operation and address. */
  request_counts: { key: string; requests: number; until: Stamp };
  audit: {
    id: Generated<number>;
    at: Stamp;
    actor_kind: string;
    actor: string;
    actor_name: string;
    action: string;
    details: Json<Record<string, unknown>>;
    request: string;
    /** The network address of the request; empty for jobs and the command line at the machine itself. */
    address: Generated<string>;
    /** Place in the chain, from 1, without gaps. Set at the commit, with the two hashes. */
    sequence: Generated<string | null>;
    /** The hash of the row before; empty for the first. */
    previous: Generated<string | null>;
    /** SHA-256 of this row and the hash of the row before, hex. */
    hash: Generated<string | null>;
  };
  /** One row: the newest place of the audit's chain and its hash. */
  audit_head: { sequence: string; hash: string };
  /** Who was shown personal data, or looked somebody up: shaped like the audit. */
  reads: Omit<AccessTables["audit"], "sequence" | "previous" | "hash">;
  /** What those who see masks looked up within the hour, by SHA-256. */
  lookups: { actor: string; asked: string; at: Stamp };
}
