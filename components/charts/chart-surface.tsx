"use client";

import {
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type PointerEvent,
  type ReactNode,
  type RefObject,
} from "react";
import type { Hit } from "@/lib/figure/hit";
import type { Series } from "@/lib/series/series";
import { ChartTooltip } from "./chart-tooltip";

interface Props {
  /** Another series is another chart: nothing of it is pointed at yet. */
  series: Series;
  /** px. */
  width: number;
  height: number;
  /** One sentence that says what the chart shows. */
  label: string;
  unit: string;
  selected: string | null;
  onSelect: (pointId: string | null) => void;
  onFocusPoint?: (pointId: string | null) => void;
  /** The marks as they were last drawn, in the order of the table. */
  hits: RefObject<readonly Hit[]>;
  /** The mark that a place on the chart means, if any. */
  hitAt: (x: number, y: number) => Hit | null;
  children: ReactNode;
}

/** What points at a mark: the mouse, or the keyboard. */
interface Pointed {
  hit: Hit;
  by: "pointer" | "keys";
}

/**
 * A chart as one tab stop: arrows, j and k move between its points, Enter opens the drawer, Escape closes it. Marks are
 * batched and carry no events of their own; what is pointed at is found from the place.
 */
export function ChartSurface(props: Props) {
  const { series, width, height, label, unit, children, hitAt, onSelect } = props;
  const root = useRef<HTMLDivElement>(null);
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const keys = useKeys(root, props, pointed, setPointed);
  useLayoutEffect(() => setPointed(null), [series, width]);

  const hitUnder = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    return hitAt(event.clientX - box.left, event.clientY - box.top);
  };
  const follow = (event: PointerEvent) => {
    const hit = hitUnder(event);
    if (hit?.pointId !== pointed?.hit.pointId) setPointed(hit && { hit, by: "pointer" });
  };
  const choose = (event: PointerEvent) => {
    const hit = hitUnder(event);
    if (hit !== null && event.button === 0) onSelect(hit.pointId);
  };
  return (
    <div
      ref={root}
      className={pointed?.by === "pointer" ? "live-chart over" : "live-chart"}
      style={{ height }}
      role="application"
      aria-roledescription="chart"
      aria-label={label}
      tabIndex={0}
      onPointerMove={follow}
      onPointerLeave={() => pointed?.by === "pointer" && setPointed(null)}
      onPointerUp={choose}
      onFocus={keys.enter}
      onBlur={() => setPointed(null)}
    >
      {children}
      {pointed && <FocusRing pointed={pointed} width={width} height={height} />}
      {pointed && <ChartTooltip hit={pointed.hit} unit={unit} width={width} height={height} />}
      <p className="sr" aria-live="polite">
        {pointed?.by === "keys" ? pointed.hit.mark.says : ""}
      </p>
    </div>
  );
}

function FocusRing({
  pointed: { hit, by },
  width,
  height,
}: {
  pointed: Pointed;
  width: number;
  height: number;
}) {
  if (by !== "keys") return null;
  return (
    <svg className="focus-ring" width={width} height={height} aria-hidden="true">
      <circle cx={hit.x} cy={hit.y} r="10" />
    </svg>
  );
}

const steps: Record<string, number> = {
  ArrowDown: 1,
  ArrowRight: 1,
  j: 1,
  ArrowUp: -1,
  ArrowLeft: -1,
  k: -1,
};

/** Keys are taken before the page's own see them, so that j and k do not move twice. */
function useKeys(
  root: RefObject<HTMLDivElement | null>,
  { hits, selected, onSelect, onFocusPoint }: Props,
  pointed: Pointed | null,
  setPointed: (pointed: Pointed | null) => void,
) {
  const indexOf = (pointId: string | null | undefined) =>
    hits.current.findIndex((hit) => hit.pointId === pointId);
  const pointAt = (index: number) => {
    const hit = hits.current[Math.max(0, Math.min(index, hits.current.length - 1))];
    if (hit === undefined) return;
    setPointed({ hit, by: "keys" });
    onFocusPoint?.(hit.pointId);
    scrollTo(root.current, hit);
  };
  const press = (event: KeyboardEvent) => {
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    const at = indexOf(pointed?.hit.pointId ?? selected);
    const step = steps[event.key];
    if (step !== undefined) pointAt(pointed === null && at >= 0 ? at : at + step);
    else if (event.key === "Home") pointAt(0);
    else if (event.key === "End") pointAt(hits.current.length - 1);
    else if (event.key === "Enter" && pointed !== null) onSelect(pointed.hit.pointId);
    else if (event.key === "Escape" && pointed !== null && selected === null) setPointed(null);
    else if (event.key === "Escape" && selected !== null) onSelect(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const latest = useRef(press);
  useEffect(() => {
    latest.current = press;
  });
  useEffect(() => {
    const element = root.current;
    const listen = (event: KeyboardEvent) => latest.current(event);
    element?.addEventListener("keydown", listen);
    return () => element?.removeEventListener("keydown", listen);
  }, [root]);
  /** Reached with the keyboard, the chart shows where its arrows would start. */
  const enter = () => {
    if (root.current?.matches(":focus-visible") && pointed === null) pointAt(Math.max(0, indexOf(selected)));
  };
  return { enter };
}

/** A long chart scrolls with the focused point. */
function scrollTo(root: HTMLElement | null, { y }: Hit): void {
  if (root === null) return;
  const at = root.getBoundingClientRect().top + y;
  const margin = 120;
  if (at < margin) window.scrollBy({ top: at - margin });
  else if (at > window.innerHeight - margin) window.scrollBy({ top: at - window.innerHeight + margin });
}
