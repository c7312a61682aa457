import { Fragment } from "react";
import { TriangleAlert } from "lucide-react";
import { counted } from "@/components/datasets/counted";
import { SeverityIcon } from "@/components/layout/severity-icon";
import { changedParts } from "@/lib/review/changed-parts";
import type { ReviewModel } from "@/lib/review/review-model";
import type { SetupAgreement, SetupDifference } from "@/lib/review/setup-differences";

/** What stands above everything where more than the change under review differs. */
export function SetupWarning({ warning }: { warning: string | null }) {
  if (warning === null) return null;
  return (
    <p className="rv-warning" role="note">
      <TriangleAlert className="ic" size={16} aria-hidden />
      <span>
        <b>The setups differ in {warning}.</b> What is seen below may not be the change under review.
      </span>
    </p>
  );
}

/** Whether the sides can be compared, in a sentence. */
export function SetupCard({ model }: { model: ReviewModel }) {
  const { comparable, setup, groups } = model;
  return (
    <section className="card rv-file" aria-label="Setup">
      <div className="row">
        <h2 className="rv-h">Setup</h2>
        <span className="sp" />
        {groups.length > 0 && (
          <span className={`sev ${comparable ? "sev-pass" : "sev-suspicious"}`}>
            <SeverityIcon severity={comparable ? "pass" : "suspicious"} />
            {comparable ? "Comparable" : "Setups differ"}
          </span>
        )}
      </div>
      <p className="m rv-small">{setup.says}</p>
    </section>
  );
}

/** Field by field, those that should not differ first, those that agree last. */
export function SetupTable({ setup }: { setup: ReviewModel["setup"] }) {
  const { differences, agreements, fields } = setup;
  const first = agreements.slice(0, Math.max(2, agreeing - differences.length));
  const rest = agreements.slice(first.length);
  return (
    <section className="card clip" aria-labelledby="rv-setup">
      <div className="ch tight">
        <h2 id="rv-setup">Setup, side by side</h2>
        <span className="sp" />
        <span className="mm">
          {differences.length} of {fields} fields differ
        </span>
      </div>
      {fields === 0 ? (
        <p className="m rv-pad">{setup.says}</p>
      ) : (
        <table className="rv-setup">
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Baseline</th>
              <th scope="col">Candidate</th>
            </tr>
          </thead>
          <tbody>
            {differences.map((each) => (
              <Difference key={each.field} of={each} />
            ))}
            {first.map((each) => (
              <Agreement key={each.field} of={each} />
            ))}
          </tbody>
        </table>
      )}
      {rest.length > 0 && (
        <details className="rv-agree">
          <summary className="lk mm rv-small">{counted(rest.length, "other field")} that agree</summary>
          <dl className="kv">
            {rest.map(({ field, label, texts }) => (
              <Fragment key={field}>
                <dt>{capital(label)}</dt>
                <dd>{listed(texts)}</dd>
              </Fragment>
            ))}
          </dl>
        </details>
      )}
    </section>
  );
}

/** Rows of the table, differing fields among them; there are always two that agree. */
const agreeing = 6;

function Difference({ of }: { of: SetupDifference }) {
  const { label, underTest, baseline, candidate } = of;
  return (
    <tr>
      <th scope="row">
        {capital(label)}
        {!underTest && <span className="tag sus">not under test</span>}
      </th>
      <Texts texts={baseline} other={candidate} />
      <Texts texts={candidate} other={baseline} isNew />
    </tr>
  );
}

function Agreement({ of: { label, texts } }: { of: SetupAgreement }) {
  return (
    <tr>
      <th scope="row">{capital(label)}</th>
      <td className="m">{listed(texts)}</td>
      <td className="m">{listed(texts)}</td>
    </tr>
  );
}

const shown = 4;

/** What one side says; what only the candidate says is marked. */
function Texts({
  texts,
  other,
  isNew = false,
}: {
  texts: readonly string[];
  other: readonly string[];
  isNew?: boolean;
}) {
  if (texts.length === 0) return <td className="mm">not stated</td>;
  return (
    <td>
      {texts.slice(0, shown).map((text) => (
        <code key={text}>{isNew ? <Changes text={text} other={other} /> : text}</code>
      ))}
      {texts.length > shown && <span className="mm">and {texts.length - shown} more</span>}
    </td>
  );
}

function Changes({ text, other }: { text: string; other: readonly string[] }) {
  if (other.includes(text)) return text;
  const parts = changedParts(text, other.length === 1 ? other[0]! : "");
  return parts.map((part, i) => (
    <Fragment key={i}>
      {i > 0 && " "}
      {part.isChanged ? <mark className="rv-changed">{part.text}</mark> : part.text}
    </Fragment>
  ));
}

function listed(texts: readonly string[]): string {
  const more = texts.length > shown ? ` and ${texts.length - shown} more` : "";
  return texts.slice(0, shown).join(", ") + more;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
