import { z } from "zod";
import { operation } from "../define.ts";
import { JobShape } from "../jobs/job.ts";

/**
 * What a listener is told. It says what changed, never what it changed to of any person: whoever may see more asks the operations
 * that show it.
 */
export const LiveEvent = z.discriminatedUnion("kind", [
  /** The first of every connection. `missed`: what happened since the position given cannot be told; read everything again. */
  z.object({ kind: z.literal("hello"), missed: z.boolean() }),
  /** Members of these tags changed, with their counts now. `all`: more than can be listed. */
  z.object({ kind: z.literal("members"), all: z.boolean(), tags: z.array(z.object({ tag: z.string(), members: z.number().int() })) }),
  /** An evaluation of everything began or ended. */
  z.object({ kind: z.literal("evaluation"), running: z.boolean() }),
  /** Customers, attributes or events arrived. */
  z.object({ kind: z.literal("facts") }),
  /** Definitions changed: tag, segment, key, webhook, attribute … */
  z.object({ kind: z.literal("changed"), what: z.array(z.string()) }),
  z.object({ kind: z.literal("job"), job: JobShape.pick({ id: true, kind: true, state: true, step: true, progress: true }) }),
]);
export type LiveEvent = z.output<typeof LiveEvent>;

export const listenLive = operation({
  id: "listenLive",
  method: "GET",
  path: "/live",
  room: "app",
  permission: "own",
  status: 200,
  summary: {
    zh: "实时变化（server-sent events）：每条 data 是一个 LiveEvent，不含个人信息",
    en: "What changes, as server-sent events: each data is a LiveEvent, without personal data",
  },
  query: z.object({
    since: z
      .string()
      .max(100)
      .optional()
      .meta({ description: "The id of the last event seen; what changed since comes first. The header Last-Event-ID does the same." }),
  }),
  response: z.any(),
});
