import type { IconName } from "../components/Icon.tsx";

/** The pages of the application, in the order of the navigation. */
export const PAGES = [
  { to: "/", icon: "overview", name: "shell.overview" },
  { to: "/customers", icon: "customers", name: "shell.customers" },
  { to: "/tags", icon: "tags", name: "shell.tags" },
  { to: "/segments", icon: "segments", name: "shell.segments" },
  { to: "/review", icon: "review", name: "shell.review" },
  { to: "/imports", icon: "imports", name: "shell.imports" },
  { to: "/settings", icon: "settings", name: "shell.settings" },
] as const satisfies readonly { to: string; icon: IconName; name: string }[];
