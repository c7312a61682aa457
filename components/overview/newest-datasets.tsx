import Link from "next/link";
import { originText, publishedAt, type DatasetFacts } from "@/components/datasets/dataset-facts";
import { dateText } from "@/components/datasets/date-text";
import { EvidenceBar } from "@/components/datasets/evidence-bar";
import { ProblemCount } from "@/components/datasets/problem-count";
import { countText } from "@/lib/series/number-text";

/** The files that came last: what read them, where they came from, what they hold. */
export function NewestDatasets({ datasets, total }: { datasets: readonly DatasetFacts[]; total: number }) {
  return (
    <section className="card clip" aria-labelledby="newest">
      <div className="ch tight">
        <h2 id="newest">Newest datasets</h2>
        <span className="sp" />
        <Link className="btn sm ghost" href="/datasets" prefetch={false}>
          All {countText(total)}
        </Link>
      </div>
      <ul className="plain ov-newest">
        {datasets.map((dataset) => (
          <li key={dataset.sha256}>
            <Link href={`/datasets/${dataset.sha256}`} prefetch={false}>
              <span className="ov-name">
                <span className="mono">{dataset.name}</span>
                <span className="mm small">{dataset.importer.label}</span>
              </span>
              <span className="m ov-origin">
                {originText(dataset.origin)}
                <span className="mm">, {dateText(publishedAt(dataset))}</span>
              </span>
              <span className="m tn ov-count">
                {countText(dataset.points)}
                <span className="sr"> points</span>
              </span>
              <EvidenceBar counts={dataset.evidence} />
              <ProblemCount problems={dataset.problems} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
