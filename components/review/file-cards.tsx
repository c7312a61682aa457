import { ArrowUpRight, X } from "lucide-react";
import type { DatasetAudit } from "@/components/audit/dataset-finding";
import { timeText } from "@/components/datasets/date-text";
import { evidenceSentence } from "@/components/datasets/evidence-bar";
import { counted } from "@/components/datasets/counted";
import { GradeGlyph } from "@/components/points/grade-glyph";
import { evidences, type Evidence } from "@/lib/points/evidence";
import { roleWord, type Role } from "@/lib/review/stored-review";

/** A file on one side of a review, wherever it is kept. */
export interface ReviewFile {
  role: Role;
  /** The dataset as the review's points name it. */
  dataset: string;
  name: string;
  sha256: string;
  href: string | null;
  /** The commit that holds the file, or that the file names as measured. */
  commit: string | null;
  lines: number | null;
  evidence: Record<Evidence, number>;
  audited: DatasetAudit;
  /** What else is to be said: withdrawn, not read, where it came from. */
  says: string | null;
}

export interface EarlierFile {
  role: Role;
  name: string;
  href: string;
  attachedAt: string;
  replacedAt: string;
}

/** The files of a role, one below the other. */
export function FileCards({
  role,
  files,
  mix,
  earlier = [],
  detach,
}: {
  role: Role;
  files: readonly ReviewFile[];
  /** What stands behind the comparisons, by dataset. */
  mix: Readonly<Record<string, string>>;
  earlier?: readonly EarlierFile[];
  /** Takes a file out of the review; absent where nothing can be changed. */
  detach?: (file: ReviewFile) => void;
}) {
  const own = files.filter((file) => file.role === role);
  const before = earlier.filter((file) => file.role === role);
  if (own.length === 0 && role === "evidence") return null;
  return (
    <section className="card rv-file" aria-label={`${roleWord(role)} files`}>
      {own.length === 0 && (
        <p className="m">
          <span className="tag">{roleWord(role)}</span> No file yet.
        </p>
      )}
      {own.map((file) => (
        <FileFacts key={file.dataset} file={file} mix={mix[file.dataset] ?? null} detach={detach} />
      ))}
      {before.length > 0 && (
        <details className="rv-earlier">
          <summary className="lk mm rv-small">{counted(before.length, "earlier version")}</summary>
          <ul className="plain">
            {before.map((file) => (
              <li key={`${file.href} ${file.replacedAt}`} className="mm rv-small">
                <a className="lk mono" href={file.href}>
                  {file.name}
                </a>{" "}
                attached {timeText(file.attachedAt)}, replaced {timeText(file.replacedAt)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

interface FactsProps {
  file: ReviewFile;
  mix: string | null;
  detach?: (file: ReviewFile) => void;
}

function FileFacts({ file, mix, detach }: FactsProps) {
  const { role, name, href, commit, sha256, lines, evidence, says } = file;
  const strongest = evidences.find((grade) => evidence[grade] > 0);
  return (
    <div className="rv-file-facts">
      <div className="row">
        <span className="tag">{roleWord(role)}</span>
        <b className="mono rv-file-name" title={name}>
          {name}
        </b>
        <span className="sp" />
        {href !== null && (
          <a className="ib s" href={href} aria-label={`Open ${name}`}>
            <ArrowUpRight className="ic" size={14} aria-hidden />
          </a>
        )}
        {detach && (
          <button
            type="button"
            className="ib s script"
            aria-label={`Take ${name} out of the review`}
            onClick={() => detach(file)}
          >
            <X className="ic" size={14} aria-hidden />
          </button>
        )}
      </div>
      <div className="mm rv-file-line">
        {commit !== null && (
          <span>
            commit{" "}
            <code className="m" title={commit}>
              {commit.slice(0, 7)}
            </code>
          </span>
        )}
        <span>
          sha256{" "}
          <code className="m" title={sha256}>
            {sha256.slice(0, 4)} … {sha256.slice(-4)}
          </code>
        </span>
        {lines !== null && <span>{counted(lines, "line")}</span>}
      </div>
      <div className="m rv-file-line">
        {strongest && <GradeGlyph evidence={strongest} />}
        <span>{mix ?? `${evidenceSentence(evidence)}; nothing of it compared`}</span>
        {says !== null && <span className="tag sus">{says}</span>}
      </div>
    </div>
  );
}
