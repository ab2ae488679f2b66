import type { ChangeSource } from "./changeSource.ts";
import { BATCHES } from "./changeSources/batches.ts";
import { CLOCK } from "./changeSources/clock/clock.ts";
import { DEFINITIONS } from "./changeSources/definitions/definitions.ts";
import { MERGES } from "./changeSources/merges.ts";
import { OVERRIDE_ENDS } from "./changeSources/overrideEnds.ts";
import { POPULATION_WIDE } from "./changeSources/populationWide/populationWide.ts";
import { TAG_DURATIONS } from "./changeSources/tagDurations.ts";

/** All change sources. The first two may change rows and members; those changes are then found by the others. */
export const SOURCES: readonly ChangeSource[] = [OVERRIDE_ENDS, MERGES, BATCHES, CLOCK, TAG_DURATIONS, POPULATION_WIDE, DEFINITIONS];
