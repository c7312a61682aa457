import type { ReactNode } from "react";
import { evidences } from "@/lib/points/evidence";
import { countText } from "@/lib/series/number-text";
import { CopyHash } from "./copy-hash";
import { counted } from "./counted";
import { readAsText, type DatasetFacts } from "./dataset-facts";
import { timeText } from "./date-text";
import { EvidenceBar } from "./evidence-bar";
import { sizeText } from "./size-text";

/** What the file is: its bytes, its hash, what read it, what it holds, and how it came here. */
export function IdentityStrip({ dataset }: { dataset: DatasetFacts & { fileSha256: string } }) {
  return (
    <section className="card idg" aria-label="Identity of the file">
      <Fact label="File" below={readAsText(dataset)}>
        {sizeText(dataset.bytes)}
        {dataset.lines !== null && `, ${counted(dataset.lines, "line")}`}
      </Fact>
      <Fact label="sha256" below="the same file is never stored twice">
        <CopyHash sha256={dataset.fileSha256} />
      </Fact>
      <Fact label="Detected" below={`importer ${dataset.importer.id} ${dataset.importer.version}`}>
        {dataset.importer.label}
      </Fact>
      <Fact label="Evidence" below={evidenceText(dataset)}>
        <EvidenceBar counts={dataset.evidence} size="medium" />
      </Fact>
      <Origin dataset={dataset} />
    </section>
  );
}

function Fact({ label, below, children }: { label: string; below: ReactNode; children: ReactNode }) {
  return (
    <div>
      <div className="idg-label">{label}</div>
      <div className="idg-value">{children}</div>
      <div className="idg-below">{below}</div>
    </div>
  );
}

/** `53 claims, 0 measured, 2 missing`. */
function evidenceText({ evidence, missing }: DatasetFacts): string {
  const measured = evidences
    .filter((grade) => grade !== "claim")
    .reduce((sum, grade) => sum + evidence[grade], 0);
  const parts = [`${countText(measured)} measured`, counted(evidence.claim, "claim")];
  if (missing > 0) parts.push(`${countText(missing)} missing`);
  return parts.join(", ");
}

function Origin({ dataset }: { dataset: DatasetFacts }) {
  const { origin, storedAt } = dataset;
  if (origin.kind === "uploaded")
    return (
      <Fact label="Uploaded" below={origin.uploader ? `by ${origin.uploader}` : "by someone on this machine"}>
        {timeText(storedAt)}
      </Fact>
    );
  const path = <code className="idg-path">{origin.path}</code>;
  if (origin.gitCommit === null)
    return (
      <Fact label="In data/" below={path}>
        no git commit known
      </Fact>
    );
  return (
    <Fact label="Committed" below={path}>
      {origin.gitDate ? `${timeText(origin.gitDate)} ` : ""}
      <code title={origin.gitCommit}>{origin.gitCommit.slice(0, 7)}</code>
    </Fact>
  );
}
