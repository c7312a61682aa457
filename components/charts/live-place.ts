import type { Place } from "@/lib/figure/place-on";

/**
 * Where a value stands on a chart's own scale, in px. The scale may still be the one before a change of the axis, for
 * which 0 or less has no place: what has none is not drawn.
 */
export function livePlace(scale: (value: number) => number | undefined): Place {
  return (value) => {
    const at = scale(value);
    return at !== undefined && Number.isFinite(at) ? at : null;
  };
}
