import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Where `vite src/web` sends API calls while developing; the built files are served by the API itself. */
const server = process.env["TAGWISE_URL"] ?? "http://localhost:4600";

export default defineConfig(({ command }) => {
  // Always a production build: the environment of a test runner would build the development version of React.
  if (command === "build") process.env["NODE_ENV"] = "production";
  return {
    root: fileURLToPath(new URL(".", import.meta.url)),
    plugins: [react()],
    server: { proxy: { "/api": { target: server, changeOrigin: true } } },
    build: {
      outDir: fileURLToPath(new URL("../../dist/web", import.meta.url)),
      emptyOutDir: true,
      target: "es2023",
      // The content security policy forbids data: URLs for scripts and styles, so small files are not inlined.
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 900,
      rolldownOptions: {
        output: {
          codeSplitting: {
            groups: [
              { name: "echarts", test: /node_modules\/(echarts|zrender)\//, priority: 3 },
              { name: "yaml", test: /node_modules\/yaml\//, priority: 3 },
              { name: "antd", test: /node_modules\/(antd|@rc-component|@ant-design|dayjs|@emotion|stylis)\//, priority: 2 },
              // noEval.ts goes with zod, so that it runs before any chunk that makes schemas.
              {
                name: "react",
                test: /src\/web\/noEval|node_modules\/(react|react-dom|scheduler|@tanstack|i18next|react-i18next|zod)\//,
                priority: 1,
              },
            ],
          },
        },
      },
    },
  };
});
