import { createServer } from "node:http";
import { listen, type Listening } from "./listen.ts";

/** A site of an origin of its own: `page` is the HTML of a path, or undefined where there is none. */
export async function openSite(page: (path: string) => string | undefined): Promise<Listening> {
  const server = createServer((request, response) => {
    const html = page(new URL(request.url!, "http://site").pathname);
    response.writeHead(html === undefined ? 404 : 200, { "content-type": "text/html; charset=utf-8" });
    response.end(html ?? "");
  });
  return listen(server);
}
