import type { AccessTables } from "./access.ts";
import type { BatchTables } from "./batches.ts";
import type { BulkAssignmentTables } from "./bulkAssignments.ts";
import type { CatalogueTables } from "./catalogue.ts";
import type { ChangeTables } from "./changes.ts";
import type { ErasureTables } from "./erasures.ts";
import type { IntakeTables } from "./intake.ts";
import type { JobTables } from "./jobs.ts";
import type { LeaseTables } from "./lease.ts";
import type { MergeTables } from "./merges.ts";
import type { OverrideTables } from "./overrides.ts";
import type { SettingTables } from "./settings.ts";
import type { SourceTables } from "./sources.ts";
import type { StreamTables } from "./streams.ts";
import type { SuggestionTables } from "./suggestions.ts";
import type { TagTables } from "./tags.ts";
import type { WebhookTables } from "./webhooks.ts";

/** Every table of the records. Each room's tables are described in a file of its own; migrations create them. */
export interface RecordTables
  extends
    AccessTables,
    BatchTables,
    BulkAssignmentTables,
    CatalogueTables,
    ChangeTables,
    ErasureTables,
    IntakeTables,
    JobTables,
    LeaseTables,
    MergeTables,
    OverrideTables,
    SettingTables,
    SourceTables,
    StreamTables,
    SuggestionTables,
    TagTables,
    WebhookTables {}
