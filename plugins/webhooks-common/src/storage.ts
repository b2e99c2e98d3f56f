/** How large one table is. */
export interface TableSize {
  name: string;
  /** On PostgreSQL as its statistics have it, so a little behind. */
  rows: number;
  /** With indexes. Absent where that cannot be told cheaply. */
  bytes?: number;
}

/** What is kept under one limit of `webhooks.retention`, and where that leads. */
export interface KeptForecast {
  /** E.g. `events`, as the keys of `webhooks.retention`. */
  name: string;
  rows: number;
  /** Rows added within the last 24 hours, or as many as it would be at the rate so far. */
  rowsPerDay: number;
  /** ISO 8601 time of the oldest; absent when there is none. */
  oldestAt?: string;
  /** What app-config allows. */
  limit: { ageDays: number; count: number };
  /** Which of both holds it level at the rate of now. */
  heldBy: 'age' | 'count';
  /** Rows at which it stays level at the rate of now. */
  levelRows: number;
  /** Bytes at that level, indexes and attempts included; absent where sizes are unknown. */
  levelBytes?: number;
  /** Days until that level at the rate of now: 0 when it is reached; absent when nothing comes in. */
  daysToLevel?: number;
}

/** The answer of `GET /storage`, a few minutes old at most. */
export interface StorageInfo {
  /** ISO 8601. */
  measuredAt: string;
  /** Of the plugin's tables, or of its whole database where that is one file. */
  totalBytes: number;
  /** What it grows to at the rate of now, while retention holds it there; absent where unknown. */
  levelBytes?: number;
  /** The largest first. */
  tables: TableSize[];
  kept: KeptForecast[];
}
