"use client";

import { useState } from "react";
import { Copy } from "lucide-react";
import { copyText } from "@/components/layout/copy-text";
import type { MarkdownForm } from "@/lib/review/markdown";

const forms: readonly { form: MarkdownForm; label: string }[] = [
  { form: "table", label: "Table" },
  { form: "summary", label: "Summary" },
  { form: "full", label: "Full" },
];

interface Props {
  markdown: Record<MarkdownForm, string>;
  /** Which comparison is selected: its line of the table is marked. */
  marked: number;
}

/** The review as text for a pull request, in three lengths. */
export function MarkdownCard({ markdown, marked }: Props) {
  const [form, setForm] = useState<MarkdownForm>("table");
  return (
    <section className="card clip" aria-labelledby="rv-markdown">
      <div className="ch tight">
        <h2 id="rv-markdown">Markdown for the pull request</h2>
        <span className="sp" />
        <div className="seg script" role="group" aria-label="Length">
          {forms.map(({ form: each, label }) => (
            <button
              key={each}
              type="button"
              className={each === form ? "on" : undefined}
              aria-pressed={each === form}
              onClick={() => setForm(each)}
            >
              {label}
            </button>
          ))}
        </div>
        <button type="button" className="btn sm primary script" onClick={() => copyMarkdown(markdown[form])}>
          <Copy className="ic" size={12} aria-hidden />
          Copy
        </button>
      </div>
      <pre className="rv-markdown" tabIndex={0} aria-labelledby="rv-markdown">
        <Marked text={markdown[form]} row={marked} />
      </pre>
    </section>
  );
}

/** The text as it is copied, the n-th row of its first table marked. */
function Marked({ text, row }: { text: string; row: number }) {
  const lines = text.split("\n");
  const at = lines.findIndex((line) => line.startsWith("|--")) + 1 + row;
  if (row < 0 || at <= row || !lines[at]?.startsWith("| ")) return text;
  return (
    <>
      {`${lines.slice(0, at).join("\n")}\n`}
      <mark className="rv-marked">{lines[at]}</mark>
      {`\n${lines.slice(at + 1).join("\n")}`}
    </>
  );
}

export function copyMarkdown(text: string): void {
  const lines = text.split("\n").length - 1;
  void copyText(text, { done: "Markdown copied", detail: `${lines} lines` });
}
