import type { Binding } from "../route.ts";
import { accessRoutes } from "./access.ts";
import { appRoutes } from "./app.ts";

/** Every bound operation. A room adds its list here. */
export const ROUTES: readonly Binding[] = [...accessRoutes, ...appRoutes];
