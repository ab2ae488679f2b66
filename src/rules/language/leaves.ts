import { attributeLanguage } from "../leaves/attribute/language.ts";
import { consentLanguage } from "../leaves/consent/language.ts";
import { cycleLanguage } from "../leaves/cycle/language.ts";
import { eventLanguage } from "../leaves/event/language.ts";
import { metricLanguage } from "../leaves/metric/language.ts";
import { rankLanguage } from "../leaves/rank/language.ts";
import { segmentLanguage } from "../leaves/segment/language.ts";
import { sequenceLanguage } from "../leaves/sequence/language.ts";
import { tagLanguage } from "../leaves/tag/language.ts";
import { trendLanguage } from "../leaves/trend/language.ts";
import type { LeafLanguage } from "./leaf.ts";

/** Every leaf of the language. Adding one means a folder in leaves/ and a line in each list of leaves. */
export const LEAVES: readonly LeafLanguage[] = [
  attributeLanguage,
  eventLanguage,
  tagLanguage,
  metricLanguage,
  trendLanguage,
  sequenceLanguage,
  segmentLanguage,
  consentLanguage,
  rankLanguage,
  cycleLanguage,
];
