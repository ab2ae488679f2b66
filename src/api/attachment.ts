import type { FastifyReply } from "fastify";

export const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Makes the answer a download, with a file name in any language (RFC 6266). */
export function attachment(reply: FastifyReply, name: string, contentType: string): void {
  const plain = name.replace(/[^\x20-\x7e]|["\\]/g, "_");
  const encoded = plain === name ? "" : `; filename*=UTF-8''${encodeURIComponent(name)}`;
  void reply.type(contentType).header("content-disposition", `attachment; filename="${plain}"${encoded}`);
}
