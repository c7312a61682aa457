import { countText } from "@/lib/series/number-text";

/** Under the first rows of a long table: how many there are, and all of them. */
export function MoreRows({ shown, total, onAll }: { shown: number; total: number; onAll: () => void }) {
  return (
    <div className="tfoot">
      {countText(shown)} of {countText(total)} rows
      <span className="sp" />
      <button type="button" className="lk m script" onClick={onAll}>
        Show all
      </button>
    </div>
  );
}
