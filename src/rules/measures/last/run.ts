import { atEdge, pickRun } from "../pickRun.ts";

export const lastRun = pickRun("last", (property, matching) => atEdge("last", property, matching));
