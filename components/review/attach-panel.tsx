"use client";

import { useState, type FormEvent } from "react";
import { showToast } from "@/components/layout/toast";
import { candidateRoles, roles, roleWord, type Role } from "@/lib/review/stored-review";
import type { ReviewFile } from "./file-cards";
import { storeFile, type ReviewChange } from "./review-requests";

interface Props {
  files: readonly ReviewFile[];
  /** A file that was dropped on the page. */
  dropped: File | null;
  /** Whether one hangs over the page. */
  over: boolean;
  change: (change: ReviewChange) => Promise<boolean>;
  done: () => void;
}

/** Stores a file and attaches it: in place of another, which stays in the history, or beside it as further repeats. */
export function AttachPanel({ files, dropped, over, change, done }: Props) {
  const [file, setFile] = useState<File | null>(dropped);
  const [role, setRole] = useState<Role>(dropped ? anotherCandidate(files) : "candidate");
  const [replaced, setReplaced] = useState("");
  const [busy, setBusy] = useState(false);
  const own = files.filter((each) => each.role === role);
  const attach = async (event: FormEvent) => {
    event.preventDefault();
    if (!file) return;
    setBusy(true);
    const stored = await storeFile(file, null);
    if (stored.kind === "refused") showToast(stored.says);
    else {
      const dataset = stored.id;
      const isDone = await change(
        replaced === ""
          ? { attach: [{ role, dataset }] }
          : { replace: { role, from: replaced, to: dataset } },
      );
      if (isDone) done();
    }
    setBusy(false);
  };
  const take = (list: FileList | null) => setFile(list?.[0] ?? file);
  return (
    <form
      className={`card rv-attach${over ? " over" : ""}`}
      aria-label="Attach a file"
      onSubmit={(event) => void attach(event)}
    >
      <label className="rv-field rv-wide">
        <span>File, chosen here or dropped anywhere</span>
        <input type="file" required={file === null} onChange={(event) => take(event.target.files)} />
        {file && <span className="mono rv-small">{file.name}</span>}
      </label>
      <label className="rv-field">
        <span>As</span>
        <select
          className="inp"
          value={role}
          onChange={(event) => {
            setRole(event.target.value as Role);
            setReplaced("");
          }}
        >
          {offeredRoles(files).map((each) => (
            <option key={each} value={each}>
              {each === anotherCandidate(files) ? "Another candidate" : roleWord(each)}
            </option>
          ))}
        </select>
      </label>
      <label className="rv-field">
        <span>How</span>
        <select className="inp" value={replaced} onChange={(event) => setReplaced(event.target.value)}>
          <option value="">
            {own.length > 0 ? "Beside what is there, as repeats" : "As the first file"}
          </option>
          {own.map(({ dataset, name }) => (
            <option key={dataset} value={dataset}>
              In place of {name}
            </option>
          ))}
        </select>
      </label>
      <div className="row">
        <button type="submit" className="btn primary" disabled={busy || file === null}>
          {busy ? "Attaching" : "Attach"}
        </button>
        <button type="button" className="btn ghost" onClick={done}>
          Cancel
        </button>
      </div>
    </form>
  );
}

/** The first candidate that has no file yet; where the review has none at all, the first is `Candidate`. */
function anotherCandidate(files: readonly ReviewFile[]): Role {
  return candidateRoles.find((role) => files.every((file) => file.role !== role)) ?? "candidate";
}

/** The roles that have files, and one candidate more. */
function offeredRoles(files: readonly ReviewFile[]): Role[] {
  const isOffered = (role: Role) =>
    role === "baseline" ||
    role === "evidence" ||
    role === anotherCandidate(files) ||
    files.some((file) => file.role === role);
  return roles.filter(isOffered);
}
