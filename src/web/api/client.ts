import type { InputOf, Operation, ResponseOf } from "../../contract/index.ts";
import { preferences } from "../preferences.ts";
import { problemOf, unreachable } from "./problem.ts";

type Values = Record<string, unknown>;

/**
 * Calls an operation of the contract. Its schemas decide which keys go to path, query and body.
 * @throws ApiProblem with texts in both languages.
 */
export async function api<O extends Operation>(operation: O, input: InputOf<O>, signal?: AbortSignal): Promise<ResponseOf<O>> {
  const { path, body } = requestOf(operation, input as Values);
  const response = await send(path, {
    method: operation.method,
    headers: { "accept-language": preferences().lang, ...(body && { "content-type": "application/json" }) },
    ...(body && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  });
  return (await response.json()) as ResponseOf<O>;
}

/** Sends a file as the body of an operation and reports the share sent. @throws ApiProblem */
export function upload<O extends Operation>(
  operation: O,
  input: InputOf<O>,
  file: Blob,
  onSent: (share: number) => void,
): Promise<ResponseOf<O>> {
  const { path } = requestOf(operation, input as Values);
  // XMLHttpRequest, because fetch does not report upload progress.
  const request = new XMLHttpRequest();
  request.open(operation.method, path);
  request.setRequestHeader("accept-language", preferences().lang);
  request.setRequestHeader("content-type", "application/octet-stream");
  request.upload.addEventListener("progress", ({ loaded, total }) => onSent(total > 0 ? loaded / total : 0));
  return new Promise((resolve, reject) => {
    request.addEventListener("error", () => reject(unreachable()));
    request.addEventListener("load", () => {
      const response = new Response(request.responseText, { status: request.status });
      (response.ok ? response.json().then(resolve as (body: unknown) => void) : problemOf(response).then(reject)).catch(reject);
    });
    request.send(file);
  });
}

/** The address of a GET operation, for a download link. */
export function addressOf<O extends Operation>(operation: O, input: InputOf<O>): string {
  return requestOf(operation, input as Values).path;
}

async function send(path: string, init: RequestInit): Promise<Response> {
  const response = await fetch(path, { credentials: "same-origin", ...init }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw unreachable();
  });
  if (!response.ok) throw await problemOf(response);
  return response;
}

/** The path with its query, and the body (undefined if the operation has none). Undefined values are left out. */
export function requestOf(operation: Operation, input: Values): { path: string; body: Values | undefined } {
  const rest = { ...input };
  const path = operation.path.replace(/:([a-zA-Z]+)/g, (_, name: string) => {
    const value = rest[name];
    delete rest[name];
    return encodeURIComponent(String(value));
  });
  const inQuery = keysOf(operation.query);
  const query = new URLSearchParams();
  const body: Values = {};
  for (const [name, value] of Object.entries(rest)) {
    if (value === undefined) continue;
    if (inQuery.has(name)) query.set(name, String(value));
    else body[name] = value;
  }
  const search = query.size > 0 ? `?${query.toString()}` : "";
  return { path: `/api${path}${search}`, body: keysOf(operation.body).size > 0 ? body : undefined };
}

function keysOf(schema: Operation["query"]): ReadonlySet<string> {
  return new Set("shape" in schema ? Object.keys(schema.shape as object) : []);
}
