-- From format 3 to 4. Released: never edited, only followed by another step.
ALTER TABLE transcript ADD COLUMN round TEXT;
ALTER TABLE summary ADD COLUMN state TEXT NOT NULL DEFAULT 'final'
    CHECK (state IN ('draft', 'final', 'not applicable'));
ALTER TABLE summary ADD COLUMN origin TEXT NOT NULL DEFAULT 'person'
    CHECK (origin IN ('person', 'quotes'));
ALTER TABLE summary ADD COLUMN written_at TEXT;
ALTER TABLE summary ADD COLUMN seen TEXT;
