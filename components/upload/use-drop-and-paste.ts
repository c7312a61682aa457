"use client";

import { useEffect, useState } from "react";
import { pastedFile } from "./pasted-file";

/** Takes files dropped anywhere on the page and files or text pasted outside of a field. Says whether files hang over it. */
export function useDropAndPaste(add: (files: readonly File[]) => void): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const onOver = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      setOver(false);
      const files = Array.from(event.dataTransfer?.files ?? []);
      if (files.length === 0) return;
      event.preventDefault();
      add(files);
    };
    const onPaste = (event: ClipboardEvent) => {
      const found = isField(event.target) ? [] : clipboardFiles(event.clipboardData);
      if (found.length === 0) return;
      event.preventDefault();
      add(found);
    };
    window.addEventListener("dragover", onOver);
    window.addEventListener("dragleave", onLeave);
    window.addEventListener("drop", onDrop);
    window.addEventListener("paste", onPaste);
    return () => {
      window.removeEventListener("dragover", onOver);
      window.removeEventListener("dragleave", onLeave);
      window.removeEventListener("drop", onDrop);
      window.removeEventListener("paste", onPaste);
    };
  }, [add]);
  return over;
}

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"))
  );
}

/** A spreadsheet puts a picture of the cells beside their text: the text is meant. */
function clipboardFiles(clipboard: DataTransfer | null): File[] {
  if (!clipboard) return [];
  const text = pastedFile(clipboard.getData("text/plain"));
  return text ? [text] : Array.from(clipboard.files);
}
