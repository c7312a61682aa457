import type { ReviewModel } from "@/lib/review/review-model";

/** One ratio a metric over all of its cases, each weighing the same. */
export function AggregatesCard({ aggregates }: { aggregates: ReviewModel["aggregates"] }) {
  if (aggregates.length === 0) return null;
  return (
    <section className="card clip" aria-labelledby="rv-mean">
      <div className="ch tight">
        <h2 id="rv-mean">Over all cases</h2>
        <span className="sp" />
        <span className="mm">geometric mean of the ratios</span>
      </div>
      <table className="rv-means">
        <tbody>
          {aggregates.map(({ key, label, cases, text, interval }) => (
            <tr key={key}>
              <th scope="row">{label}</th>
              <td className="r">
                <b>{text}</b>
              </td>
              <td className="mm tn">{interval}</td>
              <td className="mm r">{cases}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
