export { eventsFor, type News } from "./events.ts";
export { hearingOf, type Hearing } from "./hearing.ts";
export { openPulse, type Listener, type Pulse } from "./pulse.ts";
