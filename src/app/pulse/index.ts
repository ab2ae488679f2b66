export { eventsFor, type News } from "./events.ts";
export { openPulse, type Listener, type Pulse } from "./pulse.ts";
