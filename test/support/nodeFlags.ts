/**
 * What every process of the tests is started with: as bin/tagwise.mjs sets it. V8 takes sources that another process compiled only where the
 * flags are the same; one process without them makes the next one compile two thousand files anew, a second of processor.
 */
export const NODE_FLAGS = ["--wasm-tiering-budget=1000000000"];
