import type { MethodId } from "./method-ids";

/** A statistic or a rule as /methods explains it. In its texts `[words](#id)` is a link, `*n*` a letter of a formula. */
export interface Method {
  id: MethodId;
  name: string;
  /** What it answers, in a paragraph. */
  says: string;
  /** Lines as formula-tree.ts reads them. */
  formula: readonly string[];
  used: string;
  notUsed: string;
  /** Where a reader meets it; null where no page uses it yet. */
  shown: string | null;
  /** As the head of its file cites it; empty where it is a rule of ours. */
  sources: readonly string[];
  /** The files that compute it, without their ending. */
  files: readonly string[];
}

export interface MethodGroup {
  title: string;
  methods: readonly Method[];
}

const evidence: Method = {
  id: "evidence",
  name: "Evidence grades",
  says: "What stands behind a point decides what may be drawn. Samples: at least two raw repeats are in the file. Summary: the file states n ≥ 2 with a standard deviation, or an interval. Single: one measured number, or a number whose n nobody states. Claim: a number that a document prints, with no measurement behind it.",
  formula: [],
  used: "For every point. The grade is its glyph on every chart, in every legend and table; a value made of several parts has the weakest grade among them.",
  notUsed:
    "An interval is never invented: n = 1 has none, n not stated has none, and a standard deviation of 0 that a file writes for one run is unknown. Missing is never 0.",
  shown: "Charts, tables, drawer, exports",
  sources: [],
  files: ["lib/points/evidence", "lib/runs/points-from"],
};

const betweenWithin: Method = {
  id: "between-within",
  name: "Between runs and within one run",
  says: "A throughput of a run is one number, however many requests the run had: requests that share a machine, a warm cache and a moment say how steady that run was, and nothing of what the next run will give. Rows or files of the same case are repeats, and their spread is between runs. Rows that name the same run are samples within it.",
  formula: [],
  used: "Every interval says which of the two it is. Runs of one case are merged: n is then the number of runs, and the mean is the mean of the runs’ means, each weighing the same.",
  notUsed:
    "In a review the requests of a run are never repeats: a run of a thousand requests counts as one. Where a file gives n and a spread without saying what varies, they are read as runs and the verdict says so.",
  shown: "Drawer, charts, reviews, exports",
  sources: [],
  files: ["lib/points/interval", "lib/runs/points-from", "lib/review/side"],
};

const moments: Method = {
  id: "moments",
  name: "Mean and standard deviation",
  says: "The mean of n values, and the sample standard deviation with n − 1. They are computed in two passes, the second of which takes back what the first lost to rounding, with sums that carry their own rounding error: values near 1e9 that differ in the last digits, and values as small as 1e-300 or as large as 1e300, keep their digits.",
  formula: [
    "m_0 = {∑ x_i}//n , d_i = x_i − m_0",
    "m = m_0 + {∑ d_i}//n",
    "s^2 = {∑ d_i^2 − (∑ d_i)^2 / n}//{n − 1}",
  ],
  used: "Wherever a file holds raw values. Where it states mean and standard deviation itself, those are kept as written.",
  notUsed: "One value has no standard deviation: it is unknown, not 0.",
  shown: "Everywhere",
  sources: [
    "Chan, Golub & LeVeque, The American Statistician 37 (1983) 242–247",
    "Neumaier, ZAMM 54 (1974) 39–51",
  ],
  files: ["lib/stats/moments", "lib/stats/range-of", "lib/stats/neumaier-sum", "lib/runs/stats-of"],
};

const pooledRuns: Method = {
  id: "pooled-runs",
  name: "Runs of several files together",
  says: "Files of one case are repeats of one another. Their count, mean and standard deviation together are worked out from those of each file, and are what all runs in one list would give: the squares within the files, and those between their means.",
  formula: ["n = ∑ n_j , m = {∑ n_j m_j}//n", "s^2 = {∑ (n_j − 1) s_j^2 + ∑ n_j (m_j − m)^2}//{n − 1}"],
  used: "For points of different files that agree in metric, unit, statistic and every field of their case, and that name a model, a system or hardware.",
  notUsed:
    "Claims, ranges, missing values and derived points stay alone; so does everything where a file of two or more runs does not say how they spread.",
  shown: "Charts, tables, reviews",
  sources: ["Chan, Golub & LeVeque, The American Statistician 37 (1983) 242–247"],
  files: ["lib/runs/merge-files", "lib/series/merge-points"],
};

const sampleSd: Method = {
  id: "sample-sd",
  name: "From population to sample standard deviation",
  says: "Some tools divide by n, as numpy’s std does by default, and so understate the spread of a few values: at n = 2 by 29 %, at n = 5 by 11 %. Where a tool is known to do so, its figure is turned into the one with n − 1, and the conversion is recorded with the point.",
  formula: ["s = σ √(n / (n − 1))"],
  used: "For importers whose tool divides by n.",
  notUsed:
    "Where n is not stated: the figure stays as written, and the record says so. At n = 1 there is none.",
  shown: "Drawer, as a conversion",
  sources: [],
  files: ["lib/importers/population-sd"],
};

const quantiles: Method = {
  id: "quantiles",
  name: "Median and percentiles",
  says: "The value below which a share *p* of the values lies: linear between the two sorted values around (n − 1) *p*, counted from 0. It is the default of R and NumPy. Over several runs that each state a percentile, the point shows the mean of the runs’ own.",
  formula: ["h = (n − 1) p , k = ⌊h⌋", "Q(p) = x_k + (h − k)(x_{k+1} − x_k)"],
  used: "Median, p90, p95 and p99 where a file holds raw values. Percentiles that a file states are kept as written.",
  notUsed:
    "A p99 of fewer than 100 values is hardly more than the largest of them, and that is said. Where a file states a percentile without the values behind it, it has no interval, however many requests the run had; with the values it may have one of [sorted values](#order-statistic), and several runs one of [Student’s t](#student-t) over their own percentiles. The percentile of runs’ means says nothing of a tail, and is not compared in reviews.",
  shown: "Charts, tables, drawer",
  sources: ["Hyndman & Fan, The American Statistician 50 (1996) 361–365, type 7"],
  files: ["lib/stats/quantile", "lib/stats/order-statistics", "lib/runs/stats-of", "lib/runs/interval-at"],
};

const studentT: Method = {
  id: "student-t",
  name: "Student t interval",
  says: "The confidence interval of a mean: where the true mean may lie, at a level of 90, 95 or 99 %. It widens for few values: at 95 % the factor before *s*/√*n* is 12.7 for n = 2, 4.3 for n = 3, 2.8 for n = 5, and nears 1.96 only for many. The normal distribution’s 1.96 is never used in its place.",
  formula: ["m ± t_{1 − α/2, n − 1} · s//{√n}"],
  used: "For n ≥ 2 values, or a stated n ≥ 2 with mean and standard deviation. Between runs and within a run alike, [and it says which](#between-within). Values of one run that [follow one another](#autocorrelation) count as fewer.",
  notUsed:
    "For claims and single numbers. A spread of 0 gives an interval without width, which means that no variation was seen, and not certainty. For a few values of a very skewed quantity it covers less than its level says; more runs help, and nothing else does.",
  shown: "Every whisker that is not said to be stated or a ratio’s",
  sources: [
    "Student, Biometrika 6 (1908) 1–25",
    "the distribution by DLMF 8.17 and Didonato & Morris, ACM TOMS 18 (1992) 360–373",
  ],
  files: ["lib/stats/t-interval", "lib/stats/t-distribution", "lib/stats/summary", "lib/runs/interval-at"],
};

const stated: Method = {
  id: "stated",
  name: "Intervals as stated in the file",
  says: "Where a file prints an interval, that interval is shown: its ends are brought to the metric’s unit, and its level, n and what varies are what the file says of them.",
  formula: [],
  used: "For Whisker’s own CSV and JSON, and for tools that say how their interval is made.",
  notUsed:
    "It is not worked out anew for another level: it keeps the level that the file gives it. A mean ± standard deviation is no confidence interval and is never drawn as one.",
  shown: "Drawer, “as stated in the file”",
  sources: [],
  files: ["lib/importers/stated-interval", "lib/runs/interval-at"],
};

const orderStatistics: Method = {
  id: "order-statistic",
  name: "Interval of a median or percentile from sorted values",
  says: "Two of the sorted values between which the true quantile lies with at least the level asked for, whatever the distribution: the number of values below it is binomial. The interval is as wide as it must be, and its real coverage is given beside it.",
  formula: [
    'K ∼ "Bin"(n, p)',
    'low = "largest " r : P(K < r) ≤ α/2',
    'high = "smallest " r : P(K < r) ≥ 1 − α/2',
  ],
  used: "For the median and percentiles of the raw values of one run: from 6 values on for a median at 95 %, from 8 on at 99 %, from 368 on for a p99 at 95 %.",
  notUsed:
    "Below these counts no value is far enough out to be the limit: then there is no interval. Nor where neighbouring values are [alike](#autocorrelation), which no count makes up for.",
  shown: "Percentiles within one run: “order statistics of the values”",
  sources: ["Conover, Practical Nonparametric Statistics (1999) section 3.2"],
  files: ["lib/stats/order-statistic-interval", "lib/runs/quantile-limits"],
};

const prediction: Method = {
  id: "prediction",
  name: "One new run against earlier ones",
  says: "Where one more run of the same kind may be expected, given n earlier ones. It is wider than the interval of their mean, since a single run scatters too; with its help one new run can at least be called unusual.",
  formula: ["m ± t_{1 − α/2, n − 1} · s √(1 + 1/n)", "t = {y − m}//{s √(1 + 1/n)}"],
  used: "In a review, where the candidate is a single run and the baseline has two or more: the reason of its verdict says whether the run lies outside at 95 %.",
  notUsed:
    "It never makes a verdict: the case stays inconclusive. Where the earlier runs do not vary, nothing is said.",
  shown: "Reviews, in the reason of a verdict",
  sources: ["Whitmore, The American Statistician 40 (1986) 141–143"],
  files: ["lib/stats/prediction-interval"],
};

const bootstrap: Method = {
  id: "bootstrap",
  name: "Bootstrap (BCa)",
  says: "An interval of any statistic of a sample: the sample is drawn from itself with replacement, 9 999 times by default, from a seeded generator, so that the same file gives the same limits. Bias *z*₀, from how many of the *B* draws give less than the sample and how many the same, and acceleration *a* move the two quantiles that are taken as limits; *d*ᵢ are the differences of the jackknife’s values from their mean.",
  formula: [
    'z_0 = Φ^{−1}(("less" + ½ " equal") / B)',
    "a = {∑ d_i^3}//{6 (∑ d_i^2)^{3/2}}",
    "α^′ = Φ(z_0 + {z_0 + z}//{1 − a (z_0 + z)})",
  ],
  used: "For statistics that have no formula of their own, from 30 values on.",
  notUsed:
    "Below 10 values it is far too narrow, below 30 doubtful, and it says so. Not for a median, where the jackknife fails: that is what [sorted values](#order-statistic) are for.",
  shown: null,
  sources: ["Efron, JASA 82 (1987) 171–185"],
  files: ["lib/stats/bootstrap-interval", "lib/stats/seeded-random"],
};

const autocorrelation: Method = {
  id: "autocorrelation",
  name: "Autocorrelation and effective n",
  says: "Whether a value follows the one before it. Requests measured one after another often do, through queues and temperature; then n of them know less about the mean than n independent ones, and an interval that supposes independence is too narrow.",
  formula: ["r_1 = {∑ (x_i − m)(x_{i+1} − m)}//{∑ (x_i − m)^2}", "n_e = n · {1 − r_1}//{1 + r_1}"],
  used: "For the values of one run, in the order of their file, where |*r*₁| exceeds 1.96/√*n* and so is more than chance. The interval’s standard error and degrees of freedom are then those of the effective n, which is never below 2.",
  notUsed:
    "Between runs. Values that alternate never count as more than n. Values that stand by size say nothing of the order in which they were measured: nothing is corrected, and that is said.",
  shown: "Intervals within one run",
  sources: ["r₁ as in NIST’s StRD; the effective n is that of an AR(1) series"],
  files: ["lib/stats/autocorrelation", "lib/runs/correlation-of"],
};

const logRatio: Method = {
  id: "log-ratio",
  name: "Interval of a ratio",
  says: "A ratio of two means, such as a speed-up, is no surer than its parts. On the logarithmic scale their relative errors add as squares; the limits go back as factors, so that twice and half are equally far from 1. The degrees of freedom are [Satterthwaite’s](#welch).",
  formula: [
    "R = x / y",
    "e^2 = s_x^2 / (n_x x^2) + s_y^2 / (n_y y^2)",
    '"from " R · exp(−t e) " to " R · exp(t e)',
  ],
  used: "Where both means are above 0 and each has n ≥ 2 and a spread: the ratios of a review, speed-up and efficiency of multi-GPU scaling, and derived values.",
  notUsed:
    "For claims, single runs and percentiles. Where the denominator is uncertain, [Fieller’s limits](#fieller) are taken in its place.",
  shown: "Scaling, derived metrics, reviews: “delta method on the log ratio”",
  sources: ["Hedges, Gurevitch & Curtis, Ecology 80 (1999) 1150–1156"],
  files: ["lib/stats/ratio-interval"],
};

const fieller: Method = {
  id: "fieller",
  name: "Ratio with an uncertain denominator",
  says: "All ratios *r* for which *x* − *r* *y* does not differ from 0; the two *e* are the standard errors of the means over |*y*|. When *g* reaches 1 the denominator cannot be told from 0, and the ratio has no bounds: then “unbounded” is what is said.",
  formula: ["g = t^2 e_y^2", "{R ± t √((1 − g) e_x^2 + R^2 e_y^2)}//{1 − g}"],
  used: "For the ratios of a review where *g*, or that of the other mean, is 0.05 or more: so the interval is the inverse of the one with both sides exchanged. Below that it agrees with the [log ratio](#log-ratio).",
  notUsed: "Where a side has fewer than two runs or no known spread, and for claims.",
  shown: "Reviews",
  sources: ["Fieller, J. R. Stat. Soc. B 16 (1954) 175–185"],
  files: ["lib/stats/fieller-interval"],
};

const welch: Method = {
  id: "welch",
  name: "Welch’s test",
  says: "Whether two means differ by more than their runs scatter, without supposing that both sides scatter alike; two-sided. The degrees of freedom *v* are Satterthwaite’s and need not be whole.",
  formula: [
    "A = s_1^2 / n_1 , B = s_2^2 / n_2",
    "t = {m_1 − m_2}//{√(A + B)}",
    "v = {(A + B)^2}//{A^2 / (n_1 − 1) + B^2 / (n_2 − 1)}",
  ],
  used: "For every case of a review in which both sides have enough runs (3 unless the review says otherwise) and a known spread. Its p is always [adjusted](#adjusted-p) for how many cases were tested. Over versions and days, for each point of a line against the one before it.",
  notUsed:
    "Where neither side varies there is nothing to test against. Whether two intervals overlap is no test and is never used as one; nor is Student’s pooled test, which errs when the sides scatter differently.",
  shown: "Reviews, whisker check, trends",
  sources: ["Welch, Biometrika 34 (1947) 28–35", "Satterthwaite, Biometrics Bulletin 2 (1946) 110–114"],
  files: ["lib/stats/welch", "lib/stats/satterthwaite-df"],
};

const adjustedP: Method = {
  id: "adjusted-p",
  name: "Many comparisons: Holm, Benjamini–Hochberg",
  says: "Of twenty tests at 0.05 without any difference, one is expected to look significant. Holm’s adjusted p holds the probability of even one false verdict in the whole review to α. Benjamini and Hochberg’s bounds the expected share of false ones, for screening. The *m* values of p are sorted, the smallest first.",
  formula: [
    '"Holm: " p_{(i)}^′ = max_{j ≤ i} " " q_j , q_j = min(1, (m − j + 1) p_{(j)})',
    '"BH: " p_{(i)}^′ = min_{j ≥ i} " " q_j , q_j = min(1, m · p_{(j)} / j)',
  ],
  used: "Holm over all tested cases of a review, of all of its candidates together; the size of that family stands beside each p.",
  notUsed:
    "Cases that are not tested, for want of runs or because a claim takes part, do not count in the family. Benjamini–Hochberg is computed and used by no page.",
  shown: "Reviews, whisker check",
  sources: [
    "Holm, Scandinavian Journal of Statistics 6 (1979) 65–70",
    "Benjamini & Hochberg, Journal of the Royal Statistical Society B 57 (1995) 289–300",
  ],
  files: ["lib/stats/adjusted-p"],
};

const effectSize: Method = {
  id: "effect-size",
  name: "Effect size: Cohen’s d, Hedges’ g",
  says: "The difference of two means in units of the spread that both sides have in common. Hedges’ *g* takes away the bias that Cohen’s *d* has in small samples; *J* is below 1.",
  formula: [
    "d = {m_1 − m_2}//s_p , v = n_1 + n_2 − 2",
    "s_p^2 = {(n_1 − 1) s_1^2 + (n_2 − 1) s_2^2}//v",
    "g = J d , J = {Γ(v/2)}//{√(v/2) Γ((v − 1)/2)}",
  ],
  used: "Beside the ratio of every tested case of a review; above 0 is an improvement.",
  notUsed:
    "It makes no verdict. Machines repeat themselves well, so that *d* is often enormous and says little: the ratio comes first.",
  shown: "Reviews, whisker check --json",
  sources: ["Hedges, Journal of Educational Statistics 6 (1981) 107–128"],
  files: ["lib/stats/effect-size"],
};

const mannWhitney: Method = {
  id: "mann-whitney",
  name: "Mann–Whitney rank-sum test",
  says: "Whether a value of one group tends to exceed one of the other. U counts the pairs in which it does, ties by half; U/(n₁n₂) is the share of such pairs. Up to 100 values together p is exact, with ties too; above that it comes from the normal distribution, corrected for ties and continuity.",
  formula: ["U = R_1 − n_1 (n_1 + 1) / 2", "P(X > Y) + ½ P(X = Y) ≈ U / (n_1 n_2)"],
  used: "Beside Welch’s test of the selected case of a review, where every run’s value is known. The smallest p that the two sizes allow is 0.10 for 3 against 3: such ranks cannot be significant at 0.05 whatever they are, and the page says so.",
  notUsed:
    "It makes no verdict, and its p is not adjusted. It is no test of medians or means where the spreads differ.",
  shown: "Reviews, beside the selected case",
  sources: [
    "Mann & Whitney, Annals of Mathematical Statistics 18 (1947) 50–60",
    "exact by Streitberg & Röhmel, Statistical Software Newsletter 12 (1986) 10–17",
  ],
  files: ["lib/stats/mann-whitney"],
};

const density: Method = {
  id: "density",
  name: "Density of the runs",
  says: "How the runs of one side are spread, as a smooth curve: a small normal curve stands about each of them, and their heights are added. The width *h* follows the spread and the number of runs.",
  formula: [
    "f(x) = {1}//{n h} ∑ φ((x − x_i) / h)",
    "φ(u) = exp(−u^2 / 2) / √(2 π)",
    'h = 0.9 min(s, "IQR"/1.34) n^{−1/5}',
  ],
  used: "Above the runs of the selected case of a review, where a side has 8 or more; each side is drawn to the same height.",
  notUsed: "It is a picture: nothing is computed from it. Fewer runs have no shape, and stand one by one.",
  shown: "Reviews, beside the selected case",
  sources: ["Silverman, Density Estimation (1986), 3.31"],
  files: ["lib/stats/kernel-density"],
};

const geometricMean: Method = {
  id: "geometric-mean",
  name: "Geometric mean of ratios",
  says: "One number for all cases of a metric: twice as fast in one and half as fast in another is no change, which the arithmetic mean would call 1.25×. Its interval carries those of the ratios, independent of one another; *h*ᵢ is half the width of ln *R*ᵢ’s.",
  formula: [
    "G = (R_1 · R_2 · … · R_k)^{1/k}",
    '"from " G · exp(−h) " to " G · exp(h)',
    "h = (1/k) √(h_1^2 + … + h_k^2)",
  ],
  used: "In a review, for each metric with two or more cases; each case weighs the same.",
  notUsed:
    "The spread between cases is no part of it: cases were chosen and are no sample. Where one ratio has no interval, the mean has none. Claims take no part.",
  shown: "Reviews",
  sources: ["Fleming & Wallace, CACM 29 (1986) 218–221"],
  files: ["lib/stats/geometric-mean", "lib/review/aggregate"],
};

const detectableChange: Method = {
  id: "detectable-change",
  name: "What could have been seen",
  says: "“No detectable difference” is only worth something beside what could have been detected: the smallest relative change that n runs a side would show four times out of five, given how much a run scatters (*c* is the standard deviation over the mean). Turned over, it says how many runs a change of 3 % would need.",
  formula: ["δ = (t_{1 − α/2, v} + t_{0.8, v}) c √(2 / n)", "v = 2 n − 2"],
  used: "In the reason of every verdict “no detectable difference”, with the larger *c* and the smaller n of the two sides, and α divided by the number of tested cases, as Holm’s first step has it; and of “too few runs”, for how many would see 3 %.",
  notUsed: "Where nothing scatters. More than 10 000 runs are not named.",
  shown: "Reviews, in the reason of a verdict",
  sources: [
    "Lehr, Statistics in Medicine 11 (1992) 1099–1102, with Student’s t in place of the normal distribution",
  ],
  files: ["lib/stats/runs-needed"],
};

const speedUp: Method = {
  id: "speed-up",
  name: "Speed-up and efficiency",
  says: "Speed-up is a system’s value at *N* accelerators over its own value at the smallest count *b* that it was measured at; efficiency is what it reaches of the ideal *N*/*b*. No system is held against another’s base.",
  formula: ["S = X_N / X_b", "E = S b / N"],
  used: "For systems with at least two accelerator counts whose cases agree in everything but the count and how the work is split. Intervals are those of a [ratio](#log-ratio); the limits of efficiency are the same times *b*/*N*.",
  notUsed:
    "Systems with one count have no line. The base itself, percentiles, claims and single runs have no interval. An efficiency above 100 % is drawn as it is.",
  shown: "Multi-GPU scaling",
  sources: [],
  files: ["lib/series/scaling-series"],
};

const serialShare: Method = {
  id: "serial-share",
  name: "Serial share",
  says: "The share *s* of the work that does not get faster with more accelerators, if Amdahl’s law holds: at *k* times as many, 1/S = s + (1 − s)/k. Turned over, the law is a straight line through the origin, and *s* is its least-squares slope over the counts above the base.",
  formula: ["1/S − 1/k = s (1 − 1/k)", "s = {∑ (1 − 1/k)(1/S − 1/k)}//{∑ (1 − 1/k)^2}"],
  used: "For lines with at least two counts above the base. Below 0 means that the speed-up is beyond ideal.",
  notUsed: "With one count above the base: one number fits any law.",
  shown: "Multi-GPU scaling, table",
  sources: ["Amdahl, AFIPS 30 (1967) 483–485"],
  files: ["lib/series/serial-share"],
};

const karpFlatt: Method = {
  id: "karp-flatt",
  name: "Karp–Flatt metric",
  says: "The serial share that a single speed-up *S* at *k* times the accelerators would need under Amdahl’s law. When it grows with *k*, something besides serial work costs time, such as communication; below 0 the speed-up is more than ideal.",
  formula: ["e = {1/S − 1/k}//{1 − 1/k}"],
  used: "For the largest count of a line, beside the [serial share](#serial-share) over all of them. Its interval is the same formula at both ends of the speed-up’s, which change places.",
  notUsed: "At the base it is undefined. An interval needs one of the speed-up.",
  shown: "Multi-GPU scaling, table",
  sources: ["Karp & Flatt, Communications of the ACM 33 (1990) 539–543"],
  files: ["lib/stats/scaling-law"],
};

const pareto: Method = {
  id: "pareto",
  name: "Probability of being on the Pareto front",
  says: "How likely it is that no other point is at least as good on both axes and better on one. The means of all points are drawn 4 000 times from normal distributions about the measured ones, each with its standard error, from a seeded generator; the probability is the share of draws in which the point is on the front.",
  formula: ["X ∼ N(m_x, s_x^2 / n_x)", "Y ∼ N(m_y, s_y^2 / n_y)"],
  used: "For points of one setup and file with a value on both axes. Two values that rest on the same measurement, such as tokens per second for each user and for each accelerator, are drawn as one; any others independently. The share is known to about 0.5/√4 000, eight in a thousand; a point on the front in at least half of the draws is joined by the stepped line.",
  notUsed:
    "A mean without a standard error stays where it is; without any the answer is yes or no. Claims take no part.",
  shown: "Pareto",
  sources: [],
  files: ["lib/stats/pareto-probability", "lib/stats/seeded-random", "lib/series/pareto-series"],
};

const derived: Method = {
  id: "derived",
  name: "Derived metrics",
  says: "Metrics that a file does not state but that follow from ones that it does: output tokens per second *X* for each of *N* accelerators and each of *C* concurrent users, joules per token from watts *W* and tokens per second for each of them, cost from the price of an hour, and TFLOPS per watt, which counts 2 floating-point operations for each of *P* active parameters and generated token. *P* comes from a catalogue of published models. The formula with its numbers stands in the drawer, which links to its parts.",
  formula: [
    '"per GPU" = X / N , "per user" = X / C',
    '"J/tok" = W / X , "tok/s/W" = X / W',
    '"TFLOPS/W" = 2 P X / (10^12 W)',
    '"USD/Mtok" = 10^6 · "USD/h" / (3600 X)',
  ],
  used: "Where one file states the parts for one and the same case, as means above 0, and not the metric itself. Evidence is that of the weakest part. A count or price is exact, and divides value and interval alike; a quotient of two measurements has the interval of their [ratio](#log-ratio).",
  notUsed:
    "No interval unless every measured part has one. TFLOPS/W leaves out prompt processing and attention over the context, so that a system does more than it says; per user is the mean over users, as nobody stated what one of them saw. Derived points never merge with those of other files.",
  shown: "Charts, tables, drawer, exports",
  sources: ["Kaplan et al., arXiv:2001.08361, 2.1"],
  files: ["lib/series/derived"],
};

const bounds: Method = {
  id: "bounds",
  name: "Bounds on a chart",
  says: "What hardware can give at most, as an ink line with the area beyond it hatched. One sequence that is decoded reads each weight once a token: *N* parameters that a token reads, of *b* bytes each, from *G* devices with a memory bandwidth of *BW*. Peak memory is at most the memory *M* of all devices.",
  formula: ['"tok/s" ≤ (G · BW) / (N b)', '"used" ≤ G · M'],
  used: "For a group of rows whose points all state the same hardware, number of devices, precision and a batch of 1 (for memory: hardware and number), and where a reader asks for one kind of hardware together with what states none, for those as well. Peaks are the makers’, without the 5 % more that the audit allows; what is kept of the context, which takes more, is left out.",
  notUsed:
    "Where a setup leaves one of them open or several devices may be meant, with speculation or offloading, for weights that lie in caches or SRAM, and for a device that shares its machine’s memory. A line beyond twice the largest value is named and not drawn.",
  shown: "Charts of tokens/s and memory, exports",
  sources: ["Williams, Waterman & Patterson, Communications of the ACM 52(4) (2009) 65-76"],
  files: ["lib/audit/peak-of", "lib/audit/decode-bound"],
};

const utilisation: Method = {
  id: "utilisation",
  name: "Use of the hardware: MBU and MFU",
  says: "The share of its makers’ peak that a rate of tokens takes. Model bandwidth utilisation (MBU): bytes of the weights (*N* parameters of *b* bytes) and of what is kept of *B* contexts of *S* tokens (*kv* bytes each), read once a pass, over the bandwidth *BW* of *G* devices. Model FLOP utilisation (MFU): 2 operations for each parameter and token over the peak *F* at the stated precision; in training 6.",
  formula: ['"MBU" = X (N b + B S kv) / (B G · BW)', '"MFU" = 2 N X / (G · F)'],
  used: "For output tokens/s (MFU also for input, total and training tokens/s) where model, hardware, number of devices and precision are stated, for MBU also batch or concurrency. The sum with its numbers stands in the drawer. Where several devices may be meant the fastest counts, so that the share is at least this.",
  notUsed:
    "Where one of them is not stated: the cell stays empty. Attention over the context is left out of MFU. Experts count as one token takes them.",
  shown: "Tables, drawer",
  sources: ["Chowdhery et al., arXiv:2204.02311, appendix B"],
  files: ["lib/audit/utilisation"],
};

const earlyStopping: Method = {
  id: "early-stopping",
  name: "MLPerf’s early stopping",
  says: "How many queries a run needs before it may be said, with confidence *c*, that a share *p* of them stays below a latency, when *k* were seen above it: the first n for which so few would be a surprise. At 99 % and none above: 44 for p90, 459 for p99; with one above 64 and 662.",
  formula: ['P("Bin"(n, 1 − p) ≤ k) < 1 − c'],
  used: "To understand percentiles that MLPerf reports.",
  notUsed: "As an interval of a percentile: see [sorted values](#order-statistic).",
  shown: null,
  sources: ["mlcommons/inference, loadgen/early_stopping.cc"],
  files: ["lib/stats/early-stopping"],
};

const matching: Method = {
  id: "matching",
  name: "What is compared with what",
  says: "A review looks for each case of the baseline in the candidate: first one that agrees in every field; then leaving out further fields and the system’s version; then the system; then hardware and dataset name. At each step only where one case on either side is left to choose. Latencies are compared in each of mean, median and p99 that both sides hold.",
  formula: [],
  used: "For all points of the files that are attached as baseline and candidate. What differs in a matched case is listed as a difference of the setups.",
  notUsed:
    "What agrees with nothing, or with more than one, is listed as not compared, with the reason. Where setups differ in more than commit, command, versions, image, system and further fields, or in a further field that is named after the surroundings (driver, CUDA, clocks, operating system, seed and the like), the review says so before anything else.",
  shown: "Reviews, whisker check",
  sources: [],
  files: ["lib/review/match", "lib/review/setup-differences"],
};

const verdicts: Method = {
  id: "verdicts",
  name: "Verdicts and their order",
  says: "The first of these that holds is the verdict of a case. A claim on either side: not testable. Runs not stated, fewer than asked for (3), or of unknown spread: inconclusive. No run differs from another: no detectable difference where both sides are equal, else inconclusive. Adjusted p of α (0.05) or more: no detectable difference. A metric without a better side: not testable. The candidate is worse: slower. The whole interval of the ratio at or above the bar (1.2×): clears the bar. Otherwise: faster.",
  formula: [],
  used: "For each matched case. Ratios are inverted where lower is better, so that above 1 is always an improvement. The page words a verdict after what was measured, such as less memory or worse accuracy; only rates, times and compute can clear the bar.",
  notUsed:
    "“No detectable difference” is never “the same”: the reason says [what could have been seen](#detectable-change). The test speaks of p, the bar of the interval; a significant difference may be small.",
  shown: "Reviews, whisker check",
  sources: [],
  files: ["lib/review/comparison", "lib/review/rules"],
};

const rules: Method = {
  id: "rules",
  name: "Rules of a review",
  says: "Speed-up: at least one tested case clears the bar; else undecided, as nothing has failed. No slowdown: no tested rate or time is slower. Memory grows by at most 5 %: it fails where the whole interval lies above, and is undecided where the interval contains the limit, or where the value without interval is above it. Accuracy differs by at most 1e-5. Perplexity is not worse. Convergence takes at most 105 % of the baseline’s iterations. Training loss and gradient norm are finite and stay below 100 times their median.",
  formula: [],
  used: "Each rule where the files hold something that it is about; each limit can be set for a review. A review fails where a rule fails, passes where one passes and none fails, and is undecided otherwise.",
  notUsed: "Claims never take part. Accuracy is taken as repeatable: one value a side is enough.",
  shown: "Reviews, whisker check",
  sources: [],
  files: ["lib/review/checks", "lib/review/rules"],
};

export const methodGroups: readonly MethodGroup[] = [
  {
    title: "What stands behind a number",
    methods: [evidence, betweenWithin, moments, pooledRuns, sampleSd, quantiles],
  },
  {
    title: "Intervals",
    methods: [studentT, stated, orderStatistics, prediction, bootstrap, autocorrelation],
  },
  {
    title: "Comparing two sides",
    methods: [
      logRatio,
      fieller,
      welch,
      adjustedP,
      effectSize,
      mannWhitney,
      density,
      geometricMean,
      detectableChange,
    ],
  },
  {
    title: "Scaling and derived metrics",
    methods: [speedUp, serialShare, karpFlatt, pareto, derived, bounds, utilisation, earlyStopping],
  },
  { title: "Reviews", methods: [matching, verdicts, rules] },
];
