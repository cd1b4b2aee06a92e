-- From format 1 to 2. Released: never edited, only followed by another step.
ALTER TABLE document ADD COLUMN asides TEXT NOT NULL DEFAULT '[]';
ALTER TABLE document ADD COLUMN moments TEXT NOT NULL DEFAULT '[]';
ALTER TABLE transcript ADD COLUMN part TEXT;
ALTER TABLE transcript ADD COLUMN speaker_cases TEXT NOT NULL DEFAULT '{}';
CREATE TABLE lost_coding (
    id         INTEGER PRIMARY KEY,
    transcript INTEGER NOT NULL REFERENCES transcript (id) DEFERRABLE INITIALLY DEFERRED,
    code       INTEGER NOT NULL REFERENCES code (key) DEFERRABLE INITIALLY DEFERRED,
    document   TEXT NOT NULL REFERENCES document (hash),
    reason     TEXT NOT NULL,
    entry      TEXT NOT NULL
) STRICT;
DROP VIEW codings;
CREATE VIEW codings AS
SELECT coding.id, transcript.name AS transcript,
       coalesce((SELECT own.value FROM json_each(transcript.speaker_cases) AS own
                 WHERE own.key = turn.speaker), transcript.case_name) AS case_name,
       coding.turn, code.id AS code, code.label, coder.name AS coder, coding.state,
       coding.origin, coding.rule, coding.quote
FROM coding
JOIN transcript ON transcript.id = coding.transcript
JOIN document ON document.hash = transcript.document
LEFT JOIN turn ON turn.document = document.id AND turn.number = coding.turn
JOIN code ON code.key = coding.code
JOIN coder ON coder.id = coding.coder;
