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

-- Written and erased with their run, twenty or more at a time: PostgreSQL would take longer to check each than to write it.
CREATE TABLE exposures (
  run INTEGER NOT NULL,
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

-- What happened on a day to what shares a property, counted when it is asked for; a cause that is empty stands for all
-- that there was, whatever became of it.

CREATE VIEW run_counts AS
SELECT r.seq AS run, r.started_at / 86400000 AS day, r.project, r.cluster, r.application, r.spark_version, r.image, r.team,
  '' AS cause, r.started_at / 3600000 % 24 AS hour, -- of the clock; null where there is no single one
  1 AS runs, 0 AS executors, 0 AS executor_millis, 0 AS events, 0 AS lost_core_millis, r.started_at AS seen
FROM application_runs r
UNION ALL
SELECT r.seq, r.started_at / 86400000, r.project, r.cluster, r.application, r.spark_version, r.image, r.team,
  r.cause, r.started_at / 3600000 % 24, 1, 0, 0, 0, 0, r.started_at
FROM application_runs r WHERE EXISTS (SELECT 1 FROM failure_events f WHERE f.run = r.seq AND f.fatal = 1)
UNION ALL
SELECT r.seq, r.started_at / 86400000, r.project, r.cluster, r.application, r.spark_version, r.image, r.team,
  '', NULL, 0, 1, CASE WHEN e.until_at > e.from_at THEN e.until_at - e.from_at ELSE 0 END, 0, 0, r.started_at
FROM application_runs r JOIN exposures e ON e.run = r.seq
UNION ALL
SELECT r.seq, r.started_at / 86400000, r.project, r.cluster, r.application, r.spark_version, r.image, r.team,
  f.cause, e.until_at / 3600000 % 24, 0, 1, 0, 0, 0, r.started_at
FROM application_runs r JOIN failure_events f ON f.run = r.seq JOIN exposures e ON e.run = r.seq AND e.failure = f.id
UNION ALL
SELECT r.seq, r.started_at / 86400000, r.project, r.cluster, r.application, r.spark_version, r.image, r.team,
  f.cause, f.at / 3600000 % 24, 0, 0, 0, 1, CAST(round(f.lost_core_hours * 3600000) AS BIGINT), r.started_at
FROM application_runs r JOIN failure_events f ON f.run = r.seq;

-- How long executors were there in each hour of the clock: of whole days an hour each, of the first and the last what is left.
CREATE VIEW hour_counts AS
WITH RECURSIVE hours (hour) AS (SELECT 0 UNION ALL SELECT hour + 1 FROM hours WHERE hour < 23),
there AS (
  SELECT r.started_at / 86400000 AS day, r.project, r.cluster, r.started_at AS seen, e.from_at,
    CASE WHEN e.until_at > e.from_at THEN e.until_at ELSE e.from_at END AS until_at
  FROM application_runs r JOIN exposures e ON e.run = r.seq)
SELECT t.day, t.project, t.cluster, t.seen, h.hour,
  (t.until_at / 3600000 + 24 - h.hour) / 24 - (t.from_at / 3600000 + 23 - h.hour) / 24 AS executors,
  (t.until_at / 86400000 - t.from_at / 86400000) * 3600000
  + CASE WHEN t.until_at % 86400000 < h.hour * 3600000 THEN 0
    WHEN t.until_at % 86400000 > (h.hour + 1) * 3600000 THEN 3600000
    ELSE t.until_at % 86400000 - h.hour * 3600000 END
  - CASE WHEN t.from_at % 86400000 < h.hour * 3600000 THEN 0
    WHEN t.from_at % 86400000 > (h.hour + 1) * 3600000 THEN 3600000
    ELSE t.from_at % 86400000 - h.hour * 3600000 END AS executor_millis
FROM there t CROSS JOIN hours h;

-- Executors on nodes, those that a failure took, and failures; of the core-hours of one on several nodes each has its share.
CREATE VIEW node_counts AS
SELECT r.started_at / 86400000 AS day, r.project, r.cluster, '' AS cause, e.node, 0 AS runs, 1 AS executors,
  CASE WHEN e.until_at > e.from_at THEN e.until_at - e.from_at ELSE 0 END AS executor_millis,
  0 AS events, 0 AS lost_core_millis, r.started_at AS seen
FROM application_runs r JOIN exposures e ON e.run = r.seq
UNION ALL
SELECT r.started_at / 86400000, r.project, r.cluster, f.cause, e.node, 0, 1, 0, 0, 0, r.started_at
FROM application_runs r JOIN failure_events f ON f.run = r.seq JOIN exposures e ON e.run = r.seq AND e.failure = f.id
UNION ALL
SELECT r.started_at / 86400000, r.project, r.cluster, f.cause, v.node, 0, 0, 0, 1,
  CAST(round(f.lost_core_hours * 3600000) AS BIGINT)
  / (SELECT count(DISTINCT o.node) FROM failure_victims o WHERE o.failure = f.seq AND o.node <> ''), r.started_at
FROM application_runs r JOIN failure_events f ON f.run = r.seq JOIN failure_victims v ON v.failure = f.seq
WHERE v.node <> '' AND v.executor -- of each node once
  = (SELECT min(o.executor) FROM failure_victims o WHERE o.failure = f.seq AND o.node = v.node);

-- Each kind by itself: one that is not asked for is not counted.
CREATE VIEW failure_correlations AS
SELECT day, 'application' AS kind, project, cluster, cause, application AS value, CAST(sum(runs) AS BIGINT) AS runs,
  CAST(sum(executors) AS BIGINT) AS executors, CAST(sum(executor_millis) AS BIGINT) AS executor_millis,
  CAST(sum(events) AS BIGINT) AS events, CAST(sum(lost_core_millis) AS BIGINT) AS lost_core_millis,
  min(seen) AS first_seen, max(seen) AS last_seen
FROM run_counts WHERE application <> '' GROUP BY day, project, cluster, cause, application
UNION ALL
SELECT day, 'spark-version', project, cluster, cause, spark_version, CAST(sum(runs) AS BIGINT), CAST(sum(executors) AS BIGINT),
  CAST(sum(executor_millis) AS BIGINT), CAST(sum(events) AS BIGINT), CAST(sum(lost_core_millis) AS BIGINT), min(seen), max(seen)
FROM run_counts WHERE spark_version <> '' GROUP BY day, project, cluster, cause, spark_version
UNION ALL
SELECT day, 'image', project, cluster, cause, image, CAST(sum(runs) AS BIGINT), CAST(sum(executors) AS BIGINT),
  CAST(sum(executor_millis) AS BIGINT), CAST(sum(events) AS BIGINT), CAST(sum(lost_core_millis) AS BIGINT), min(seen), max(seen)
FROM run_counts WHERE image <> '' GROUP BY day, project, cluster, cause, image
UNION ALL
SELECT day, 'team', project, cluster, cause, team, CAST(sum(runs) AS BIGINT), CAST(sum(executors) AS BIGINT),
  CAST(sum(executor_millis) AS BIGINT), CAST(sum(events) AS BIGINT), CAST(sum(lost_core_millis) AS BIGINT), min(seen), max(seen)
FROM run_counts WHERE team <> '' GROUP BY day, project, cluster, cause, team
UNION ALL
SELECT day, 'hour', project, cluster, cause, CAST(hour AS TEXT), CAST(sum(runs) AS BIGINT), CAST(sum(executors) AS BIGINT),
  CAST(sum(executor_millis) AS BIGINT), CAST(sum(events) AS BIGINT), CAST(sum(lost_core_millis) AS BIGINT), min(seen), max(seen)
FROM (
  SELECT day, project, cluster, cause, hour, runs, executors, executor_millis, events, lost_core_millis, seen
  FROM run_counts WHERE hour IS NOT NULL
  UNION ALL
  SELECT day, project, cluster, '', hour, 0, executors, executor_millis, 0, 0, seen
  FROM hour_counts WHERE executors > 0
) AS counted GROUP BY day, project, cluster, cause, hour
UNION ALL
SELECT day, 'node', project, cluster, cause, node, CAST(sum(runs) AS BIGINT), CAST(sum(executors) AS BIGINT),
  CAST(sum(executor_millis) AS BIGINT), CAST(sum(events) AS BIGINT), CAST(sum(lost_core_millis) AS BIGINT), min(seen), max(seen)
FROM node_counts GROUP BY day, project, cluster, cause, node;
