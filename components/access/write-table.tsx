import { timeText } from "@/components/datasets/date-text";

export interface WriteRow {
  sequence: number;
  at: string;
  /** The token's name, or null where none was shown. */
  by: string | null;
  address: string | null;
  action: string;
  subject: string | null;
  status: number;
  requestId: string;
}

/** The log of writes, newest first: who asked for what, from where, and what came of it. */
export function WriteTable({ writes }: { writes: readonly WriteRow[] }) {
  return (
    <div className="ac-scroll" tabIndex={0} role="group" aria-label="Writes">
      <table>
        <thead>
          <tr>
            <th>When</th>
            <th>Who</th>
            <th>From</th>
            <th>What</th>
            <th>Made</th>
            <th className="r">Status</th>
            <th>Request</th>
          </tr>
        </thead>
        <tbody>
          {writes.map((write) => (
            <tr key={write.sequence}>
              <td className="tn">{timeText(write.at)}</td>
              <td>{write.by ?? "this machine"}</td>
              <td className="mono">{write.address ?? "not known"}</td>
              <td className="mono">{write.action}</td>
              <td className="mono">{write.subject ?? ""}</td>
              <td className="r tn">{write.status}</td>
              <td className="mono">{write.requestId}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
