-- What was asked for, how far it came, and what it cost. Times are microseconds since the Unix epoch.
CREATE TABLE jobs (
    id           BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    request      TEXT    UNIQUE,
    service      TEXT    NOT NULL,
    source       TEXT    NOT NULL,
    status       TEXT    NOT NULL CHECK (status IN ('pending', 'running', 'done', 'error', 'cancelled', 'poisoned')),
    step         TEXT,
    retry_count  BIGINT NOT NULL DEFAULT 0,
    downloads    BIGINT NOT NULL DEFAULT 0,
    descriptions BIGINT NOT NULL DEFAULT 0,
    contexts     BIGINT NOT NULL DEFAULT 0,
    embeddings   BIGINT NOT NULL DEFAULT 0,
    worker       TEXT,
    claim        TEXT,
    claims       BIGINT NOT NULL DEFAULT 0,
    kills        BIGINT NOT NULL DEFAULT 0,
    lease_until  BIGINT,
    created_at   BIGINT NOT NULL,
    started_at   BIGINT,
    finished_at  BIGINT,
    output       TEXT,
    last_error   TEXT
);

-- The queue: what a worker looks for.
CREATE INDEX jobs_open ON jobs (id) WHERE status IN ('pending', 'running');
CREATE INDEX jobs_by_worker ON jobs (worker) WHERE status = 'running';

-- What becomes of a file: passages, each with what it is about and with its vector, as they come.
CREATE TABLE chunks (
    job     BIGINT NOT NULL REFERENCES jobs (id),
    number  BIGINT NOT NULL,
    passage TEXT    NOT NULL,
    context TEXT,
    vector  BYTEA,
    PRIMARY KEY (job, number)
);

-- Files that came through the API and not from a bucket.
CREATE TABLE files (
    name    TEXT PRIMARY KEY,
    content BYTEA NOT NULL
);

-- Who works, when it was last heard of, and which of its breakers are not closed.
CREATE TABLE workers (
    name       TEXT PRIMARY KEY,
    started_at BIGINT NOT NULL,
    seen_at    BIGINT NOT NULL,
    breakers   TEXT    NOT NULL
);
