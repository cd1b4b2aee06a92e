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
