import type { LocalFile } from "../file.ts";
import { truncated } from "./zip.ts";

/**
 * Runs what reads the XML of a workbook. XML that ends early, nests too deep or has entities of its own is not a workbook's, whoever
 * reads it: import and preview alike.
 * @throws FILE_TRUNCATED
 */
export async function readable<T>(file: LocalFile, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const { name, code } = error as NodeJS.ErrnoException;
    throw /Xml|SyntaxError|RangeError|ERR_ENCODING/.test(`${name} ${code ?? ""}`) ? truncated(file, error) : error;
  }
}
