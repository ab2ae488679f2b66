import { z } from "zod";
import { Text } from "../../common.ts";
import { subjectKind } from "./define.ts";

export const tagSubject = subjectKind({
  kind: "tag",
  name: { zh: "标签", en: "Tags" },
  isSeveral: true,
  help: { zh: "关注的标签，可多次给出", en: "a tag to watch; may be given several times" },
  requested: { tags: z.array(z.string().min(1).max(200)).max(200).optional().meta({ description: "Codes or names" }) },
  shown: {
    tags: z
      .array(z.object({ code: z.string(), name: Text }))
      .meta({ description: "The watched tags; empty when it watches something else" }),
  },
  request: (codes) => ({ tags: [...codes] }),
  watchedBy: ({ tags }) => tags.map(({ code, name }) => ({ key: code, name })),
});
