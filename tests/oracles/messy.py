"""Prints the text of cells of tables that people published, read without Whisker: by the csv module, or cut at pipes.

python3 tests/oracles/messy.py ../shared/samples
"""

import csv
import sys

CELLS = [
    ("messy/defendend_ollama_ru.csv", ",", [(2, 9), (4, 9), (17, 9)]),
    ("messy/gloria_metrics_table.tsv", "\t", [(2, 5), (2, 9), (3, 12), (10, 22)]),
    ("messy/infpop_table_comparison_a100.csv", ",", [(2, 4), (2, 6), (21, 9)]),
    ("messy/XiongjieDai_README.md", "|", [(15, 2), (15, 3), (328, 10)]),
    ("messy/lhl_llm-bench_README.md", "|", [(85, 9), (86, 9), (200, 9)]),
    ("messy/lhl_rpc-test_README.md", "|", [(45, 7), (46, 7), (155, 7)]),
    ("messy/mlperf-5.0_tableau_pivot.csv", ",", [(8, 27), (8, 28), (280, 45)]),
    ("constructed/CONSTRUCTED_excel-de_bom_semicolon_decimalcomma.csv", ";", [(2, 7), (2, 8), (13, 8)]),
    ("constructed/CONSTRUCTED_cells_with_units.csv", ",", [(4, 3), (4, 4), (43, 4)]),
]

for name, delimiter, places in CELLS:
    with open(f"{sys.argv[1]}/{name}", encoding="utf-8-sig", newline="") as file:
        if delimiter == "|":
            rows = [line.strip().strip("|").split("|") for line in file]
        else:
            rows = list(csv.reader(file, delimiter=delimiter))
    for line, column in places:
        print(name, line, column, repr(rows[line - 1][column - 1].strip()))
