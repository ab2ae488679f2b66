import { z } from "zod";
import { operation } from "../define.ts";
import { JobShape } from "../jobs/job.ts";

/**
 * A message to a listener. It names what changed and carries no personal data. A client that may see the data reads it from the
 * operation for it.
 */
export const LiveEvent = z.discriminatedUnion("kind", [
  /** The first event of every connection. `missed`: the events since the given position are gone. Read everything again. */
  z.object({ kind: z.literal("hello"), missed: z.boolean() }),
  /** Members of these tags changed, with their current counts. `all`: too many tags to list. */
  z.object({ kind: z.literal("members"), all: z.boolean(), tags: z.array(z.object({ tag: z.string(), members: z.number().int() })) }),
  /** A full evaluation began or ended. */
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
    zh: "实时变化（server-sent events）：每条的 data 是一个 LiveEvent，不含个人信息",
    en: "Live changes as server-sent events. The data of each is a LiveEvent, without personal data",
  },
  query: z.object({
    since: z
      .string()
      .max(100)
      .optional()
      .meta({ description: "The id of the last event received. Later events are sent first. The header Last-Event-ID does the same." }),
  }),
  response: z.any(),
});
