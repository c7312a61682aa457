import { sizeText } from "@/components/datasets/size-text";
import type { PreviewStage } from "./preview";
import type { Progress } from "./upload-state";

const stageWords: Record<PreviewStage, string> = {
  unpacking: "Unpacking the archive",
  hashing: "Computing the sha256",
  reading: "Reading points",
  marking: "Finding the lines with problems",
};

/** How far a file has been read. `again`: by a changed mapping, which can be stopped here. */
export function ReadingBar({
  stage,
  done,
  of,
  again = false,
  onCancel,
}: Progress & { again?: boolean; onCancel?: () => void }) {
  const percent = of > 0 ? Math.floor((100 * done) / of) : 0;
  return (
    <div className={again ? "up-again" : "up-said"}>
      <progress className="bar" max={Math.max(of, 1)} value={done} aria-label={stageWords[stage]} />
      <div className="row">
        <span className="mm small tn">
          {again ? "Reading again as you say" : stageWords[stage]}, {percent} % of {sizeText(of)}.
          {!again && " In this browser; nothing is sent."}
        </span>
        {onCancel && (
          <>
            <span className="sp" />
            <button type="button" className="btn sm" onClick={onCancel}>
              Cancel
            </button>
          </>
        )}
      </div>
    </div>
  );
}
