import { decimalText, timesDecimal } from "../points/decimal";
import type { StatedCell } from "./stated-metric";

/** No device draws as much: such a figure without a proof is one of milliwatts. */
const mostWatts = 20_000;

/**
 * A power in W, where a column without a unit holds W in some rows and mW in others. The throughput per watt beside it
 * decides: throughput ÷ power is that figure, or a thousandth of it.
 */
export function argonnePower(
  power: StatedCell | null,
  throughput: StatedCell | null,
  perWatt: StatedCell | null,
): { cell: StatedCell; note: string | null } | null {
  if (power === null) return null;
  const { value } = power;
  if (value === null) return { cell: power, note: null };
  const ratio =
    throughput?.value && perWatt?.value && value > 0 ? (perWatt.value * value) / throughput.value : null;
  const isWatts = ratio === null ? value <= mostWatts : Math.abs(ratio - 1) < 0.02;
  if (isWatts) return { cell: power, note: null };
  const isMilliwatts = ratio === null || Math.abs(ratio / 1000 - 1) < 0.02;
  if (!isMilliwatts)
    return {
      cell: power,
      note: `Line ${power.locator.line}: avg_power ${power.raw} is not throughput ÷ throughput per watt, in W or in mW; kept as W.`,
    };
  const watts = timesDecimal(value, 1, -3);
  const by = {
    from: `${decimalText(value)} mW`,
    to: `${decimalText(watts)} W`,
    by: ratio === null ? "÷ 1000: too much for W" : "÷ 1000: throughput ÷ throughput per watt is in mW",
  };
  return {
    cell: { ...power, value: watts, conversions: [...(power.conversions ?? []), by] },
    note: "avg_power is in W in some rows and in mW in others: each is read by throughput ÷ throughput per watt, in W.",
  };
}
