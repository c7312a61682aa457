import { findUnit } from "../points/units";
import type { Context } from "../points/provenance";
import { amount } from "./amount";
import type { Bounds } from "./bounds";
import { printedLimits, printedNumber } from "./printed-limits";

export interface Duration {
  seconds: number;
  readonly text: string;
  readonly limits: Bounds;
}

/** How long a run took, from its first request to the end of its last, where its tool says so. */
export function runDuration({ run_duration: said }: Context): Duration | null {
  const text = said ?? null;
  const number = text === null ? null : printedNumber(text);
  const unit = text === null ? null : findUnit(text.replace(/^[\s\d.,+e-]+/, ""));
  if (text === null || number === null || unit?.dimension !== "time") return null;
  const seconds = Number(number) * unit.factor * 10 ** unit.power;
  return {
    seconds,
    get text() {
      return amount(seconds, "s");
    },
    get limits() {
      return printedLimits(seconds, { locator: { pointer: "" }, raw: text, conversions: [] });
    },
  };
}
