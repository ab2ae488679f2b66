export { MESSAGE_KINDS, type Arrival, type MessageKind } from "./message.ts";
export { issuesOf, trackMessage, trackMessages, type TrackedMessage, type TrackMessages } from "./track.ts";
