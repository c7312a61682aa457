import { SeverityIcon } from "@/components/layout/severity-icon";
import { counted } from "./counted";

/** How many places of a file could not be read, as an icon with words. */
export function ProblemCount({ problems }: { problems: number }) {
  if (problems === 0)
    return (
      <span className="sev sev-pass">
        <SeverityIcon severity="pass" />
        <span>no problems</span>
      </span>
    );
  return (
    <span className="sev sev-suspicious">
      <SeverityIcon severity="suspicious" />
      <span>{counted(problems, "problem")}</span>
    </span>
  );
}
