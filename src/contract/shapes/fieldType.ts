import { z } from "zod";
import { VALUE_TYPE_CODES } from "../../kernel/index.ts";

export const CatalogueType = z.enum(VALUE_TYPE_CODES);
