import { countColumn } from "./count.ts";
import { cyclesColumn } from "./cycles.ts";
import { daysColumn } from "./days.ts";
import { distinctColumn } from "./distinct.ts";
import { divisorColumn } from "./divisor.ts";
import { enteredColumn } from "./entered.ts";
import { firstColumn } from "./first.ts";
import { firstTimeColumn } from "./firstTime.ts";
import { knownColumn } from "./known.ts";
import { lastColumn } from "./last.ts";
import { lastTimeColumn } from "./lastTime.ts";
import { latestColumn } from "./latest.ts";
import { maximumColumn } from "./maximum.ts";
import { minimumColumn } from "./minimum.ts";
import { mostFrequentColumn } from "./mostFrequent.ts";
import { percentileColumn } from "./percentile.ts";
import { rankColumn } from "./rank.ts";
import { rankedColumn } from "./ranked.ts";
import { squaresColumn } from "./squares.ts";
import { sumColumn } from "./sum.ts";
import { timesColumn } from "./times.ts";
import type { Aggregate, EventAggregate } from "../plan/types.ts";
import type { Column, EventColumn } from "./column.ts";

type EventColumns = { readonly [K in EventAggregate["kind"]]: EventColumn<Extract<EventAggregate, { kind: K }>> };
type Columns = { readonly [K in Aggregate["kind"]]: Column<Extract<Aggregate, { kind: K }>> };

const EVENT_COLUMNS: EventColumns = {
  count: countColumn,
  known: knownColumn,
  sum: sumColumn,
  distinct: distinctColumn,
  minimum: minimumColumn,
  maximum: maximumColumn,
  days: daysColumn,
  first: firstColumn,
  last: lastColumn,
  mostFrequent: mostFrequentColumn,
  times: timesColumn,
  firstTime: firstTimeColumn,
  lastTime: lastTimeColumn,
  percentile: percentileColumn,
  divisor: divisorColumn,
  squares: squaresColumn,
};

const COLUMNS: Columns = {
  ...EVENT_COLUMNS,
  latest: latestColumn,
  entered: enteredColumn,
  rank: rankColumn,
  ranked: rankedColumn,
  cycles: cyclesColumn,
};

/** The column of an aggregate's kind. */
export function columnOf<A extends Aggregate>(aggregate: A): Column<A> {
  return COLUMNS[aggregate.kind] as unknown as Column<A>;
}

export function eventColumnOf<A extends EventAggregate>(aggregate: A): EventColumn<A> {
  return EVENT_COLUMNS[aggregate.kind] as unknown as EventColumn<A>;
}
