import { z } from "zod";
import { subjectKind } from "./define.ts";

export const segmentSubject = subjectKind({
  kind: "segment",
  name: { zh: "人群", en: "Segment" },
  isSeveral: false,
  help: { zh: "关注一个保存的人群，代替标签", en: "a saved segment to watch, instead of tags" },
  requested: { segment: z.string().min(1).max(200).optional().meta({ description: "A saved segment's id or name, instead of tags" }) },
  shown: { segment: z.object({ id: z.string(), name: z.string() }).nullable() },
  request: ([segment]) => ({ segment }),
  watchedBy: ({ segment }) => (segment ? [{ key: segment.id, name: { zh: segment.name, en: segment.name } }] : []),
});
