-- What a file says of itself: how many records it holds, and how many were read. NULL: it does not say.
ALTER TABLE import_files ADD COLUMN records INTEGER;
ALTER TABLE import_files ADD COLUMN announced INTEGER;
-- Outlets of a list that the register had already.
ALTER TABLE import_files ADD COLUMN known_outlets INTEGER NOT NULL DEFAULT 0;
ALTER TABLE imports ADD COLUMN outlets INTEGER NOT NULL DEFAULT 0;

-- Outlets that a list brought into the register, as they came: undone where nobody has changed them since.
CREATE TABLE import_outlets (
    file INTEGER NOT NULL REFERENCES import_files (id) ON DELETE CASCADE,
    outlet INTEGER NOT NULL, -- of `outlets`, or gone from there
    value TEXT NOT NULL, -- JSON
    PRIMARY KEY (file, outlet)
) STRICT, WITHOUT ROWID;
