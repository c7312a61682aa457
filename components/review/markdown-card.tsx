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

/** The review as text for a pull request, in three lengths. */
export function MarkdownCard({ markdown }: { markdown: Record<MarkdownForm, string> }) {
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
        {markdown[form]}
      </pre>
    </section>
  );
}

export function copyMarkdown(text: string): void {
  const lines = text.split("\n").length - 1;
  void copyText(text, { done: "Markdown copied", detail: `${lines} lines` });
}
