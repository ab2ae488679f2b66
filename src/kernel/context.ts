import type { Lang } from "./lang.ts";
import type { Clock } from "./time.ts";
import type { Permission } from "./permissions.ts";

/** Who acts: a person with a session, a program with a key, the operator on the command line of the machine, or the system. */
export interface Actor {
  readonly kind: "person" | "key" | "operator" | "system";
  readonly id: string;
  readonly name: string;
  readonly permissions: ReadonlySet<Permission>;
  /** Of a limited key: grants do not reach beyond these permissions. */
  readonly scopes?: ReadonlySet<Permission> | undefined;
  /** Of a person or key: the role (contract/shapes/role.ts). */
  readonly role?: string | undefined;
  /** Of a person: the id of the department. */
  readonly department?: string | null | undefined;
}

export interface Workspace {
  readonly id: string;
  readonly name: string;
  /** IANA name; calendar units are counted in this time zone. */
  readonly timezone: string;
}

export interface Log {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** The personal data that one request showed unmasked. The customers room collects it, and the API writes it to the audit. */
export interface PersonalReads {
  readonly customers: Set<number>;
  /** `attribute.name`, `identity.phone`, `property.Order Completed.receiver` … */
  readonly shown: Set<string>;
}

/** The context of every operation: who, where, when, in which language. */
export interface Context {
  readonly workspace: Workspace;
  readonly actor: Actor;
  readonly clock: Clock;
  readonly lang: Lang;
  readonly requestId: string;
  /** The network address of the request; absent for jobs and the command line at the machine itself. */
  readonly address?: string | undefined;
  readonly log: Log;
  /** Absent when no person receives the answer: in scheduled jobs and in tests. */
  readonly reads?: PersonalReads | undefined;
}
