"use client";

import { useCallback, useEffect, useRef, useState, type FormEvent } from "react";
import { ArrowLeftRight, Upload, X } from "lucide-react";
import { counted } from "@/components/datasets/counted";
import { evidenceSentence } from "@/components/datasets/evidence-bar";
import { showToast } from "@/components/layout/toast";
import { useDropAndPaste } from "@/components/upload/use-drop-and-paste";
import type { ReviewModel } from "@/lib/review/review-model";
import { roleWord } from "@/lib/review/stored-review";
import { readReview, type FileRead, type StartWorker } from "./review-reader";
import { createReview, storeFile } from "./review-requests";
import { sidesFor, swapped, type Side } from "./sides";
import { VerdictStrip } from "./verdict-strip";

export interface StoredFile {
  sha256: string;
  name: string;
  title: string;
}

/** A file that takes part: dropped here, or stored already. */
interface Entry {
  key: string;
  role: Side;
  name: string;
  file: File | null;
}

interface Props {
  datasets: readonly StoredFile[];
  startWorker: StartWorker;
}

/** Two files, dropped or chosen, become a review; what it would say is read here before anything is stored. */
export function NewReview({ datasets, startWorker }: Props) {
  const [entries, setEntries] = useState<Entry[]>([]);
  const next = useRef(0);
  const add = useCallback((files: readonly File[], role?: Side) => {
    setEntries((now) => {
      const roles = role ? files.map(() => role) : sidesFor(now, files.length);
      return [...now, ...files.map((file, i) => entryOf(file, roles[i]!, `file-${next.current++}`))];
    });
  }, []);
  const over = useDropAndPaste(add);
  const preview = usePreview(entries, startWorker);
  const choose = (sha256: string, role: Side) => {
    const found = datasets.find((each) => each.sha256 === sha256);
    if (found) setEntries((now) => [...now, { key: sha256, role, name: found.name, file: null }]);
  };
  const remove = (key: string) => setEntries((now) => now.filter((each) => each.key !== key));
  return (
    <section className={`card rv-new${over ? " over" : ""}`} aria-labelledby="rv-new">
      <div className="ch tight">
        <h2 id="rv-new">New review</h2>
        <span className="mm">
          drop two files anywhere: the first is the baseline, the second the candidate
        </span>
      </div>
      <div className="rv-slots">
        <Slot role="baseline" {...{ entries, datasets, add, choose, remove }} facts={preview.facts} />
        <button
          type="button"
          className="ib b rv-swap"
          aria-label="Swap baseline and candidate"
          disabled={entries.length === 0}
          onClick={() => setEntries((now) => swapped(now))}
        >
          <ArrowLeftRight className="ic" size={15} aria-hidden />
        </button>
        <Slot role="candidate" {...{ entries, datasets, add, choose, remove }} facts={preview.facts} />
      </div>
      {preview.model && (
        <div className="rv-preview" aria-live="polite">
          <div>
            <b>{preview.model.headline}</b>
            <p className="m">{preview.model.says.join(" ")}</p>
          </div>
          {preview.model.strip.length > 0 && <VerdictStrip strip={preview.model.strip} />}
        </div>
      )}
      <CreateForm entries={entries} facts={preview.facts} />
    </section>
  );
}

function entryOf(file: File, role: Side, key: string): Entry {
  return { key, role, name: file.name, file };
}

interface Preview {
  facts: ReadonlyMap<string, FileRead>;
  model: ReviewModel | null;
}

const nothing: Preview = { facts: new Map(), model: null };

/** Reads the dropped files whenever they change. With a stored file on a side, the verdict waits for the server. */
function usePreview(entries: readonly Entry[], startWorker: StartWorker): Preview {
  const [preview, setPreview] = useState(nothing);
  useEffect(() => {
    const stop = new AbortController();
    const files = entries.flatMap(({ key, role, file }) => (file ? [{ key, role, file, url: null }] : []));
    const isWhole = entries.every(({ file }) => file !== null);
    const reading =
      files.length === 0
        ? Promise.resolve({ files: [], model: null })
        : readReview(startWorker, { files, title: "", url: null }, stop.signal);
    reading
      .then((read) => {
        if (read === null || stop.signal.aborted) return;
        const facts = new Map(read.files.map((each) => [each.key, each]));
        setPreview({ facts, model: isWhole ? read.model : null });
      })
      .catch((fault: Error) => showToast(fault.message));
    return () => stop.abort();
  }, [entries, startWorker]);
  return preview;
}

interface SlotProps {
  role: Side;
  entries: readonly Entry[];
  facts: ReadonlyMap<string, FileRead>;
  datasets: readonly StoredFile[];
  add: (files: readonly File[], role: Side) => void;
  choose: (sha256: string, role: Side) => void;
  remove: (key: string) => void;
}

function Slot({ role, entries, facts, datasets, add, choose, remove }: SlotProps) {
  const input = useRef<HTMLInputElement>(null);
  const own = entries.filter((each) => each.role === role);
  const word = roleWord(role);
  return (
    <div className="rv-slot" role="group" aria-label={word}>
      <span className="tag">{word}</span>
      <ul className="plain">
        {own.map((entry) => (
          <li key={entry.key}>
            <div className="row">
              <b className="mono rv-file-name">{entry.name}</b>
              <span className="sp" />
              <button
                type="button"
                className="ib s"
                aria-label={`Take ${entry.name} out`}
                onClick={() => remove(entry.key)}
              >
                <X className="ic" size={14} aria-hidden />
              </button>
            </div>
            <FactsText entry={entry} read={facts.get(entry.key)} />
          </li>
        ))}
      </ul>
      <div className="row rv-choose">
        <button type="button" className="btn sm" onClick={() => input.current?.click()}>
          <Upload className="ic" size={13} aria-hidden />
          {own.length === 0 ? "Choose a file" : "Add repeats"}
        </button>
        {datasets.length > 0 && (
          <select
            className="inp rv-pick"
            aria-label={`A stored dataset as ${role}`}
            value=""
            onChange={(event) => choose(event.target.value, role)}
          >
            <option value="">or one that is here</option>
            {datasets
              .filter(({ sha256 }) => !entries.some(({ key }) => key === sha256))
              .map(({ sha256, name, title }) => (
                <option key={sha256} value={sha256}>
                  {title === "" || title === name ? name : `${name}: ${title}`}
                </option>
              ))}
          </select>
        )}
        <input
          ref={input}
          type="file"
          className="sr"
          multiple
          tabIndex={-1}
          aria-label={`Files of the ${role}`}
          onChange={(event) => {
            add(Array.from(event.target.files ?? []), role);
            event.target.value = "";
          }}
        />
      </div>
    </div>
  );
}

function FactsText({ entry, read }: { entry: Entry; read: FileRead | undefined }) {
  if (entry.file === null)
    return <p className="mm rv-small">stored here, sha256 {entry.key.slice(0, 8)} …</p>;
  if (read === undefined) return <p className="mm rv-small">reading</p>;
  if ("says" in read) return <p className="rv-small rv-bad">{read.says}</p>;
  const { importer, points, evidence, problems } = read;
  return (
    <p className="mm rv-small">
      {importer}, {counted(points, "point")} ({evidenceSentence(evidence)})
      {problems > 0 && `, ${counted(problems, "problem")}`}
    </p>
  );
}

function CreateForm({ entries, facts }: { entries: readonly Entry[]; facts: ReadonlyMap<string, FileRead> }) {
  const [busy, setBusy] = useState<string | null>(null);
  const has = (role: Side) => entries.some((each) => each.role === role);
  const isReady = has("baseline") && has("candidate");
  const isBad = entries.some(({ key }) => "says" in (facts.get(key) ?? {}));
  const create = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const title = String(typed.get("title")).trim() || titleOf(entries);
    const link = String(typed.get("link")).trim() || null;
    const made = await storeReview(entries, facts, { title, link }, setBusy);
    if ("says" in made) {
      setBusy(null);
      showToast(made.says);
    } else window.location.assign(made.made.url);
  };
  return (
    <form className="rv-create" onSubmit={(event) => void create(event)}>
      <label className="rv-field">
        <span>Title</span>
        <input className="inp" name="title" maxLength={200} placeholder={titleOf(entries)} />
      </label>
      <label className="rv-field">
        <span>Link to the pull request</span>
        <input
          className="inp"
          name="link"
          type="url"
          pattern="https?://.*"
          maxLength={2000}
          placeholder="https://"
        />
      </label>
      <button type="submit" className="btn primary" disabled={!isReady || isBad || busy !== null}>
        {busy ?? "Create review"}
      </button>
    </form>
  );
}

/** `kv-prefetch.csv against main.csv`. */
function titleOf(entries: readonly Entry[]): string {
  const name = (role: Side) => entries.find((each) => each.role === role)?.name;
  const [baseline, candidate] = [name("baseline"), name("candidate")];
  return baseline && candidate ? `${candidate} against ${baseline}` : "What changed";
}

/** Stores what is not stored yet, file by file, then the review of all. */
export async function storeReview(
  entries: readonly Entry[],
  facts: ReadonlyMap<string, FileRead>,
  named: { title: string; link: string | null },
  tell: (doing: string) => void,
): ReturnType<typeof createReview> {
  const attachments: { role: Side; dataset: string }[] = [];
  for (const { key, role, name, file } of entries) {
    if (file === null) {
      attachments.push({ role, dataset: key });
      continue;
    }
    tell(`Storing ${name}`);
    const read = facts.get(key);
    const stored = await storeFile(file, read && "sha256" in read ? read.sha256 : null);
    if (stored.kind === "refused") return { says: `${name}: ${stored.says}` };
    attachments.push({ role, dataset: stored.id });
  }
  tell("Creating");
  return createReview({ ...named, attachments });
}
