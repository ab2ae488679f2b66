export const segments = {
  name: "人群名称",
  save: "保存",
  saveAs: "存为人群",
  replaces: "同名的人群会被更新。",
  saved: "已保存人群「{{name}}」",
  show: "查看",
};
