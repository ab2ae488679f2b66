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
  // Before leaving, so that the way back asks again who is there; and after, for what was on its way meanwhile.
  client.clear();
  void router.navigate({ to: "/login", search: { return: returnTo(href) } }).then(() => client.clear());
});
const router = makeRouter(client);

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <App client={client} router={router} />
  </StrictMode>,
);
