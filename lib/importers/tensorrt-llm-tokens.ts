import type { StatedCell } from "./stated-metric";

/** What stands beside a rate of tokens that does not say of which. */
export interface TokenCells {
  tokens: StatedCell | null;
  requests: StatedCell | null;
  /** Mean lengths of a request. */
  input: StatedCell | null;
  output: StatedCell | null;
}

/**
 * Whether a "token throughput" is of output tokens or of all, by arithmetic: requests/s × the mean length of a request.
 * trtllm-bench wrote output tokens; a rate that neither product gives is read so and said. Null where there is no rate.
 */
export function tokenThroughput(
  cells: TokenCells,
): { figure: "output" | "total"; cell: StatedCell; notes: string[] } | null {
  const { tokens, requests, input, output } = cells;
  if (tokens === null) return null;
  const isProduct = (length: number | null | undefined) =>
    tokens.value !== null &&
    requests?.value != null &&
    length != null &&
    Math.abs(tokens.value - requests.value * length) <= 0.01 * Math.abs(tokens.value);
  const both = input?.value != null && output?.value != null ? input.value + output.value : null;
  if (isProduct(output?.value)) return { figure: "output", cell: tokens, notes: [] };
  if (isProduct(both))
    return {
      figure: "total",
      cell: tokens,
      notes: ["Token throughput is requests/s × (input + output tokens): read as total tokens per second."],
    };
  const notes =
    requests?.value != null && output?.value != null
      ? [
          `Token throughput ${tokens.raw} is not requests/s × mean output tokens (${requests.raw} × ${output.raw}): read as output tokens, as trtllm-bench means it.`,
        ]
      : [];
  return { figure: "output", cell: tokens, notes };
}
