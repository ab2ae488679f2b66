import type { ChangeSource } from "./changeSource.ts";
import { BATCHES } from "./sources/batches.ts";
import { CLOCK } from "./sources/clock/clock.ts";
import { DEFINITIONS } from "./sources/definitions/definitions.ts";
import { MERGES } from "./sources/merges.ts";
import { OVERRIDE_ENDS } from "./sources/overrideEnds.ts";
import { POPULATION_WIDE } from "./sources/populationWide/populationWide.ts";
import { TAG_DURATIONS } from "./sources/tagDurations.ts";

/** All change sources. The first two may change rows and members; those changes are then found by the others. */
export const SOURCES: readonly ChangeSource[] = [OVERRIDE_ENDS, MERGES, BATCHES, CLOCK, TAG_DURATIONS, POPULATION_WIDE, DEFINITIONS];
