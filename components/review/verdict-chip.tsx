import { ArrowDown, ArrowUp, CircleHelp, Equal } from "lucide-react";
import type { VerdictWord } from "@/lib/review/verdict-words";

/** A verdict in words, with a sign: a colour never says it alone. */
export function VerdictChip({ verdict: { tone, says } }: { verdict: VerdictWord }) {
  const Sign = signs[tone];
  return (
    <span className={`tag rv-chip rv-${tone}`}>
      <Sign className="ic" size={12} strokeWidth={2.4} aria-hidden />
      {says}
    </span>
  );
}

const signs = { clears: ArrowUp, better: ArrowUp, worse: ArrowDown, level: Equal, open: CircleHelp } as const;
