import type { DatasetAudit } from "@/components/audit/dataset-finding";
import { FindingCounts } from "@/components/audit/finding-counts";
import { FindingList } from "@/components/audit/finding-list";
import { NotAudited } from "@/components/audit/not-audited";
import { roleWord } from "@/lib/review/stored-review";
import type { ReviewFile } from "./file-cards";

/** What the audit says of the files that the verdict rests on; what only lacks a field is counted, and listed with its file. */
export function AuditCard({ files }: { files: readonly ReviewFile[] }) {
  if (files.length === 0) return null;
  return (
    <section className="card clip rv-audit" aria-label="Audit">
      <div className="ch tight">
        <h2>Audit</h2>
        <span className="mm">of the attached files, before the verdict</span>
        <span className="sp" />
        <a className="mm rv-small" href="/methods#audit">
          how it works
        </a>
      </div>
      {files.map((file) => (
        <FileAudit key={`${file.role} ${file.dataset}`} file={file} />
      ))}
    </section>
  );
}

function FileAudit({ file: { role, name, href, audited } }: { file: ReviewFile }) {
  const doubtful = doubtfulOf(audited);
  return (
    <div className="rv-audit-file">
      <p className="row">
        <span className="tag">{roleWord(role)}</span>
        {href === null ? (
          <span className="mono">{name}</span>
        ) : (
          <a className="lk mono" href={href}>
            {name}
          </a>
        )}
        {audited.kind === "found" && <FindingCounts counts={audited.counts} />}
      </p>
      <NotAudited audited={audited} />
      {doubtful.length > 0 && <FindingList groups={doubtful} />}
    </div>
  );
}

function doubtfulOf(audited: DatasetAudit) {
  return audited.kind === "found" ? audited.findings.filter(({ first }) => first.level !== "untestable") : [];
}
