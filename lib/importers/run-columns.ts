// Repeats side by side: a column a run (`tok/s run 1`, `tok/s run 2`), of which each cell is a run of its row's setup.
import type { TableHead } from "./table-text";

/** What is said of means and spreads beside the runs that they were computed of. */
export const madeOfRuns = "made of the runs beside it: not read twice";

/** Columns of one metric that are headed by the number of a run, and what names it: `tok/s run 2`. */
export type RunColumns = ReadonlyMap<number, string>;

/** The number of a run at the end of a header, or alone; the first group is its name. */
export const runLabel =
  /[\s_([#-]*(?<![\p{L}\d])((?:run|trial|repeat|repetition|rep|iteration|iter|lauf|durchlauf|messung|essai|ejecución|прогон)[\s_#.-]*\d{1,3})[)\]]?(?![\p{L}\d])/iu;

export function withoutRun(text: string): string {
  return text.replace(runLabel, "").trim();
}

export function runColumns({ headers, header }: Pick<TableHead, "headers" | "header">): RunColumns {
  const found = headers.flatMap((text, column) => {
    const whole = (header?.parts[column] ?? [text]).filter((part) => part !== "").join(" / ");
    const run = runLabel.exec(whole)?.[1];
    return run === undefined ? [] : [{ column, run, rest: withoutRun(whole) }];
  });
  const ofSeveral = found.filter(({ column, run, rest }) =>
    found.some((other) => other.column !== column && other.rest === rest && other.run !== run),
  );
  return new Map(ofSeveral.map(({ column, run }) => [column, run]));
}
