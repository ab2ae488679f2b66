import type { Json, MaybeJson, MaybeStamp, Stamp } from "./columns.ts";

/** Webhooks and their deliveries. */
export interface WebhookTables {
  webhooks: {
    id: string;
    name: string;
    url: string;
    /** Numbers of tags. */
    tags: Json<number[]>;
    segment: string | null;
    /** Names of the types of messages it receives. */
    types: Json<string[]>;
    state: "active" | "paused";
    /** Sealed. */
    secret: string;
    prefix: string;
    /** During a rotation: the secret before, sealed, which also signs until then. */
    previous_secret: string | null;
    previous_prefix: string | null;
    previous_until: MaybeStamp;
    /** Moves up to this evaluation are not delivered: the webhook was created, or its tags or types changed, after it. */
    since: number;
    /** Deliveries are queued for every move up to this evaluation. */
    queued_up_to: number;
    tried_at: MaybeStamp;
    delivered_at: MaybeStamp;
    /** Failures since the last success, and when to try again after them. */
    failures: number;
    next_at: MaybeStamp;
    owner_kind: string;
    owner: string;
    owner_name: string;
    created_at: Stamp;
  };
  deliveries: {
    id: string;
    webhook: string;
    type: string;
    test: boolean;
    /** What the webhook watched when the delivery was planned. Each kind has its own fields (actions/webhooks/subjects). */
    subject: Json<{ readonly kind: string }>;
    state: "waiting" | "delivered" | "dead";
    evaluation: number | null;
    part: number;
    parts: number;
    /** How many changes of its type and evaluation go before. */
    first: number;
    changes: number;
    attempts: number;
    status: number | null;
    milliseconds: number | null;
    problem: MaybeJson<{ code: string; zh: string; en: string }>;
    created_at: Stamp;
    first_at: MaybeStamp;
    tried_at: MaybeStamp;
  };
}
