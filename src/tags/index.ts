export type { TagDefinition, TagRecord, TagSet } from "./definition.ts";
export { readDraft } from "./draft.ts";
export { readDocument, MAX_TAGS, type ReadDocument } from "./document.ts";
export { tagFaces, type TagFace } from "./faces.ts";
export { findTag, loadTags } from "./load.ts";
export { canonical, publishTags, sameDefinition, type Published } from "./publish.ts";
export { tagsReading } from "./reading.ts";
export { refsOf } from "./refs.ts";
export { segmentsOf } from "./segments.ts";
