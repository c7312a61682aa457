// What `nvidia-smi dmon` prints: a line for each GPU and second under two header lines that begin with #, the second of
// units, printed again every few lines; `-` where a GPU does not say. Date and time stand first with -o DT.
// Read as the readings of `nvidia-smi --query-gpu` are (see nvidia-smi.ts); `sm` is the utilization of the multiprocessors.
// Described at: https://docs.nvidia.com/deploy/nvidia-smi/index.html
import { wholeText } from "./decode";
import type { Importer, Reading } from "./importer";
import { readReadings } from "./nvidia-smi";
import { ProblemList } from "./problem-list";
import { textHolds } from "./text-search";

const header = /^#\s*(?:Date\s+)?(?:Time\s+)?gpu\s+(?:pwr|sm|mem|gtemp|fb|mclk|pclk|rxpci|pviol)\b/m;
const logLimit = 64 * 1024 * 1024;

/** Its columns in the names of nvidia-smi's queries; others keep theirs, and are not read. */
const columnOf: Readonly<Record<string, string>> = {
  ...{ gpu: "index", pwr: "power.draw [W]", gtemp: "temperature.gpu", mtemp: "temperature.memory" },
  ...{ sm: "utilization.gpu [%]", mem: "utilization.memory [%]", fb: "memory.used [MiB]" },
  ...{ mclk: "clocks.mem [MHz]", pclk: "clocks.sm [MHz]", Date: "date", Time: "time" },
};

/** A reading that is none is written as this, which no number is. */
const unsaid = "-";

export const nvidiaDmon: Importer = {
  id: "nvidia-dmon",
  label: "nvidia-smi dmon",
  version: "1",
  recognises: (file) => textHolds(file, (text) => header.test(text)),
  read(file): Reading {
    const whole = wholeText(file, logLimit);
    if ("problem" in whole) return { drafts: [], problems: [whole.problem], columns: [], notes: [] };
    const lines = whole.text.split(/\r?\n/);
    const names = namesIn(lines.find((line) => header.test(line)) ?? "");
    const problems = new ProblemList();
    return readReadings(
      names.map((name) => columnOf[name] ?? name),
      problems,
      (see) => {
        lines.forEach((line, i) => visitLine(line, i + 1, names, see, problems));
        return { repeated: [], lines: lines.length };
      },
    );
  },
};

function namesIn(line: string): string[] {
  return line.replace(/^#\s*/, "").trim().split(/\s+/);
}

/** Lines that begin with a number are readings; a log's other lines are none. */
function visitLine(
  line: string,
  at: number,
  names: readonly string[],
  see: (fields: string[], line: number) => void,
  problems: ProblemList,
): void {
  const fields = line.trim().split(/\s+/);
  if (!/^\s*\d/.test(line)) return;
  if (fields.length === names.length)
    see(
      fields.map((field) => (field === unsaid ? "[N/A]" : field)),
      at,
    );
  else problems.add({ line: at }, `${fields.length} fields`, `${names.length} fields`);
}
