-- A crosscase study, schema version 3.
--
-- Places are half-open byte ranges of the canonical text (UTF-8, LF, NFC).
-- Everything here may be read with any SQLite tool. Writing past crosscase
-- breaks the journal: undo would then be refused.

-- Settings of the study: name, coder (whose codings tables count by default),
-- language (of new transcripts).
CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The units that are compared; attributes are a JSON object in their order.
CREATE TABLE cases (
    name       TEXT PRIMARY KEY,
    position   INTEGER NOT NULL,
    attributes TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Immutable texts. Never updated, never deleted: journal entries refer to them.
CREATE TABLE document (
    id   INTEGER PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,   -- SHA-256 over text and turns
    text TEXT NOT NULL,
    -- JSON: what is nobody's speech, [[start, end], kind], and when words were
    -- said, [[start, end], from ms, to ms or null].
    asides  TEXT NOT NULL DEFAULT '[]',
    moments TEXT NOT NULL DEFAULT '[]'
) STRICT;

-- Turns of a document. A speaker's role belongs to the transcript.
CREATE TABLE turn (
    document     INTEGER NOT NULL REFERENCES document (id),
    number       INTEGER NOT NULL,   -- from 1
    speaker      TEXT NOT NULL,      -- '' where nobody is named
    start_byte   INTEGER NOT NULL,
    end_byte     INTEGER NOT NULL,
    starts_at_ms INTEGER,
    ends_at_ms   INTEGER,
    PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE transcript (
    id            INTEGER PRIMARY KEY,
    name          TEXT NOT NULL UNIQUE,
    case_name     TEXT REFERENCES cases (name) DEFERRABLE INITIALLY DEFERRED,
    language      TEXT NOT NULL,
    document      TEXT NOT NULL REFERENCES document (hash),
    original      TEXT NOT NULL,     -- file in originals/
    original_hash TEXT NOT NULL,     -- SHA-256 of that file
    speakers      TEXT NOT NULL,     -- JSON object: name → interviewer | informant | other
    part          TEXT,              -- which one, where the file holds several
    speaker_cases TEXT NOT NULL DEFAULT '{}'  -- JSON object: name → case, where not case_name
) STRICT;

-- Which turn asks which question of the interview guide.
CREATE TABLE guide_mark (
    transcript INTEGER NOT NULL REFERENCES transcript (id) DEFERRABLE INITIALLY DEFERRED,
    turn       INTEGER NOT NULL,
    question   TEXT NOT NULL,
    PRIMARY KEY (transcript, turn, question)
) STRICT, WITHOUT ROWID;

-- One row: the codebook's name, research questions and guide (JSON lists).
CREATE TABLE codebook (
    one       INTEGER PRIMARY KEY CHECK (one = 1),
    name      TEXT NOT NULL,
    questions TEXT NOT NULL,
    guide     TEXT NOT NULL
) STRICT;

-- Codes. The key never changes; the id is the name people use.
CREATE TABLE code (
    key      INTEGER PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE,
    position INTEGER NOT NULL,
    label    TEXT NOT NULL,
    kind     TEXT NOT NULL,
    retired  INTEGER NOT NULL,
    entry    TEXT NOT NULL          -- the whole code as JSON
) STRICT;

CREATE TABLE coder (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE       -- '' stands for nobody: a pending suggestion
) STRICT;

-- The quote stands last, so that counting never reads it.
CREATE TABLE coding (
    id         INTEGER PRIMARY KEY,
    transcript INTEGER NOT NULL REFERENCES transcript (id) DEFERRABLE INITIALLY DEFERRED,
    turn       INTEGER NOT NULL,
    start_byte INTEGER NOT NULL,
    end_byte   INTEGER NOT NULL,
    code       INTEGER NOT NULL REFERENCES code (key) DEFERRABLE INITIALLY DEFERRED,
    coder      INTEGER NOT NULL REFERENCES coder (id),
    state      TEXT NOT NULL CHECK (state IN ('pending', 'accepted', 'rejected')),
    rule       TEXT,                -- rule id, where a rule suggested it
    version    TEXT,                -- and the version of that rule
    query      TEXT,                -- what was looked for, where a search suggested it
    origin     TEXT NOT NULL CHECK (origin IN ('hand', 'rule', 'search', 'import')),
    decided_at TEXT,                -- when it was coded, accepted or rejected: RFC 3339, UTC
    quote      TEXT NOT NULL
) STRICT;
CREATE INDEX coding_by_transcript ON coding (transcript);
CREATE INDEX coding_by_code ON coding (code);

-- Codings whose words a corrected transcript no longer has at one certain place.
-- They count nowhere until a person gives them a place or drops them.
CREATE TABLE lost_coding (
    id         INTEGER PRIMARY KEY,  -- of the coding
    transcript INTEGER NOT NULL REFERENCES transcript (id) DEFERRABLE INITIALLY DEFERRED,
    code       INTEGER NOT NULL REFERENCES code (key) DEFERRABLE INITIALLY DEFERRED,
    document   TEXT NOT NULL REFERENCES document (hash),  -- the text they were last found in
    reason     TEXT NOT NULL,
    entry      TEXT NOT NULL         -- the coding as JSON, with its place in that text
) STRICT;

CREATE TABLE memo (
    id     INTEGER PRIMARY KEY,
    target TEXT NOT NULL,           -- JSON: what it is about
    text   TEXT NOT NULL,
    author TEXT NOT NULL
) STRICT;

-- Written cells; row_subject and column_subject are JSON, as are the cites.
CREATE TABLE summary (
    row_subject    TEXT NOT NULL,
    column_subject TEXT NOT NULL,
    text           TEXT NOT NULL,
    author         TEXT NOT NULL,
    cites          TEXT NOT NULL,
    PRIMARY KEY (row_subject, column_subject)
) STRICT, WITHOUT ROWID;

-- Numbers handed out so far; undo does not take them back.
CREATE TABLE counter (
    name TEXT PRIMARY KEY,
    last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Who did what and when. Never updated, never deleted.
CREATE TABLE journal (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    at     TEXT NOT NULL,           -- RFC 3339, UTC
    who    TEXT NOT NULL,
    kind   TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo')),
    target INTEGER REFERENCES journal (id),  -- what an undo or redo is about
    title  TEXT NOT NULL,
    change BLOB                     -- the edits, as JSON, deflated; only for 'do'
) STRICT;

-- For readers with an SQLite tool: codings with names instead of numbers.
CREATE VIEW codings AS
SELECT coding.id, transcript.name AS transcript,
       coalesce((SELECT own.value FROM json_each(transcript.speaker_cases) AS own
                 WHERE own.key = turn.speaker), transcript.case_name) AS case_name,
       coding.turn, code.id AS code, code.label, coder.name AS coder, coding.state,
       coding.origin, coding.rule, coding.query, coding.decided_at, coding.quote
FROM coding
JOIN transcript ON transcript.id = coding.transcript
JOIN document ON document.hash = transcript.document
LEFT JOIN turn ON turn.document = document.id AND turn.number = coding.turn
JOIN code ON code.key = coding.code
JOIN coder ON coder.id = coding.coder;
