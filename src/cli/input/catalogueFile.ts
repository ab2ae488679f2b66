import { CatalogueShape } from "../../contract/index.ts";
import { problem } from "../../kernel/index.ts";
import { readText } from "./read.ts";

/** A catalogue as `tagwise catalogue show --json` prints it. @throws PATH_…, TEXT_NOT_UTF8, CATALOGUE_FILE_INVALID */
export async function readCatalogueFile(file: string) {
  const text = await readText(file);
  try {
    return CatalogueShape.parse(JSON.parse(text));
  } catch (cause) {
    throw problem("CATALOGUE_FILE_INVALID", { file }, cause);
  }
}
