export const tags = {
  since: "Since",
  source: "Source",
  members: "Members",
  notYet: "Not evaluated yet",
  entered: "entered",
  left: "left",
};
