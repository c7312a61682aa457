"""Prints means, sample sd and p99 of LLMPerf's files in ms and per second: python3 tests/oracles/llmperf.py FILE..."""

import json
import statistics
import sys


def p99(values):
    ordered = sorted(values)
    at = 0.99 * (len(ordered) - 1)
    low = int(at)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (at - low) * (ordered[high] - ordered[low])


for path in sys.argv[1:]:
    print(path)
    whole = json.load(open(path))
    if isinstance(whole, list):
        good = [each for each in whole if each["error_code"] is None]
        print("  requests", len(whole), "completed", len(good))
        for key, factor in (("ttft_s", 1000), ("end_to_end_latency_s", 1000), ("inter_token_latency_s", 1), ("request_output_throughput_token_per_s", 1)):
            values = [each[key] * factor for each in good]
            print("  ", key, statistics.mean(values), "sd", statistics.stdev(values), "p99", p99(values))
    else:
        print("  output tok/s", whole["results_mean_output_throughput_token_per_s"])
        print("  req/s", whole["results_num_completed_requests_per_min"] / 60)
        for key in ("ttft_s", "end_to_end_latency_s"):
            row = [whole[f"results_{key}_{name}"] * 1000 for name in ("mean", "stddev", "quantiles_p99")]
            print("  ", key, *row, "n", whole["results_num_completed_requests"])
        print("  errors", whole["results_number_errors"], "of", whole["results_num_requests_started"])
