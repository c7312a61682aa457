import type { AuditedFile, AuditedSetup } from "./audited-file";

/**
 * For rows of a scaling table that name no model: the setup of the same system, and of one model, that prints the very rate of
 * the table's smallest row. Null where several or none do.
 */
export function modelOfScaling({ setups }: AuditedFile): (setup: AuditedSetup) => AuditedSetup | null {
  const named = setups.filter(
    ({ case: of, byMetric }) => of.model !== null && byMetric.has("tflops_per_watt"),
  );
  const bases = new Map<string, AuditedSetup>();
  for (const setup of setups) {
    const { system, model, accelerators } = setup.case;
    if (system === null || model !== null || accelerators === null || rateOf(setup) === null) continue;
    const base = bases.get(system);
    if (base === undefined || accelerators < base.case.accelerators!) bases.set(system, setup);
  }
  return (setup) => {
    const { system, model, accelerators } = setup.case;
    const base = system === null || model !== null || accelerators === null ? undefined : bases.get(system);
    // The smallest row repeats a number of the other table: its own finding stands there.
    if (base === undefined || base === setup) return null;
    const same = named.filter((each) => each.case.system === system && rateOf(each) === rateOf(base));
    return same.length === 1 ? same[0]! : null;
  };
}

function rateOf({ byMetric }: AuditedSetup): number | null {
  return byMetric.get("output_tokens_per_second")?.value ?? null;
}
