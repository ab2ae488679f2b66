import { atEdge, pickRun } from "../pickRun.ts";

export const firstRun = pickRun("first", (property, matching) => atEdge("first", property, matching));
