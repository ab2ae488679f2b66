import { PLACE_OPERATORS, type WebType } from "./webType.ts";

export const dateWeb: WebType = { operators: PLACE_OPERATORS, field: "date", newValue: "30d", text: String };
