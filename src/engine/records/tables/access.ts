/** People, sessions, keys, audit, jobs. */
export interface AccessTables {}
