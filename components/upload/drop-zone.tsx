"use client";

import { useRef } from "react";
import { Upload } from "lucide-react";
import { pastedFile } from "./pasted-file";
import { showToast } from "@/components/layout/toast";

const accepted =
  ".csv,.tsv,.json,.jsonl,.ndjson,.md,.markdown,.html,.txt,.log,.out,.zip,text/csv,text/plain,text/markdown,text/html,application/json,application/zip";

/** Where files are dropped, chosen or pasted. `more`: beside a file that is already there. */
export function DropZone({
  add,
  over,
  more,
}: {
  add: (files: readonly File[]) => void;
  over: boolean;
  more: boolean;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="up-drop">
      <Upload size={more ? 20 : 26} aria-hidden />
      <p className="up-drop-title">
        {over ? "Drop to read" : more ? "Drop more files" : "Drop files of results anywhere on this page"}
      </p>
      <p className="small">
        CSV, JSON, JSONL, Markdown, log, zip
        <br />
        or paste a table <kbd>⌘V</kbd>
      </p>
      <div className="row up-drop-buttons">
        <button
          type="button"
          className={`btn ${more ? "sm" : "primary"}`}
          onClick={() => input.current?.click()}
        >
          Choose files
        </button>
        {!more && <PasteButton add={add} />}
      </div>
      <input
        ref={input}
        type="file"
        className="sr"
        multiple
        accept={accepted}
        tabIndex={-1}
        aria-label="Files of results"
        onChange={(event) => {
          add(Array.from(event.target.files ?? []));
          event.target.value = "";
        }}
      />
    </div>
  );
}

/** For hands without ⌘V: reads the clipboard where the browser allows it. */
function PasteButton({ add }: { add: (files: readonly File[]) => void }) {
  const paste = async () => {
    try {
      const file = pastedFile(await navigator.clipboard.readText());
      if (file) add([file]);
      else showToast("There is no text on the clipboard.");
    } catch {
      showToast("The browser does not allow reading the clipboard here. Press ⌘V or Ctrl V instead.");
    }
  };
  return (
    <button type="button" className="btn" onClick={() => void paste()}>
      Paste text
    </button>
  );
}
