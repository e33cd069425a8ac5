-- What readers set right in how files were read: by the hash of a file's bytes, so that it is still said when the file
-- comes again. Steps past `steps_done` were taken back, and stay until another step is made.
CREATE TABLE corrected_files (
    hash TEXT PRIMARY KEY,
    steps_done INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE correction_steps (
    hash TEXT NOT NULL,
    n INTEGER NOT NULL,
    at INTEGER NOT NULL, -- seconds since 1970, UTC
    step TEXT NOT NULL, -- JSON
    PRIMARY KEY (hash, n)
) STRICT, WITHOUT ROWID;

-- Corrected articles as they were read.
CREATE TABLE articles_as_read (
    article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    body BLOB NOT NULL -- zstd, JSON
) STRICT;
ALTER TABLE original_texts ADD COLUMN spans_as_read BLOB; -- zstd, JSON; NULL: those are the spans
ALTER TABLE original_texts ADD COLUMN hash TEXT; -- of the text; NULL: not known yet

-- Corrections of all articles of an outlet.
CREATE TABLE outlet_rules (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    rule TEXT NOT NULL UNIQUE -- JSON
) STRICT;
-- Articles that have to be held against the rules: written with a rule, taken out as they are done.
CREATE TABLE unruled_articles (
    article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE
) STRICT;

ALTER TABLE watched_files ADD COLUMN unmoved TEXT; -- why it could not be moved aside

ALTER TABLE import_files ADD COLUMN path TEXT; -- where it was; NULL: pasted, or imported before this was kept
