/** What a share button shares: enough to find or make its link once it is asked for. */
export type ShareSource =
  /** A view of /explore, by its query: its link is made when the menu opens. */
  | { kind: "query"; title: string; query: string }
  /** What has a link already; `query` goes with it (the opened point). */
  | { kind: "stored"; title: string; page: string; query: string; follows: boolean }
  /** A review: it follows its files, and is in no frame. */
  | { kind: "review"; title: string; page: string; query: string };
