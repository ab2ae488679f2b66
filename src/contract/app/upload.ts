import { z } from "zod";
import { operation } from "../define.ts";

export const uploadFile = operation({
  id: "uploadFile",
  method: "POST",
  path: "/uploads",
  room: "app",
  permission: "data.import",
  status: 201,
  summary: { zh: "上传文件（请求体即文件）", en: "Upload a file; the request body is the file" },
  query: z.object({ name: z.string().min(1).max(255) }),
  response: z.object({ upload: z.string(), bytes: z.number().int() }),
});
