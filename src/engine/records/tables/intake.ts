/** Uploads and imports. */
export interface IntakeTables {}
