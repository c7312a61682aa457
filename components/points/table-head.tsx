"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import type { Sort } from "@/lib/view/view";
import type { PointTableProps } from "./point-table";

type Props = Pick<
  PointTableProps,
  "unit" | "levelPercent" | "seriesLabel" | "sort" | "sortHref" | "onSort"
> & {
  /** Whether there are columns for shares of the hardware. */
  uses: boolean;
};

export function TableHead(props: Props) {
  const { sort, unit, levelPercent, seriesLabel } = props;
  return (
    <thead>
      <tr>
        <th scope="col" aria-sort={sort === "name" ? "ascending" : undefined}>
          <SortLink {...props} to="name" label={seriesLabel} />
        </th>
        <th scope="col">Evidence</th>
        <th
          scope="col"
          className="r"
          aria-sort={sort === "name" ? undefined : sort === "worst" ? "ascending" : "descending"}
        >
          <SortLink {...props} to={sort === "best" ? "worst" : "best"} label={unit || "Value"} />
        </th>
        <th scope="col" className="r">
          {levelPercent} % CI
        </th>
        <th scope="col" className="r">
          n
        </th>
        {props.uses && (
          <>
            <UseHead name="MBU" says="Share of memory bandwidth" />
            <UseHead name="MFU" says="Share of peak arithmetic" />
          </>
        )}
        <th scope="col">Source</th>
        <th scope="col">Audit</th>
      </tr>
    </thead>
  );
}

function UseHead({ name, says: title }: { name: string; says: string }) {
  return (
    <th scope="col" className="r">
      <a className="lk" href="/methods#utilisation" title={title}>
        {name}
      </a>
    </th>
  );
}

const says: Record<Sort, string> = { name: "by name", best: "best first", worst: "worst first" };

function SortLink({ to, label, sort, sortHref, onSort }: Props & { to: Sort; label: string }) {
  const here = to === "name" ? sort === "name" : sort !== "name";
  const Arrow = sort === "worst" || to === "name" ? ArrowUp : ArrowDown;
  return (
    <a
      className="th-sort"
      href={sortHref(to)}
      title={`Sort ${says[to]}`}
      onClick={(event) => {
        event.preventDefault();
        onSort(to);
      }}
    >
      {label}
      {here && <Arrow className="ic" size={11} aria-hidden="true" />}
    </a>
  );
}
