/** Statements that write what people and programs were told of, or will be. */
export const STATEMENTS: Readonly<Record<string, RegExp>> = {
  events: /INSERT INTO events\b/,
  messages: /INSERT INTO messages\b/,
  values: /INSERT INTO attribute_values\b/,
  customers: /INSERT INTO customers\b/,
  identities: /INSERT INTO identities\b/,
  history: /INSERT INTO membership_changes\b/,
  members: /INSERT INTO members\b/,
  metrics: /INSERT INTO metrics\b/,
  "an import's rows": /ATTACH PARTITION/,
  "metrics of everybody": /REPLACE PARTITION/,
  "a deletion": /ALTER TABLE \w+ DELETE/,
  "a fence": /INSERT INTO writer_fences\b/,
};
