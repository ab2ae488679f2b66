export const segments = {
  name: "Name of the segment",
  save: "Save",
  saveAs: "Save as segment",
  replaces: "A segment of the same name is replaced.",
  saved: "Saved the segment {{name}}",
  show: "Show",
};
