import { decideEncoding, type Encoding, type LocalFile, readHead } from "../../files/index.ts";

/** The beginning of a text file, decoded with the encoding of the whole file. A character cut at the end is dropped. */
export interface TextHead {
  readonly text: string;
  /** Whether the text is the whole file. */
  readonly complete: boolean;
  readonly encoding: Encoding;
}

/** @throws ENCODING_BROKEN, ENCODING_UNKNOWN, FILE_CUT */
export async function decodeHead(file: LocalFile, bytes: number, declared: Encoding | undefined): Promise<TextHead> {
  const encoding = await decideEncoding(file, declared);
  const head = await readHead(file.path, bytes);
  const complete = head.length < bytes;
  return { text: new TextDecoder(encoding).decode(head, { stream: !complete }), complete, encoding };
}
