import * as contract from "../../contract/index.ts";
import {
  acceptSuggestions,
  countSuggestions,
  listSuggestions,
  readTagPrecision,
  rejectSuggestions,
  reopenSuggestions,
  suggestTags,
} from "../../suggestions/index.ts";
import { bind } from "../route.ts";

const BY_HOLDER = { byHolder: true } as const;

export const suggestionsRoutes = [
  bind(contract.suggestTags, ({ ctx, body }) => suggestTags({ ctx, input: body })),
  bind(contract.listSuggestions, ({ ctx, query }) => listSuggestions({ ctx, input: query })),
  bind(contract.countSuggestions, ({ ctx }) => countSuggestions({ ctx })),
  bind(contract.acceptSuggestions, ({ ctx, body }) => acceptSuggestions({ ctx, input: body }), BY_HOLDER),
  bind(contract.rejectSuggestions, ({ ctx, body }) => rejectSuggestions({ ctx, input: body })),
  bind(contract.reopenSuggestions, ({ ctx, body }) => reopenSuggestions({ ctx, input: body }), BY_HOLDER),
  bind(contract.readTagPrecision, ({ ctx, params }) => readTagPrecision({ ctx, input: params })),
];
