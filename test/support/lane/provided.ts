/** The servers of the servers' lane. */
export interface ProvidedServers {
  readonly databaseUrl: string;
  readonly clickhouseUrl: string;
  /** A database on both servers with the newest structure and nothing in it. Tests copy it and never open it. */
  readonly template: string;
}

/** A demonstration that is ready, to be copied and served; or why there is none. */
export type ProvidedDemo = { readonly dataDir: string } | { readonly failure: string };

declare module "vitest" {
  /** What a project's setup gives its test files. Absent in the embedded lane. */
  export interface ProvidedContext {
    servers?: ProvidedServers;
    demo?: ProvidedDemo;
  }
}
