import { z } from "zod";

export const CatalogueType = z.enum(["text", "number", "boolean", "date", "time", "list"]);
