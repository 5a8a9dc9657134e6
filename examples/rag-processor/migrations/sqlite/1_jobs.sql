-- What was asked for, how far it came, and what it cost. Times are microseconds since the Unix epoch.
CREATE TABLE jobs (
    id           INTEGER PRIMARY KEY,
    request      TEXT    UNIQUE,
    service      TEXT    NOT NULL,
    source       TEXT    NOT NULL,
    status       TEXT    NOT NULL CHECK (status IN ('pending', 'running', 'done', 'error', 'cancelled', 'poisoned')),
    step         TEXT,
    retry_count  INTEGER NOT NULL DEFAULT 0,
    downloads    INTEGER NOT NULL DEFAULT 0,
    descriptions INTEGER NOT NULL DEFAULT 0,
    contexts     INTEGER NOT NULL DEFAULT 0,
    embeddings   INTEGER NOT NULL DEFAULT 0,
    worker       TEXT,
    claim        TEXT,
    claims       INTEGER NOT NULL DEFAULT 0,
    kills        INTEGER NOT NULL DEFAULT 0,
    lease_until  INTEGER,
    created_at   INTEGER NOT NULL,
    started_at   INTEGER,
    finished_at  INTEGER,
    output       TEXT,
    last_error   TEXT
) STRICT;

-- The queue: what a worker looks for.
CREATE INDEX jobs_open ON jobs (id) WHERE status IN ('pending', 'running');
CREATE INDEX jobs_by_worker ON jobs (worker) WHERE status = 'running';

-- What becomes of a file: passages, each with what it is about and with its vector, as they come.
CREATE TABLE chunks (
    job     INTEGER NOT NULL REFERENCES jobs (id),
    number  INTEGER NOT NULL,
    passage TEXT    NOT NULL,
    context TEXT,
    vector  BLOB,
    PRIMARY KEY (job, number)
) STRICT;

-- Files that came through the API and not from a bucket.
CREATE TABLE files (
    name    TEXT PRIMARY KEY,
    content BLOB NOT NULL
) STRICT;

-- Who works, when it was last heard of, and which of its breakers are not closed.
CREATE TABLE workers (
    name       TEXT PRIMARY KEY,
    started_at INTEGER NOT NULL,
    seen_at    INTEGER NOT NULL,
    breakers   TEXT    NOT NULL
) STRICT;
