import { OPERATIONS, type Operation } from "../../contract/index.ts";
import type { Binding } from "../route.ts";
import { accessRoutes } from "./access.ts";
import { actionRoutes } from "./actions.ts";
import { appRoutes } from "./app.ts";
import { catalogueRoutes } from "./catalogue.ts";
import { customerRoutes } from "./customers.ts";
import { exportRoutes } from "./exports.ts";
import { insightRoutes } from "./insight.ts";
import { intakeRoutes } from "./intake.ts";
import { membershipRoutes } from "./membership.ts";
import { reviewRoutes } from "./review.ts";
import { segmentRoutes } from "./segments.ts";
import { sendingRoutes } from "./sending.ts";
import { sourceRoutes } from "./sources.ts";
import { uploadRoutes } from "./uploads.ts";

/** Every bound operation. A room adds its list here. */
export const ROUTES: readonly Binding[] = [
  ...accessRoutes,
  ...actionRoutes,
  ...appRoutes,
  ...catalogueRoutes,
  ...customerRoutes,
  ...exportRoutes,
  ...insightRoutes,
  ...intakeRoutes,
  ...membershipRoutes,
  ...reviewRoutes,
  ...segmentRoutes,
  ...sendingRoutes,
  ...sourceRoutes,
  ...uploadRoutes,
];

/** Operations that nothing answers yet; the server says so by name. */
export function missingOperations(): Operation[] {
  const bound = new Set(ROUTES.map(({ operation }) => operation));
  return OPERATIONS.filter((operation) => !bound.has(operation));
}
