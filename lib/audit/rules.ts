import { belowResolution } from "./below-resolution";
import { coarseTimer } from "./coarse-timer";
import { compute } from "./compute";
import { decodeBatch } from "./decode-batch";
import { decodeSingle } from "./decode-single";
import { digitHeaping } from "./digit-heaping";
import { durationHoldsRequests } from "./duration-holds-requests";
import { efficiency } from "./efficiency";
import { firstToken } from "./first-token";
import { firstTokenInTime } from "./first-token-in-time";
import { impliedPower } from "./implied-power";
import { latencyParts } from "./latency-parts";
import { littlesLaw } from "./littles-law";
import { meanNearMedian } from "./mean-near-median";
import { memoryCeiling } from "./memory-ceiling";
import { memoryColumn } from "./memory-column";
import { memoryFloor } from "./memory-floor";
import { modelIdentity } from "./model-identity";
import { partialOptimisation } from "./partial-optimisation";
import { percentileOrder } from "./percentile-order";
import { power } from "./power";
import { quantisationSpeedup } from "./quantisation-speedup";
import { ratesAgree } from "./rates-agree";
import { repeatedValues } from "./repeated-values";
import type { Rule } from "./rule";
import { sameAtAnySize } from "./same-at-any-size";
import { saturatedValues } from "./saturated-values";
import { scaling } from "./scaling";
import { serialShare } from "./serial-share";
import { spreadOfOne } from "./spread-of-one";
import { spreadWithinRange } from "./spread-within-range";
import { statedInterval } from "./stated-interval";
import { statedMfu } from "./stated-mfu";
import { statedTflops } from "./stated-tflops";
import { streamRate } from "./stream-rate";
import { tailNearMean } from "./tail-near-mean";
import { tokenBudget } from "./token-budget";
import { unitContradicted } from "./unit-contradicted";
import { wholeCounts } from "./whole-counts";

/** Every rule, in the order in which a reader meets them. To add one, add its file and its line here. */
export const rules: readonly Rule[] = [
  decodeSingle,
  decodeBatch,
  compute,
  statedTflops,
  statedMfu,
  firstToken,
  memoryFloor,
  memoryCeiling,
  memoryColumn,
  power,
  efficiency,
  impliedPower,
  scaling,
  serialShare,
  partialOptimisation,
  quantisationSpeedup,
  modelIdentity,
  unitContradicted,
  percentileOrder,
  meanNearMedian,
  tailNearMean,
  spreadWithinRange,
  spreadOfOne,
  statedInterval,
  firstTokenInTime,
  latencyParts,
  littlesLaw,
  durationHoldsRequests,
  ratesAgree,
  streamRate,
  tokenBudget,
  wholeCounts,
  belowResolution,
  sameAtAnySize,
  coarseTimer,
  saturatedValues,
  repeatedValues,
  digitHeaping,
];
