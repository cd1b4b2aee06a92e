-- From format 2 to 3. Released: never edited, only followed by another step.
-- A check cannot be changed in place, so the table is made anew.
DROP VIEW codings;
CREATE TABLE coding_3 (
    id         INTEGER PRIMARY KEY,
    transcript INTEGER NOT NULL REFERENCES transcript (id) DEFERRABLE INITIALLY DEFERRED,
    turn       INTEGER NOT NULL,
    start_byte INTEGER NOT NULL,
    end_byte   INTEGER NOT NULL,
    code       INTEGER NOT NULL REFERENCES code (key) DEFERRABLE INITIALLY DEFERRED,
    coder      INTEGER NOT NULL REFERENCES coder (id),
    state      TEXT NOT NULL CHECK (state IN ('pending', 'accepted', 'rejected')),
    rule       TEXT,
    version    TEXT,
    query      TEXT,
    origin     TEXT NOT NULL CHECK (origin IN ('hand', 'rule', 'search', 'import')),
    decided_at TEXT,
    quote      TEXT NOT NULL
) STRICT;
INSERT INTO coding_3 (id, transcript, turn, start_byte, end_byte, code, coder, state,
                      rule, version, origin, quote)
SELECT id, transcript, turn, start_byte, end_byte, code, coder, state,
       rule, version, origin, quote FROM coding;
DROP TABLE coding;
ALTER TABLE coding_3 RENAME TO coding;
CREATE INDEX coding_by_transcript ON coding (transcript);
CREATE INDEX coding_by_code ON coding (code);
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
