import type { ReactNode } from "react";
import { Formula } from "./formula";
import type { Method, MethodGroup } from "./methods";
import { RuleList, type ShownRule } from "./rule-list";

/** The contents, each method with its formula, its uses and its source, and each rule of the audit. */
export function MethodList({
  groups,
  rules = [],
}: {
  groups: readonly MethodGroup[];
  rules?: readonly ShownRule[];
}) {
  return (
    <div className="mt-cols">
      <nav className="mt-toc" aria-label="Methods">
        {groups.map(({ title, methods }) => (
          <div key={title}>
            <b>{title}</b>
            <ul className="plain">
              {methods.map(({ id, name }) => (
                <li key={id}>
                  <a href={`#${id}`}>{name}</a>
                </li>
              ))}
            </ul>
          </div>
        ))}
        {rules.length > 0 && (
          <div>
            <b>Audit rules</b>
            <ul className="plain">
              {rules.map(({ id, title }) => (
                <li key={id}>
                  <a href={`#rule-${id}`}>{title}</a>
                </li>
              ))}
            </ul>
          </div>
        )}
      </nav>
      <div className="mt-groups">
        {groups.map(({ title, methods }) => (
          <section className="card" key={title} aria-label={title}>
            <div className="ch">
              <h2>{title}</h2>
            </div>
            {methods.map((method) => (
              <MethodSection key={method.id} method={method} />
            ))}
          </section>
        ))}
        {rules.length > 0 && <RuleList rules={rules} />}
      </div>
    </div>
  );
}

function MethodSection({ method }: { method: Method }) {
  const { id, name, says, formula, used, notUsed, shown, sources } = method;
  return (
    <article className="method" id={id} aria-labelledby={`${id}-name`}>
      <h3 id={`${id}-name`}>
        <a href={`#${id}`}>{name}</a>
      </h3>
      <p>{linked(says)}</p>
      {formula.length > 0 && <Formula lines={formula} />}
      <dl>
        <Fact name="Used">{linked(used)}</Fact>
        <Fact name="Not used">{linked(notUsed)}</Fact>
        <Fact name="Shown">{shown ?? "Nowhere yet: it is computed and tested, and no page uses it."}</Fact>
        <Fact name="Source">
          {sources.length > 0 ? sources.join("; ") : "A definition, or Whisker’s own rule"}
        </Fact>
      </dl>
    </article>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** `[words](#welch)` becomes a link to that section, `*n*` a letter of a formula. */
export function linked(text: string): ReactNode[] {
  return text.split(/(\[[^\]]+\]\(#[\w-]+\)|\*[^*]+\*)/).map((part, i) => {
    const [, words, id] = /^\[([^\]]+)\]\(#([\w-]+)\)$/.exec(part) ?? [];
    if (words !== undefined) {
      return (
        <a className="lk" key={i} href={`#${id}`}>
          {words}
        </a>
      );
    }
    return part.startsWith("*") ? <i key={i}>{part.slice(1, -1)}</i> : part;
  });
}
