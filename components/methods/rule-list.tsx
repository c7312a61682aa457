/** A rule of the audit as /methods shows it: what it says of itself. */
export interface ShownRule {
  id: string;
  title: string;
  levels: readonly string[];
  inequality: string;
  voidWhen: string;
  source: string;
}

/** Every rule of the audit with its inequality, when it says nothing or less, and where it comes from. */
export function RuleList({ rules }: { rules: readonly ShownRule[] }) {
  return (
    <section className="card" id="audit" aria-label="Audit rules">
      <div className="ch">
        <h2>Audit rules</h2>
      </div>
      <article className="method">
        <p>
          Each number is held against physics, arithmetic and its own file, read as generously as it can be:
          vendors’ peaks and 5 % more, every format and every catalogued device where none is stated, printed
          rounding, each count as one of every node. Impossible: it breaks an inequality even so.
          Inconsistent: two stated values contradict each other. Unusual: possible, and wants a reason.
          Untestable: a field is not stated. Findings describe numbers, never people.
        </p>
      </article>
      {rules.map((rule) => (
        <RuleSection key={rule.id} rule={rule} />
      ))}
    </section>
  );
}

function RuleSection({ rule: { id, title, levels, inequality, voidWhen, source } }: { rule: ShownRule }) {
  return (
    <article className="method" id={`rule-${id}`} aria-labelledby={`rule-${id}-name`}>
      <h3 id={`rule-${id}-name`}>
        <a href={`#rule-${id}`}>{title}</a>
      </h3>
      <p>
        <code>{inequality}</code>
      </p>
      <dl>
        <div>
          <dt>Says</dt>
          <dd>{levels.join(", ")}</dd>
        </div>
        <div>
          <dt>Void</dt>
          <dd>{voidWhen}</dd>
        </div>
        <div>
          <dt>Source</dt>
          <dd>{source}</dd>
        </div>
      </dl>
    </article>
  );
}
