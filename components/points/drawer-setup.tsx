import { caseFieldLabel, caseFields } from "@/lib/points/case";
import { completeness, type Context } from "@/lib/points/provenance";
import { CopyButton } from "./copy-button";
import type { PointDetail } from "./point-detail";

/** The whole setup as the file states it; what it does not state is named, never guessed. */
export function DrawerSetup({ detail: { point, names } }: { detail: PointDetail }) {
  const { stated, asked, missing } = completeness(point.case, point.context);
  const shown = { ...point.case, ...names };
  const given = caseFields.filter((field) => shown[field] !== null);
  const silent = caseFields.filter((field) => point.case[field] === null);
  return (
    <section className="sec">
      <h3>
        Setup{" "}
        <span className="mm">
          {stated} of {asked} fields stated
        </span>
      </h3>
      <dl className="kv">
        {given.map((field) => (
          <Pair
            key={field}
            name={caseFieldLabel[field]}
            value={String(shown[field])}
            written={field in names ? String(point.case[field]) : undefined}
          />
        ))}
        {Object.entries(point.case.extra).map(([name, value]) => (
          <Pair key={`extra ${name}`} name={name} value={value} />
        ))}
        {contextRows(point.context).map(({ name, value }) => (
          <Pair key={`context ${name}`} name={name} value={value} />
        ))}
        {silent.length > 0 && (
          <>
            <dt>Not stated</dt>
            <dd className="mm">{silent.map((field) => caseFieldLabel[field].toLowerCase()).join(", ")}</dd>
          </>
        )}
      </dl>
      {missing.length > 0 && (
        <p className="note" style={{ marginTop: 8 }}>
          To repeat this, one would also need: {missing.join(", ")}.
        </p>
      )}
      {point.context.command !== null && <Command text={point.context.command} />}
    </section>
  );
}

function Pair({ name, value, written }: { name: string; value: string; written?: string | undefined }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        {value}
        {written !== undefined && <span className="mm"> as written: {written}</span>}
      </dd>
    </>
  );
}

const contextLabel: Partial<Record<keyof Context, string>> = {
  tool: "Tool",
  tool_version: "Tool version",
  git_commit: "Commit",
  measured_at: "Measured",
  run_duration: "The run took",
  host: "Host",
  driver: "Driver",
  image: "Image",
  source: "Document",
  source_locator: "Place there",
};

function contextRows(context: Context): { name: string; value: string }[] {
  const names = Object.keys(contextLabel) as (keyof Context)[];
  return names.flatMap((field) => {
    const [name, value] = [contextLabel[field], context[field]];
    return name === undefined || value === null ? [] : [{ name, value }];
  });
}

function Command({ text }: { text: string }) {
  return (
    <div className="file cmdline">
      <pre>
        <span className="mm">$</span> {text}
      </pre>
      <CopyButton text={text} what="command" />
    </div>
  );
}
