-- How files are read that can be read in more than one way, as the user told it.
CREATE TABLE preferences (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE, -- table:SHAPE or newsletter:ADDRESS
    value TEXT NOT NULL -- JSON
) STRICT;

-- What in a file could be read in another way, and the preference that it was read with.
CREATE TABLE file_choices (
    file INTEGER NOT NULL REFERENCES import_files (id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    used TEXT, -- NULL: none was set
    seen BLOB NOT NULL, -- zstd, JSON
    PRIMARY KEY (file, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX file_choices_by_key ON file_choices (key, file);

CREATE TABLE watched_folders (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    path TEXT NOT NULL UNIQUE,
    aside TEXT, -- NULL: imported files stay where they are
    taken INTEGER NOT NULL DEFAULT 0
) STRICT;

-- What was taken from a watched folder, also if nothing was found in it: never twice. Name, size and time spare reading
-- it again to know its hash.
CREATE TABLE watched_files (
    folder INTEGER NOT NULL REFERENCES watched_folders (id) ON DELETE CASCADE,
    hash TEXT NOT NULL,
    name TEXT NOT NULL,
    size INTEGER NOT NULL,
    changed INTEGER NOT NULL, -- nanoseconds since 1970
    PRIMARY KEY (folder, hash)
) STRICT, WITHOUT ROWID;
