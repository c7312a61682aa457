"use client";

import { ChevronDown, ChevronUp, Link2, X } from "lucide-react";
import type { Statistic } from "@/lib/points/point";
import type { TableRow } from "@/lib/series/explore-model";
import { countText } from "@/lib/series/number-text";
import { DrawerAudit } from "./drawer-audit";
import { DrawerDerivation } from "./drawer-derivation";
import { DrawerSetup } from "./drawer-setup";
import { DrawerSource } from "./drawer-source";
import { DrawerUse } from "./drawer-use";
import { DrawerValue } from "./drawer-value";
import { fileHref, lineOf } from "./source-place";
import { Swatch } from "./swatch";
import type { DetailState } from "./use-point-details";

export interface DrawerProps {
  row: TableRow;
  statistic: Statistic;
  /** The stored points behind the row: one, or several where files were merged or it is derived. */
  state: DetailState;
  /** Whether it was opened for its findings, and shows them first. */
  toAudit: boolean;
  onPrevious: (() => void) | null;
  onNext: (() => void) | null;
  onClose: () => void;
  /** The same page without the drawer. */
  closeHref: string;
  onCopyLink: () => void;
  /** Drawn between the value and its source. */
  histogram: React.ReactNode;
}

/** The chain of evidence of one point, top to bottom: value, interval, samples, the line in its file, the setup. */
export function Drawer(props: DrawerProps) {
  const { row, statistic, state } = props;
  return (
    <>
      <DrawerHead {...props} />
      <section className="sec" style={{ paddingBottom: 12 }}>
        <DrawerValue row={row} statistic={statistic} />
        {props.histogram}
      </section>
      <DrawerDerivation point={row.point} />
      <DrawerDetails {...props} />
      <DrawerFoot {...props} state={state} />
    </>
  );
}

function DrawerHead({ row, onPrevious, onNext, onClose, closeHref }: DrawerProps) {
  return (
    <div className="dr-head">
      <Swatch slot={row.slot} evidence={row.evidence} />
      <h2 tabIndex={-1} data-drawer-title>
        {[row.label, row.group].filter((part) => part !== "").join(" · ")}
      </h2>
      <span className="sp" />
      <button
        type="button"
        className="ib s script"
        aria-label="Previous point"
        disabled={!onPrevious}
        onClick={onPrevious ?? undefined}
      >
        <ChevronUp className="ic" size={15} />
      </button>
      <button
        type="button"
        className="ib s script"
        aria-label="Next point"
        disabled={!onNext}
        onClick={onNext ?? undefined}
      >
        <ChevronDown className="ic" size={15} />
      </button>
      <a
        className="ib s"
        href={closeHref}
        role="button"
        aria-label="Close"
        onClick={(event) => {
          event.preventDefault();
          onClose();
        }}
      >
        <X className="ic" size={15} />
      </a>
    </div>
  );
}

function DrawerDetails({ row, state, toAudit }: DrawerProps) {
  if (state.kind === "failed") {
    return (
      <section className="sec" role="alert">
        <p>
          <b>The source did not load.</b>{" "}
          <span className="m">{state.says} The point is still in the link.</span>
        </p>
        <button type="button" className="btn sm" style={{ marginTop: 8 }} onClick={state.retry}>
          Try again
        </button>
      </section>
    );
  }
  const details = state.details;
  return (
    <>
      {details.length > 1 && row.point.derivation === null && (
        <section className="sec note">
          Merged from {countText(details.length)} files of the same setup: each is a run.
        </section>
      )}
      {details.map((detail) => (
        <DrawerSource key={detail.point.id} detail={detail} />
      ))}
      {details[0] && <DrawerSetup detail={details[0]} />}
      {details[0] && row.point.derivation === null && <DrawerUse detail={details[0]} />}
      {row.point.derivation === null &&
        details.map((detail) => <DrawerAudit key={detail.point.id} {...{ detail, toAudit }} />)}
    </>
  );
}

function DrawerFoot({ row, statistic, state, onCopyLink }: DrawerProps) {
  const first = state.kind === "ready" ? state.details[0] : undefined;
  const line = first ? lineOf(first) : lineOfPlace(row.place);
  return (
    <section className="sec row">
      <button type="button" className="btn primary wide script" onClick={onCopyLink}>
        <Link2 className="ic" size={14} strokeWidth={1.75} />
        Copy link to this point
      </button>
      <a className="btn" href={fileHref(row.dataset, line, row.pointId, statistic)}>
        Open file{line === null ? "" : ` at L${line}`}
      </a>
    </section>
  );
}

function lineOfPlace(place: string): number | null {
  const found = /^L(\d+)/.exec(place)?.[1];
  return found === undefined ? null : Number(found);
}
