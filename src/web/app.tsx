import { QueryClientProvider, type QueryClient } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { App as AntdApp, ConfigProvider } from "antd";
import { useLayoutEffect } from "react";
import { antdTheme } from "./theme/antd.ts";
import { putOn } from "./theme/variables.ts";
import { antdTexts } from "./i18n/antd.ts";
import { usePreferences, useReducedMotion, useScheme } from "./preferences.ts";
import type { makeRouter } from "./router.tsx";

/** The application: providers of theme, language and data around the router. */
export function App({ client, router }: { client: QueryClient; router: ReturnType<typeof makeRouter> }) {
  const { lang } = usePreferences();
  const scheme = useScheme();
  const still = useReducedMotion();
  useLayoutEffect(() => putOn(scheme), [scheme]);
  return (
    <ConfigProvider theme={antdTheme(scheme, still)} locale={antdTexts(lang)} button={{ autoInsertSpace: false }}>
      <AntdApp component={false} message={{ maxCount: 2 }}>
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </AntdApp>
    </ConfigProvider>
  );
}
