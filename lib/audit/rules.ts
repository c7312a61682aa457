import { compute } from "./compute";
import { decodeBatch } from "./decode-batch";
import { decodeSingle } from "./decode-single";
import { efficiency } from "./efficiency";
import { firstToken } from "./first-token";
import { impliedPower } from "./implied-power";
import { memoryCeiling } from "./memory-ceiling";
import { memoryColumn } from "./memory-column";
import { memoryFloor } from "./memory-floor";
import { modelIdentity } from "./model-identity";
import { partialOptimisation } from "./partial-optimisation";
import { power } from "./power";
import { quantisationSpeedup } from "./quantisation-speedup";
import type { Rule } from "./rule";
import { scaling } from "./scaling";
import { serialShare } from "./serial-share";

/** Every rule, in the order in which a reader meets them. To add one, add its file and its line here. */
export const rules: readonly Rule[] = [
  decodeSingle,
  decodeBatch,
  compute,
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
];
