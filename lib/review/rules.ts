/** What a review asks for. Every part may be set for one review. */
export interface ReviewRules {
  /** Fewer runs on a side than this give no verdict. */
  minRuns: number;
  /** Family-wise error of all verdicts together. */
  alpha: number;
  /** Confidence level of the intervals shown. */
  level: number;
  /** A speed-up counts as clearing the bar from here on. */
  minSpeedup: number;
  /** Memory may grow by this share. */
  maxMemoryIncrease: number;
  /** Accuracy may differ by this, as an absolute difference. */
  maxAccuracyDifference: number;
  /** Perplexity may grow by this share. */
  maxPerplexityIncrease: number;
  /** Iterations to convergence may grow to this multiple of the baseline's. */
  maxIterations: number;
  /** A training loss or gradient norm above this multiple of its median has exploded. */
  maxExplosion: number;
}

export const defaultRules: ReviewRules = {
  minRuns: 3,
  alpha: 0.05,
  level: 0.95,
  minSpeedup: 1.2,
  maxMemoryIncrease: 0.05,
  maxAccuracyDifference: 1e-5,
  maxPerplexityIncrease: 0,
  maxIterations: 1.05,
  maxExplosion: 100,
};
