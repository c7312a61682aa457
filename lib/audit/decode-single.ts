import type { Finding } from "../points/finding";
import type { AuditedFile, AuditedSetup } from "./audited-file";
import { decodeJudgement, type DecodeJudgement } from "./decode-judgement";
import { decodeFinding, openText } from "./decode-texts";
import type { Rule } from "./rule";
import { byMissing, untestable } from "./untestable";

const id = "decode-single";

/** Generated tokens a second of one sequence against the bandwidth that reads the weights for each of them. */
export const decodeSingle: Rule = {
  id,
  title: "Decoding one sequence within memory bandwidth",
  levels: ["impossible", "unusual", "untestable"],
  inequality: "tok/s ≤ c · G · BW / (N_d · b + S · kv)",
  voidWhen:
    "Weights lie in caches or SRAM; speculation accepts c > 1 tokens a pass (with c not stated: untestable); an open-division result ran another model, pruning left fewer weights, or a method is named of which nothing is known. A column of tokens/s that does not say which may count prompts: what it could be with them is unusual. Rates of the fastest moments do not count. Layers split over devices count as if all of them read at once.",
  source:
    "Roofline, Williams, Waterman & Patterson, Communications of the ACM 52(4) (2009) 65-76: every weight used is read once a pass",
  check: (file) => decodeFindings(file, id, ({ facts }) => (facts.sequences?.high ?? 1) <= 1),
};

type Open = Extract<DecodeJudgement, { kind: "open" }> & { setup: AuditedSetup };

/** What the bound says of all rates of those setups that are asked for. */
export function* decodeFindings(
  file: AuditedFile,
  rule: string,
  isAsked: (setup: AuditedSetup) => boolean,
): Generator<Finding> {
  const open: Open[] = [];
  for (const { point, setup } of file.measured("output_tokens_per_second")) {
    const judged = isAsked(setup) ? decodeJudgement(point, setup, file.catalogue) : null;
    if (judged?.kind === "open") open.push({ ...judged, setup });
    else if (judged) yield decodeFinding(rule, judged);
  }
  for (const group of byMissing(open, ({ model }) => model?.name ?? ""))
    yield untestable(
      rule,
      group,
      openText(group, (each) => (each as Open).setup, file.catalogue),
    );
}
