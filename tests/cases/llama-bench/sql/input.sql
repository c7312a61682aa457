ggml_cuda_init: found 1 CUDA devices:
  Device 0: Example GPU 24GB, compute capability 8.9
CREATE TABLE IF NOT EXISTS llama_bench (
  build_commit TEXT,
  build_number TEXT,
  cpu_info TEXT,
  gpu_info TEXT,
  model_filename TEXT,
  model_type TEXT,
  n_threads TEXT,
  n_prompt TEXT,
  n_gen TEXT,
  n_depth TEXT,
  test_time TEXT,
  avg_ns TEXT,
  stddev_ns TEXT,
  avg_ts TEXT,
  stddev_ts TEXT
);

INSERT INTO llama_bench (build_commit, build_number, cpu_info, gpu_info, model_filename, model_type, n_threads, n_prompt, n_gen, n_depth, test_time, avg_ns, stddev_ns, avg_ts, stddev_ts) VALUES ('abc1234', '5000', 'Example CPU 16-Core', 'Example GPU 24GB', '/models/tiny-1b.Q4_0.gguf', 'llama 1B Q4_0', '8', '512', '0', '0', '2026-01-02T03:04:05Z', '512000000', '1000000', '1000.5', '8.25');
INSERT INTO llama_bench (build_commit, build_number, cpu_info, gpu_info, model_filename, model_type, n_threads, n_prompt, n_gen, n_depth, test_time, avg_ns, stddev_ns, avg_ts, stddev_ts) VALUES ('abc1234', '5000', 'Example CPU 16-Core', 'Example GPU 24GB', '/models/tiny-1b.Q4_0.gguf', 'llama 1B Q4_0', '8', '0', '128', '4096', '2026-01-02T03:04:06Z', '1', '1', '50', '0.000000');
INSERT INTO llama_bench (build_commit, build_number, cpu_info, gpu_info, model_filename, model_type, n_threads, n_prompt, n_gen, n_depth, test_time, avg_ns, stddev_ns, avg_ts, stddev_ts) VALUES ('abc1234', '5000', 'Example CPU 16-Core', 'Example GPU 24GB', '/models/tiny-1b.Q4_0.gguf', 'llama 1B Q4_0', '8', '0', '128');
