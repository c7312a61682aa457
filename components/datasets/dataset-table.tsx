"use client";

import Link from "next/link";
import { useId, useMemo, useState } from "react";
import { ArrowDown, ArrowUp, Search } from "lucide-react";
import { announce } from "@/components/layout/announce";
import { countText } from "@/lib/series/number-text";
import { counted } from "./counted";
import { originText, ownTitle, publishedAt, type DatasetFacts } from "./dataset-facts";
import { dateText, timeText } from "./date-text";
import { EvidenceBar } from "./evidence-bar";
import { ProblemCount } from "./problem-count";
import { sizeText } from "./size-text";

type SortKey = "name" | "published" | "importer" | "points" | "problems" | "bytes";
interface Sort {
  key: SortKey;
  descending: boolean;
}

/** Every dataset, newest first; filtered by words in name, title, importer, origin or hash, sorted by any column. */
export function DatasetTable({ datasets }: { datasets: readonly DatasetFacts[] }) {
  const [words, setWords] = useState("");
  const [sort, setSort] = useState<Sort>({ key: "published", descending: true });
  const shown = useMemo(
    () =>
      sorted(
        datasets.filter((each) => matches(each, words)),
        sort,
      ),
    [datasets, words, sort],
  );
  const filter = (next: string) => {
    setWords(next);
    announce(
      `${counted(datasets.filter((each) => matches(each, next)).length, "dataset")} of ${countText(datasets.length)}`,
    );
  };
  return (
    <section className="card clip" aria-label="Datasets">
      <FilterBox words={words} onChange={filter} shown={shown.length} total={datasets.length} />
      {shown.length === 0 ? (
        <NothingFound words={words} onClear={() => filter("")} total={datasets.length} />
      ) : (
        <div className="ds-scroll">
          <table className="ds">
            <Head sort={sort} onSort={setSort} />
            <tbody>
              {shown.map((dataset) => (
                <Row key={dataset.sha256} dataset={dataset} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function FilterBox(props: {
  words: string;
  onChange: (words: string) => void;
  shown: number;
  total: number;
}) {
  const id = useId();
  return (
    <div className="ch tight script">
      <label className="ds-filter" htmlFor={id}>
        <Search size={14} aria-hidden />
        <span className="sr">Filter datasets</span>
        <input
          id={id}
          type="search"
          value={props.words}
          placeholder="Filter by name, importer, commit or hash"
          aria-keyshortcuts="/"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => props.onChange(event.target.value)}
        />
        <kbd>/</kbd>
      </label>
      <span className="sp" />
      <span className="mm tn">
        {props.words === ""
          ? countText(props.total)
          : `${countText(props.shown)} of ${countText(props.total)}`}
      </span>
    </div>
  );
}

function NothingFound({ words, onClear, total }: { words: string; onClear: () => void; total: number }) {
  return (
    <div className="state">
      <h2 className="h3">No dataset matches “{words}”</h2>
      <p className="m">Without the filter there are {countText(total)}.</p>
      <div className="row">
        <button type="button" className="btn" onClick={onClear}>
          Clear the filter
        </button>
      </div>
    </div>
  );
}

const columns: { key: SortKey | null; label: string; right?: boolean }[] = [
  { key: "name", label: "Dataset" },
  { key: "published", label: "Origin" },
  { key: "importer", label: "Read by" },
  { key: "points", label: "Points", right: true },
  { key: null, label: "Evidence" },
  { key: "problems", label: "Problems" },
  { key: "bytes", label: "Size", right: true },
];

function Head({ sort, onSort }: { sort: Sort; onSort: (sort: Sort) => void }) {
  return (
    <thead>
      <tr>
        {columns.map(({ key, label, right }) => (
          <th key={label} scope="col" className={right ? "r" : undefined} aria-sort={ariaSort(key, sort)}>
            {key === null ? (
              label
            ) : (
              <button type="button" className="th-sort" onClick={() => onSort(nextSort(key, sort))}>
                {label}
                {sort.key === key && <Arrow descending={sort.descending} />}
              </button>
            )}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Arrow({ descending }: { descending: boolean }) {
  return descending ? <ArrowDown size={12} aria-hidden /> : <ArrowUp size={12} aria-hidden />;
}

function ariaSort(key: SortKey | null, sort: Sort): "ascending" | "descending" | undefined {
  if (key !== sort.key) return undefined;
  return sort.descending ? "descending" : "ascending";
}

/** The same column again turns the order; another begins with what one looks for: names from A, numbers from the largest. */
function nextSort(key: SortKey, sort: Sort): Sort {
  if (key === sort.key) return { key, descending: !sort.descending };
  return { key, descending: key !== "name" && key !== "importer" };
}

function Row({ dataset }: { dataset: DatasetFacts }) {
  const { sha256, name, origin, importer, problems } = dataset;
  const own = ownTitle(dataset);
  return (
    <tr>
      <th scope="row" className="ds-name">
        <Link href={`/datasets/${sha256}`} prefetch={false}>
          <span className="mono">{name}</span>
          {own !== null && <span className="ds-title">{own}</span>}
        </Link>
      </th>
      <td className="ds-origin" title={timeText(publishedAt(dataset))}>
        <span className="m">{dateText(publishedAt(dataset))}</span>
        <span className="mm">{originText(origin)}</span>
      </td>
      <td className="m">{importer.label}</td>
      <td className="r" data-label="points">
        {countText(dataset.points)}
      </td>
      <td>
        <EvidenceBar counts={dataset.evidence} />
      </td>
      <td>
        <ProblemCount problems={problems} />
      </td>
      <td className="r mm">{sizeText(dataset.bytes)}</td>
    </tr>
  );
}

/** Whether every word stands somewhere in what the row shows, upper or lower case alike. */
export function matches(dataset: DatasetFacts, words: string): boolean {
  const { name, title, sha256, importer, origin } = dataset;
  const commit = origin.kind === "committed" ? `${origin.path} ${origin.gitCommit ?? ""}` : "";
  const text = [name, title, sha256, importer.label, originText(origin), commit].join(" ").toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** A copy in the order of a column; equal ones stay as they were, newest first. */
export function sorted(datasets: readonly DatasetFacts[], { key, descending }: Sort): DatasetFacts[] {
  const sign = descending ? -1 : 1;
  return [...datasets].sort((a, b) => sign * compare(sortValue(a, key), sortValue(b, key)));
}

function sortValue(dataset: DatasetFacts, key: SortKey): string | number {
  if (key === "published") return Date.parse(publishedAt(dataset)) || 0;
  if (key === "importer") return dataset.importer.label;
  return dataset[key];
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a).localeCompare(String(b), "en", { numeric: true });
}
