-- The same for SQLite and PostgreSQL. Times are milliseconds since 1970, days and months are counted from 1970, all in
-- UTC; truth is 0 or 1; a text that is not known is empty. Numbers (seq) hold within one database; ids (id) hold
-- everywhere. ${clustered} keeps the rows of a table in its primary key, where a database can be told to.

CREATE TABLE configurations (
  hash TEXT PRIMARY KEY,
  properties TEXT NOT NULL
);

CREATE TABLE application_runs (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  cluster TEXT NOT NULL,
  project TEXT NOT NULL,
  team TEXT NOT NULL,
  application TEXT NOT NULL,
  spark_version TEXT NOT NULL,
  image TEXT NOT NULL,
  application_id TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  manager TEXT NOT NULL,
  started_at BIGINT NOT NULL,
  ended_at BIGINT,
  outcome TEXT NOT NULL,
  cause TEXT NOT NULL,
  confidence DOUBLE PRECISION NOT NULL,
  executor_cores INTEGER NOT NULL,
  executor_memory BIGINT NOT NULL,
  driver_memory BIGINT NOT NULL,
  executors INTEGER NOT NULL,
  core_hours DOUBLE PRECISION NOT NULL,
  memory_hours DOUBLE PRECISION NOT NULL,
  lost_core_hours DOUBLE PRECISION NOT NULL,
  input_bytes BIGINT NOT NULL,
  tasks BIGINT NOT NULL,
  configuration TEXT NOT NULL REFERENCES configurations (hash),
  exposed SMALLINT NOT NULL,
  node_counts TEXT NOT NULL,
  evidence_bytes BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL
);
CREATE INDEX application_runs_time ON application_runs (started_at);
CREATE INDEX application_runs_application ON application_runs (application, project, started_at);

CREATE TABLE exposures (
  run INTEGER NOT NULL REFERENCES application_runs (seq),
  executor TEXT NOT NULL,
  node TEXT NOT NULL,
  from_at BIGINT NOT NULL,
  until_at BIGINT NOT NULL,
  cores INTEGER NOT NULL,
  failure TEXT NOT NULL,
  PRIMARY KEY (run, executor)
) ${clustered};

CREATE TABLE failure_events (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  run INTEGER NOT NULL REFERENCES application_runs (seq),
  cluster TEXT NOT NULL,
  project TEXT NOT NULL,
  team TEXT NOT NULL,
  application TEXT NOT NULL,
  spark_version TEXT NOT NULL,
  image TEXT NOT NULL,
  type TEXT NOT NULL,
  cause TEXT NOT NULL,
  confidence DOUBLE PRECISION NOT NULL,
  fatal SMALLINT NOT NULL,
  phase TEXT NOT NULL,
  at BIGINT NOT NULL,
  nodes TEXT NOT NULL,
  occurrences INTEGER NOT NULL,
  lost_core_hours DOUBLE PRECISION NOT NULL,
  signature TEXT NOT NULL,
  message TEXT NOT NULL,
  resolution TEXT NOT NULL,
  resolved_at BIGINT,
  resolved_automatically SMALLINT NOT NULL,
  evidence TEXT NOT NULL
);
CREATE INDEX failure_events_run ON failure_events (run);
CREATE INDEX failure_events_time ON failure_events (at);
CREATE INDEX failure_events_cause ON failure_events (cause, at);
CREATE INDEX failure_events_application ON failure_events (application, at);
CREATE INDEX failure_events_signature ON failure_events (signature, at);

CREATE TABLE failure_victims (
  failure INTEGER NOT NULL REFERENCES failure_events (seq),
  executor TEXT NOT NULL,
  node TEXT NOT NULL,
  pod TEXT NOT NULL,
  PRIMARY KEY (failure, executor)
) ${clustered};
CREATE INDEX failure_victims_node ON failure_victims (node);

CREATE TABLE failure_correlations (
  day INTEGER NOT NULL,
  kind TEXT NOT NULL,
  project TEXT NOT NULL,
  cluster TEXT NOT NULL,
  cause TEXT NOT NULL,
  value TEXT NOT NULL,
  runs BIGINT NOT NULL,
  executors BIGINT NOT NULL,
  executor_millis BIGINT NOT NULL,
  events BIGINT NOT NULL,
  lost_core_millis BIGINT NOT NULL,
  first_seen BIGINT NOT NULL,
  last_seen BIGINT NOT NULL,
  PRIMARY KEY (kind, day, project, cluster, cause, value)
) ${clustered};

CREATE TABLE solution_attempts (
  id TEXT PRIMARY KEY,
  failure TEXT NOT NULL,
  cluster TEXT NOT NULL,
  project TEXT NOT NULL,
  team TEXT NOT NULL,
  application TEXT NOT NULL,
  cause TEXT NOT NULL,
  signature TEXT NOT NULL,
  solution TEXT NOT NULL,
  changes TEXT NOT NULL,
  applied_by TEXT NOT NULL,
  applied_at BIGINT NOT NULL,
  outcome TEXT NOT NULL,
  verified_at BIGINT,
  run TEXT NOT NULL
);
CREATE INDEX solution_attempts_failure ON solution_attempts (failure);
CREATE INDEX solution_attempts_run ON solution_attempts (run);
CREATE INDEX solution_attempts_cause ON solution_attempts (cause, applied_at);

CREATE TABLE failure_solutions (
  cause TEXT NOT NULL,
  application TEXT NOT NULL,
  signature TEXT NOT NULL,
  project TEXT NOT NULL,
  solution TEXT NOT NULL,
  month INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  successes INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  last_used BIGINT NOT NULL,
  PRIMARY KEY (cause, application, signature, project, solution, month)
) ${clustered};

CREATE TABLE feedback (
  id TEXT PRIMARY KEY,
  failure TEXT NOT NULL,
  cluster TEXT NOT NULL,
  project TEXT NOT NULL,
  team TEXT NOT NULL,
  is_right SMALLINT NOT NULL,
  stated TEXT NOT NULL,
  actual TEXT NOT NULL,
  note TEXT NOT NULL,
  given_by TEXT NOT NULL,
  given_at BIGINT NOT NULL
);
CREATE INDEX feedback_failure ON feedback (failure);
