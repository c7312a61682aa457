import type { ExploreData, ExploreModel, TableRow } from "@/lib/series/explore-model";
import type { Choices } from "./choices";

/** What the page carries from the server. */
export interface FirstPage {
  /** The model of the view that was asked for, as far as the first paint shows it. */
  model: ExploreModel;
  /** Whether that is all of it: a long table's rows and the marks of a chart are computed here once they are needed. */
  whole: boolean;
  /** Of which view: `modelKey`. */
  key: string;
  /** The selected point's row, which need not be among the first ones. */
  selected: TableRow | null;
  /** The points, for `unpackData`. */
  packed: string;
  choices: Choices;
  tabs: Pick<ExploreData, "tabCounts" | "metrics" | "trends" | "meant">;
}
