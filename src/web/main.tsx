import "./noEval.ts";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { makeQueryClient } from "./api/queries.ts";
import { App } from "./app.tsx";
import { startTexts } from "./i18n/index.ts";
import { makeRouter } from "./router.tsx";
import { returnTo } from "./search.ts";
import "./theme/base.css";

startTexts();

const client = makeQueryClient(() => {
  const { href, pathname } = router.state.location;
  if (pathname === "/login") return;
  // Cleared before leaving, so that the router reads the session again, and afterwards, for answers that arrived in between.
  client.clear();
  void router.navigate({ to: "/login", search: { return: returnTo(href) } }).then(() => client.clear());
});
const router = makeRouter(client);

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <App client={client} router={router} />
  </StrictMode>,
);
