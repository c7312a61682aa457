"use client";

import { useState } from "react";
import { useSearchParams } from "next/navigation";
import { DatasetView, type DatasetViewProps } from "@/components/datasets/dataset-view";
import { selectionOfPlace, selectionOfRow, type Selection } from "@/components/datasets/selection";

/** A dataset's page on the static site: what the query names is chosen here. */
export function SiteDataset(props: DatasetViewProps) {
  const query = useSearchParams();
  const [initial] = useState(() => selectionOf(props, query));
  return <DatasetView {...props} initial={initial} />;
}

function selectionOf({ groups }: DatasetViewProps, query: URLSearchParams): Selection | null {
  const id = query.get("point");
  const row = groups.flatMap(({ rows }) => rows).find((each) => each.id === id);
  if (row) return selectionOfRow(row);
  const [line, column] = [positive(query.get("line")), positive(query.get("column"))];
  return line === null ? null : selectionOfPlace(line, column === null ? null : { field: column });
}

function positive(text: string | null): number | null {
  return text !== null && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
}
