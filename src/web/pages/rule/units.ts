/** Units that are offered for a metric. Any text may be a unit. */
export const UNITS = ["¥", "次", "件", "天", "%", "分"] as const;
