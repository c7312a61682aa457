import Link from "next/link";
import { Upload } from "lucide-react";

/** What to do first, where nothing is stored yet. */
export function NoData() {
  return (
    <section className="card" aria-label="No data yet">
      <div className="state">
        <h2 className="h3">Nothing here yet</h2>
        <p className="m">
          Upload a CSV, JSON or Markdown file of results, or put one into the folder <code>data/</code> and
          start again. Output of vLLM and llama-bench is recognised; so is any table whose headers name
          metrics and units.
        </p>
        <div className="row">
          <Link className="btn primary" href="/upload" prefetch={false}>
            <Upload size={14} aria-hidden />
            Upload
          </Link>
        </div>
      </div>
    </section>
  );
}
