import type { Reading, Source } from "../source.ts";
export async function readXlsx(_reading: Reading): Promise<Source> {
  throw new Error("not yet");
}
