"""The figures expected of tests/cases/vllm-serve/detailed-with-failures, by Python's statistics module.

Prints mean, sample sd, median, p90, p95, p99 (numpy's linear percentiles = inclusive quantiles) and the ends of the
95 % Student t interval. t(0.975, df) is from a printed table.
"""
import json
import math
import statistics
import sys

T975 = {2: 4.302652729911275, 3: 3.182446305284263, 9: 2.2621571628540993}


def describe(name, values):
    n, mean, sd = len(values), statistics.fmean(values), statistics.stdev(values)
    cut = statistics.quantiles(values, n=100, method="inclusive")
    half = T975[n - 1] * sd / math.sqrt(n)
    figures = dict(n=n, mean=mean, sd=sd, median=statistics.median(values), p90=cut[89], p95=cut[94], p99=cut[98])
    print(name, json.dumps(figures), "interval", mean - half, mean + half)


run = json.load(open(sys.argv[1]))
kept = [i for i, error in enumerate(run["errors"]) if error == ""]
describe("ttft", [run["ttfts"][i] * 1000 for i in kept])
describe("tpot", [sum(run["itls"][i]) / (run["output_lens"][i] - 1) * 1000 for i in kept if run["output_lens"][i] > 1])
describe("itl", [gap * 1000 for i in kept for gap in run["itls"][i]])
describe("e2e", [(run["ttfts"][i] + sum(run["itls"][i])) * 1000 for i in kept])
