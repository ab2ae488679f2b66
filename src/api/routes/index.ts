import { OPERATIONS, type Operation } from "../../contract/index.ts";
import type { Binding } from "../route.ts";
import { accessRoutes } from "./access.ts";
import { actionsRoutes } from "./actions.ts";
import { appRoutes } from "./app.ts";
import { assignmentsRoutes } from "./assignments.ts";
import { catalogueRoutes } from "./catalogue.ts";
import { customersRoutes } from "./customers.ts";
import { erasureRoutes } from "./erasure.ts";
import { evaluationRoutes } from "./evaluation.ts";
import { explainRoutes } from "./explain.ts";
import { exportsRoutes } from "./exports.ts";
import { importsRoutes } from "./imports.ts";
import { insightRoutes } from "./insight.ts";
import { jobsRoutes } from "./jobs.ts";
import { membershipRoutes } from "./membership.ts";
import { productsRoutes } from "./products.ts";
import { changesRoutes } from "./changes.ts";
import { publishingRoutes } from "./publishing.ts";
import { reviewRoutes } from "./review.ts";
import { segmentsRoutes } from "./segments.ts";
import { sourcesRoutes } from "./sources.ts";
import { suggestionsRoutes } from "./suggestions.ts";
import { tagsRoutes } from "./tags.ts";
import { templatesRoutes } from "./templates.ts";
import { trackingRoutes } from "./tracking.ts";
import { updatesRoutes } from "./updates.ts";

/** Every bound operation, in one file per room. */
export const ROUTES: readonly Binding[] = [
  ...accessRoutes,
  ...actionsRoutes,
  ...appRoutes,
  ...assignmentsRoutes,
  ...catalogueRoutes,
  ...customersRoutes,
  ...erasureRoutes,
  ...evaluationRoutes,
  ...explainRoutes,
  ...exportsRoutes,
  ...importsRoutes,
  ...insightRoutes,
  ...jobsRoutes,
  ...membershipRoutes,
  ...productsRoutes,
  ...publishingRoutes,
  ...changesRoutes,
  ...reviewRoutes,
  ...segmentsRoutes,
  ...sourcesRoutes,
  ...suggestionsRoutes,
  ...tagsRoutes,
  ...templatesRoutes,
  ...trackingRoutes,
  ...updatesRoutes,
];

/** Operations without a handler. The server names them in the answer. */
export function missingOperations(): Operation[] {
  const bound = new Set(ROUTES.map(({ operation }) => operation));
  return OPERATIONS.filter((operation) => !bound.has(operation));
}
