import { retireTag } from "../../../contract/index.ts";
import { stateCommand } from "./state.ts";

export const tagRetire = stateCommand(
  "retire",
  retireTag,
  { zh: "停用标签：离开列表，历史保留", en: "retire a tag: it leaves the lists, its history stays" },
  { zh: "已停用", en: "retired" },
);
