"use client";

import { ChevronDown } from "lucide-react";

interface Props {
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
  onChoose: (value: string) => void;
}

/** The browser's own select under the design's look. */
export function ChoiceSelect({ label, value, options, onChoose }: Props) {
  return (
    <label className="sel script">
      <span className="sl">{label}</span>
      <select value={value} onChange={(event) => onChoose(event.target.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown className="ic" size={13} />
    </label>
  );
}
