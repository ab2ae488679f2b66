import { chart, common, kind, kindHelp, role, source } from "./common.ts";
import { first, overview } from "./overview.ts";
import { evaluation, login, shell } from "./shell.ts";
import { define, filter, planChange, tagState, tags } from "./tags.ts";

export const zh = {
  shell,
  login,
  evaluation,
  common,
  role,
  source,
  kind,
  kindHelp,
  chart,
  overview,
  first,
  tags,
  filter,
  tagState,
  planChange,
  define,
};
