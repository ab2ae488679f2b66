import Fastify, { type FastifyInstance } from "fastify";

const PAGE = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tagwise 知签 API</title>
<link rel="icon" href="data:,">
</head>
<body>
<noscript>此页需要 JavaScript；接口描述在 <a href="/api/openapi.json">/api/openapi.json</a>。This page needs JavaScript; the description is at the same address.</noscript>
<div id="reference"></div>
<script src="/api/docs/reference.js"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>
`;

// Everything is loaded from this server: no CDN, no external fonts, no proxy, no telemetry.
const START = `fetch("/api/openapi.json").then(async (response) => {
  const place = document.querySelector("#reference");
  if (!response.ok) {
    place.innerHTML = '<p style="margin: 40px; font: 16px sans-serif">请先<a href="/">登录</a>，再打开本页。<br><a href="/">Sign in</a> first, then open this page again.</p>';
    return;
  }
  Scalar.createApiReference("#reference", {
    content: await response.json(),
    withDefaultFonts: false,
    telemetry: false,
    hideClientButton: true,
    showDeveloperTools: "never",
    agent: { disabled: true },
    mcp: { disabled: true },
  });
});
`;

/** The documentation page of the API at /api/docs. It works without internet access. */
export function registerDocs(server: FastifyInstance): void {
  const options = { schema: { hide: true }, exposeHeadRoute: false };
  let reference: Promise<string> | undefined;
  server.get("/api/docs", options, async (_request, reply) => reply.type("text/html; charset=utf-8").send(PAGE));
  server.get("/api/docs/start.js", options, async (_request, reply) => reply.type("text/javascript; charset=utf-8").send(START));
  server.get("/api/docs/reference.js", options, async (_request, reply) =>
    reply
      .type("text/javascript; charset=utf-8")
      .header("cache-control", "public, max-age=86400")
      .send(await (reference ??= readReference())),
  );
}

/** The package does not export its script, it only serves it. A separate server fetches it once, so that the package's page is not served. */
async function readReference(): Promise<string> {
  const { default: scalar } = await import("@scalar/fastify-api-reference");
  const aside = Fastify({ logger: false });
  await aside.register(scalar, { routePrefix: "/reference", configuration: { content: {} } });
  const response = await aside.inject("/reference/js/scalar.js");
  await aside.close();
  if (response.statusCode !== 200) throw new Error("the API reference's script was not found");
  return response.body;
}
