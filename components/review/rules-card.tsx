"use client";

import { useState, type FormEvent } from "react";
import { Check as CheckMark, CircleHelp, X } from "lucide-react";
import type { Check } from "@/lib/review/checks";
import type { ReviewModel } from "@/lib/review/review-model";
import type { ReviewRules } from "@/lib/review/rules";

interface Props {
  model: Pick<ReviewModel, "checks" | "outcome" | "rules">;
  /** Stores other rules and resolves to whether that went well; absent where nothing is stored. */
  change?: (rules: ReviewRules) => Promise<boolean>;
}

/** What the review asks for, rule by rule, and what was found. */
export function RulesCard({ model: { checks, outcome, rules }, change }: Props) {
  const [editing, setEditing] = useState(false);
  return (
    <section className="card clip" aria-labelledby="rv-rules">
      <div className="ch tight">
        <h2 id="rv-rules">Rules</h2>
        {checks.length > 0 && <Outcome outcome={outcome} />}
        <span className="sp" />
        {change && (
          <button
            type="button"
            className="btn sm script"
            aria-expanded={editing}
            onClick={() => setEditing(!editing)}
          >
            {editing ? "Close" : "Edit rules"}
          </button>
        )}
      </div>
      {checks.length === 0 ? (
        <p className="m rv-pad">No rule has anything to look at here.</p>
      ) : (
        <ul className="plain rv-checks">
          {checks.map((check) => (
            <li key={check.rule}>
              <Sign outcome={check.outcome} />
              <span>
                {capital(check.asks)}: <span className="m">{check.found}</span>
                <span className="sr"> ({words[check.outcome]})</span>
              </span>
            </li>
          ))}
        </ul>
      )}
      {editing && change && <RulesForm rules={rules} change={change} done={() => setEditing(false)} />}
    </section>
  );
}

const words = { pass: "pass", fail: "fail", undecided: "undecided" } as const;

function Outcome({ outcome }: { outcome: Check["outcome"] }) {
  const tag = { pass: "pass", fail: "imp", undecided: "" }[outcome];
  return (
    <span className={`tag ${tag}`}>
      <Sign outcome={outcome} />
      {{ pass: "Pass", fail: "Fail", undecided: "Undecided" }[outcome]}
    </span>
  );
}

function Sign({ outcome }: { outcome: Check["outcome"] }) {
  const Icon = { pass: CheckMark, fail: X, undecided: CircleHelp }[outcome];
  return <Icon className={`ic rv-sign-${outcome}`} size={14} strokeWidth={2.2} aria-hidden />;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** How a rule is typed: what is stored is `typed × scale`. */
const fields: readonly {
  name: keyof ReviewRules;
  label: string;
  unit: string;
  scale: number;
  least: number;
}[] = [
  { name: "minRuns", label: "Runs a side for a verdict", unit: "", scale: 1, least: 2 },
  { name: "minSpeedup", label: "A speed-up counts from", unit: "×", scale: 1, least: 0.01 },
  { name: "maxMemoryIncrease", label: "Memory may grow by", unit: "%", scale: 0.01, least: 0 },
  { name: "maxAccuracyDifference", label: "Accuracy may differ by", unit: "", scale: 1, least: 0 },
  { name: "maxPerplexityIncrease", label: "Perplexity may grow by", unit: "%", scale: 0.01, least: 0 },
  { name: "maxIterations", label: "Iterations may be at most", unit: "%", scale: 0.01, least: 0 },
  { name: "maxExplosion", label: "Loss and gradient norm stay below", unit: "× median", scale: 1, least: 1 },
  { name: "alpha", label: "Family-wise error α", unit: "", scale: 1, least: 0.0001 },
  { name: "level", label: "Confidence level", unit: "%", scale: 0.01, least: 50 },
];

function RulesForm({
  rules,
  change,
  done,
}: {
  rules: ReviewRules;
  change: NonNullable<Props["change"]>;
  done: () => void;
}) {
  const [busy, setBusy] = useState(false);
  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const next = Object.fromEntries(
      fields.map(({ name, scale }) => [name, Number((Number(typed.get(name)) * scale).toPrecision(12))]),
    ) as unknown as ReviewRules;
    setBusy(true);
    if (await change(next)) done();
    setBusy(false);
  };
  return (
    <form className="rv-rules-form" onSubmit={(event) => void save(event)}>
      {fields.map(({ name, label, unit, scale, least }) => (
        <label key={name}>
          <span>{label}</span>
          <input
            className="inp"
            type="number"
            name={name}
            required
            min={least}
            step={name === "minRuns" ? 1 : "any"}
            defaultValue={Number((rules[name] / scale).toPrecision(12))}
          />
          <span className="mm">{unit}</span>
        </label>
      ))}
      <div className="row">
        <button type="submit" className="btn sm primary" disabled={busy}>
          Apply
        </button>
        <span className="note">Verdicts are made anew; the rules are part of the review.</span>
      </div>
    </form>
  );
}
