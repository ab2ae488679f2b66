import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";

const ROOT = fileURLToPath(new URL("../../dist/web", import.meta.url));
const YEAR_SECONDS = 31_536_000;

const UNBUILT = `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Tagwise 知签</title>
<link rel="icon" href="data:,"><style>body{font:16px/1.7 system-ui,sans-serif;max-width:40em;margin:12vh auto;padding:0 1.5em;color:#26241f;background:#faf9f7}code{background:#efece6;padding:.1em .4em;border-radius:4px}a{color:#0b6b6b}</style></head>
<body><h1>Tagwise 知签</h1>
<p>服务已在运行，但网页还没有构建。请在项目目录运行 <code>npm run build</code>，然后刷新本页。接口文档：<a href="/api/docs">/api/docs</a>。</p>
<p>The server runs, but the web application is not built. Run <code>npm run build</code> in the project's directory and reload. The API is described at <a href="/api/docs">/api/docs</a>.</p>
</body></html>
`;

/**
 * Serves the built web application. Every page address gets index.html, because the router runs in the browser. Browsers cache files
 * with a content hash in their name for a year, and revalidate index.html each time.
 */
export function serveWeb(server: FastifyInstance, root: string = ROOT): void {
  void server.register(fastifyStatic, { root, serve: false, cacheControl: false, suppressWarnings: true } as never);
  server.get("/*", { schema: { hide: true }, exposeHeadRoute: true }, async (request, reply) => {
    const path = decodeURIComponent(request.url.split("?", 1)[0]!);
    if (/^\/(api|v1)(\/|$)/.test(path)) return reply.callNotFound();
    if (!existsSync(join(root, "index.html")))
      return reply.code(503).type("text/html; charset=utf-8").header("cache-control", "no-store").send(UNBUILT);
    if (isFile(root, path)) {
      const caching = path.startsWith("/assets/") ? `public, max-age=${YEAR_SECONDS}, immutable` : "no-cache";
      return reply.header("cache-control", caching).sendFile(path.slice(1));
    }
    // A missing file (a name with an extension) is 404. A missing page gets index.html, and the application shows that.
    if (/\.[a-z0-9]{1,8}$/i.test(path)) return reply.callNotFound();
    return reply.header("cache-control", "no-cache").sendFile("index.html");
  });
}

function isFile(root: string, path: string): boolean {
  if (path.includes("\0") || path.split("/").includes("..")) return false;
  return statSync(join(root, path), { throwIfNoEntry: false })?.isFile() === true;
}
