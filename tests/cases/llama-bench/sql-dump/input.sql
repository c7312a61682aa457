PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE test (
  model_type TEXT,
  n_prompt INTEGER,
  n_gen INTEGER,
  gpu_info TEXT,
  avg_ts REAL,
  stddev_ts REAL
);
INSERT INTO test VALUES('llama 1B Q4_0',0,128,'Owner''s GPU, 24GB',50.25,1.5);
INSERT INTO test VALUES('llama 1B Q4_0',512,0,NULL,1000,NULL),('llama 1B Q4_0',512,0,NULL,1200,NULL);
COMMIT;
