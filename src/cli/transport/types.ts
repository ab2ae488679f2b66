import type { Readable } from "node:stream";

/** One request to the API. `path` begins with `/api` and includes the query. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text, or the stream of a file. */
  readonly body?: string | Readable;
  readonly signal?: AbortSignal;
}

export interface ApiResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Readable;
}

/** A transport to the API: inside this process, or over HTTP. */
export interface Transport {
  request(request: ApiRequest): Promise<ApiResponse>;
  close(): Promise<void>;
}
