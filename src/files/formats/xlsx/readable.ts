import type { LocalFile } from "../../file.ts";
import { truncated } from "./zip.ts";

/**
 * Runs a reader of workbook XML. XML that ends early, is nested too deep or declares entities is not a workbook's: import and preview throw
 * the same error.
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
