import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { readSession } from "../contract/index.ts";
import { ApiProblem } from "./api/problem.ts";
import { ask } from "./api/queries.ts";
import {
  changesSearch,
  customerSearch,
  customersSearch,
  dictionarySearch,
  loginSearch,
  newTagSearch,
  parseSearch,
  returnTo,
  reviewSearch,
  segmentsSearch,
  settingsSearch,
  tagsSearch,
  tagTemplatesSearch,
  writeSearch,
} from "./search.ts";
import { Frame } from "./shell/Frame.tsx";
import { NotFound } from "./shell/NotFound.tsx";
import { Broken } from "./shell/Broken.tsx";

const root = createRootRouteWithContext<{ client: QueryClient }>()({ notFoundComponent: NotFound, errorComponent: Broken });

const login = createRoute({
  getParentRoute: () => root,
  path: "/login",
  validateSearch: loginSearch,
  component: lazyRouteComponent(() => import("./pages/login/LoginPage.tsx"), "LoginPage"),
});

const invite = createRoute({
  getParentRoute: () => root,
  path: "/invite",
  component: lazyRouteComponent(() => import("./pages/invite/InvitePage.tsx"), "InvitePage"),
});

/** The routes that need a sign-in. */
const frame = createRoute({
  getParentRoute: () => root,
  id: "frame",
  beforeLoad: async ({ context, location }) => {
    try {
      await context.client.ensureQueryData(ask(readSession, {}));
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) {
        throw redirect({ to: "/login", search: { return: returnTo(location.href) } });
      }
      throw error;
    }
  },
  component: Frame,
});

const overview = createRoute({
  getParentRoute: () => frame,
  path: "/",
  component: lazyRouteComponent(() => import("./pages/overview/OverviewPage.tsx"), "OverviewPage"),
});
const tags = createRoute({
  getParentRoute: () => frame,
  path: "/tags",
  validateSearch: tagsSearch,
  component: lazyRouteComponent(() => import("./pages/tags/TagsPage.tsx"), "TagsPage"),
});
const tag = createRoute({
  getParentRoute: () => frame,
  path: "/tags/$tag",
  component: lazyRouteComponent(() => import("./pages/tag/TagPage.tsx"), "TagPage"),
});
const newTag = createRoute({
  getParentRoute: () => frame,
  // Not below /tags: `new` may be the code of a tag. No code contains a hyphen.
  path: "/new-tag",
  validateSearch: newTagSearch,
  component: lazyRouteComponent(() => import("./pages/newTag/NewTagPage.tsx"), "NewTagPage"),
});
const dictionary = createRoute({
  getParentRoute: () => frame,
  path: "/dictionary",
  validateSearch: dictionarySearch,
  component: lazyRouteComponent(() => import("./pages/dictionary/DictionaryPage.tsx"), "DictionaryPage"),
});
const changes = createRoute({
  getParentRoute: () => frame,
  path: "/changes",
  validateSearch: changesSearch,
  component: lazyRouteComponent(() => import("./pages/changes/ChangesPage.tsx"), "ChangesPage"),
});
const change = createRoute({
  getParentRoute: () => frame,
  path: "/changes/$change",
  component: lazyRouteComponent(() => import("./pages/changes/ChangePage.tsx"), "ChangePage"),
});
const tagTemplates = createRoute({
  getParentRoute: () => frame,
  path: "/tag-templates",
  validateSearch: tagTemplatesSearch,
  component: lazyRouteComponent(() => import("./pages/tagTemplates/TagTemplatesPage.tsx"), "TagTemplatesPage"),
});
const rule = createRoute({
  getParentRoute: () => frame,
  path: "/tags/$tag/rule",
  component: lazyRouteComponent(() => import("./pages/rule/RulePage.tsx"), "RulePage"),
});
const customers = createRoute({
  getParentRoute: () => frame,
  path: "/customers",
  validateSearch: customersSearch,
  component: lazyRouteComponent(() => import("./pages/customers/CustomersPage.tsx"), "CustomersPage"),
});
const customer = createRoute({
  getParentRoute: () => frame,
  path: "/customers/$customer",
  validateSearch: customerSearch,
  component: lazyRouteComponent(() => import("./pages/customer/CustomerPage.tsx"), "CustomerPage"),
});
const segments = createRoute({
  getParentRoute: () => frame,
  path: "/segments",
  validateSearch: segmentsSearch,
  component: lazyRouteComponent(() => import("./pages/segments/SegmentsPage.tsx"), "SegmentsPage"),
});
const review = createRoute({
  getParentRoute: () => frame,
  path: "/review",
  validateSearch: reviewSearch,
  component: lazyRouteComponent(() => import("./pages/review/ReviewPage.tsx"), "ReviewPage"),
});
const imports = createRoute({
  getParentRoute: () => frame,
  path: "/imports",
  component: lazyRouteComponent(() => import("./pages/imports/ImportsPage.tsx"), "ImportsPage"),
});
const settings = createRoute({
  getParentRoute: () => frame,
  path: "/settings",
  validateSearch: settingsSearch,
  component: lazyRouteComponent(() => import("./pages/settings/SettingsPage.tsx"), "SettingsPage"),
});

/** An unknown address: the frame stays, so that the navigation leads on. */
const unknown = createRoute({ getParentRoute: () => frame, path: "$", component: NotFound });

const routeTree = root.addChildren([
  login,
  invite,
  frame.addChildren([
    overview,
    tags,
    newTag,
    tag,
    dictionary,
    tagTemplates,
    changes,
    change,
    rule,
    customers,
    customer,
    segments,
    review,
    imports,
    settings,
    unknown,
  ]),
]);

export function makeRouter(client: QueryClient) {
  return createRouter({
    routeTree,
    context: { client },
    parseSearch,
    stringifySearch: writeSearch,
    defaultPreload: "intent",
    defaultPendingMs: 300,
    // Each page has its own error boundary, so that the frame stays.
    defaultErrorComponent: Broken,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
