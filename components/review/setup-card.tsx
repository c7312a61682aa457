import { TriangleAlert } from "lucide-react";
import { SeverityIcon } from "@/components/layout/severity-icon";
import type { ReviewModel } from "@/lib/review/review-model";

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

/** Field by field, those that should not differ first. */
export function SetupTable({ setup }: { setup: ReviewModel["setup"] }) {
  const { differences, fields } = setup;
  return (
    <section className="card clip" aria-labelledby="rv-setup">
      <div className="ch tight">
        <h2 id="rv-setup">Setup, side by side</h2>
        <span className="sp" />
        <span className="mm">
          {differences.length} of {fields} fields differ
        </span>
      </div>
      {differences.length === 0 ? (
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
              <tr key={each.field}>
                <th scope="row">
                  {capital(each.label)}
                  {!each.underTest && <span className="tag sus">not under test</span>}
                </th>
                <Texts texts={each.baseline} />
                <Texts texts={each.candidate} />
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

const shown = 4;

function Texts({ texts }: { texts: readonly string[] }) {
  if (texts.length === 0) return <td className="mm">not stated</td>;
  return (
    <td>
      {texts.slice(0, shown).map((text) => (
        <code key={text}>{text}</code>
      ))}
      {texts.length > shown && <span className="mm">and {texts.length - shown} more</span>}
    </td>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
