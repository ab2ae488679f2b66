import { deleteTag } from "../../../contract/index.ts";
import { stateCommand } from "./state.ts";

export const tagDelete = stateCommand(
  "delete",
  deleteTag,
  { zh: "删除从未使用过的标签", en: "delete a tag that was never used" },
  { zh: "已删除", en: "deleted" },
);
