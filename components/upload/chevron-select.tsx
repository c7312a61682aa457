import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";

/** A native select in the look of the page: the browser's own list, keyboard and voice. */
export function ChevronSelect({
  label,
  value,
  title,
  disabled = false,
  asks = false,
  onChange,
  children,
}: {
  label: string;
  value: string;
  /** What is chosen, where it may be too long to be read. */
  title?: string | undefined;
  disabled?: boolean;
  /** Whether the choice is to be confirmed. */
  asks?: boolean;
  onChange: (value: string) => void;
  children: ReactNode;
}) {
  return (
    <span className={asks ? "sel up-sel asks" : "sel up-sel"}>
      <select
        aria-label={label}
        title={title}
        value={value}
        disabled={disabled}
        onChange={(event) => onChange(event.target.value)}
      >
        {children}
      </select>
      <ChevronDown className="ic" size={13} strokeWidth={1.75} aria-hidden />
    </span>
  );
}
