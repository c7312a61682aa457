window.BENCHMARK_DATA = {
  "lastUpdate": 1767323045000,
  "repoUrl": "https://example.com/r",
  "entries": {
    "Rust": [
      {
        "commit": {
          "author": {
            "email": "someone@example.com",
            "name": "Someone",
            "username": "someone"
          },
          "committer": {
            "email": "someone@example.com",
            "name": "Someone",
            "username": "someone"
          },
          "id": "aaa111",
          "message": "change",
          "timestamp": "2026-01-02T03:04:05Z",
          "url": "https://example.com/aaa111"
        },
        "date": 1767323045000,
        "tool": "cargo",
        "benches": [
          {
            "name": "parse",
            "value": 254,
            "range": "+/- 35",
            "unit": "ns/iter"
          }
        ]
      },
      {
        "commit": {
          "author": {
            "email": "someone@example.com",
            "name": "Someone",
            "username": "someone"
          },
          "committer": {
            "email": "someone@example.com",
            "name": "Someone",
            "username": "someone"
          },
          "id": "bbb222",
          "message": "change",
          "timestamp": "2026-01-02T03:04:05Z",
          "url": "https://example.com/bbb222"
        },
        "date": 1767326645000,
        "tool": "cargo",
        "benches": [
          {
            "name": "parse",
            "value": 200,
            "range": "+/- 5",
            "unit": "ns/iter"
          }
        ]
      },
      {
        "commit": {
          "author": {
            "email": "someone@example.com",
            "name": "Someone",
            "username": "someone"
          },
          "committer": {
            "email": "someone@example.com",
            "name": "Someone",
            "username": "someone"
          },
          "id": "bbb222",
          "message": "change",
          "timestamp": "2026-01-02T03:04:05Z",
          "url": "https://example.com/bbb222"
        },
        "date": 1767330245000,
        "tool": "cargo",
        "benches": [
          {
            "name": "parse",
            "value": 220,
            "range": "+/- 5",
            "unit": "ns/iter"
          }
        ]
      }
    ],
    "Mine": [
      {
        "commit": {
          "author": {
            "email": "someone@example.com",
            "name": "Someone",
            "username": "someone"
          },
          "committer": {
            "email": "someone@example.com",
            "name": "Someone",
            "username": "someone"
          },
          "id": "aaa111",
          "message": "change",
          "timestamp": "2026-01-02T03:04:05Z",
          "url": "https://example.com/aaa111"
        },
        "date": 1767323045000,
        "tool": "customBiggerIsBetter",
        "benches": [
          {
            "name": "queue",
            "value": "70.5",
            "unit": "req/s"
          },
          {
            "name": "free",
            "value": 150,
            "unit": "Megabytes",
            "extra": "text"
          },
          {
            "name": "none",
            "value": null,
            "unit": "x"
          }
        ]
      }
    ],
    "NET": [
      {
        "commit": {
          "author": {
            "email": "someone@example.com",
            "name": "Someone",
            "username": "someone"
          },
          "committer": {
            "email": "someone@example.com",
            "name": "Someone",
            "username": "someone"
          },
          "id": "aaa111",
          "message": "change",
          "timestamp": "2026-01-02T03:04:05Z",
          "url": "https://example.com/aaa111"
        },
        "date": 1767323045000,
        "tool": "benchmarkdotnet",
        "benches": [
          {
            "name": "Demo.Fib",
            "value": 24.5,
            "unit": "ns",
            "range": "± 0.5"
          }
        ]
      }
    ],
    "py": [
      {
        "commit": {
          "author": {
            "email": "someone@example.com",
            "name": "Someone",
            "username": "someone"
          },
          "committer": {
            "email": "someone@example.com",
            "name": "Someone",
            "username": "someone"
          },
          "id": "aaa111",
          "message": "change",
          "timestamp": "2026-01-02T03:04:05Z",
          "url": "https://example.com/aaa111"
        },
        "date": 1767323045000,
        "tool": "pytest",
        "benches": [
          {
            "name": "t.py::a",
            "value": 41500.5,
            "unit": "iter/sec",
            "range": "stddev: 0.0000061"
          }
        ]
      }
    ]
  }
};
