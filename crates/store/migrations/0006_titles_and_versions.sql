-- Series of issues. What a desk had before becomes the first: named as its next issue would have been.
CREATE TABLE titles (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    value TEXT NOT NULL, -- JSON
    logo BLOB, -- PNG or JPEG, as it was chosen
    removed_at INTEGER -- seconds since 1970; hidden, never dropped
) STRICT;
INSERT INTO titles (id, value)
SELECT 1, json_object('name', coalesce(
    (SELECT nullif(trim(json_extract(value, '$')), '') FROM settings WHERE name = 'issue_title'),
    (SELECT title FROM issues WHERE removed_at IS NULL ORDER BY date DESC LIMIT 1),
    'Press review'
));

-- No reference: SQLite adds none that is not null. The first title takes what there was.
ALTER TABLE issues ADD COLUMN title_id INTEGER NOT NULL DEFAULT 1;
DROP INDEX issues_by_date;
DROP INDEX issues_by_title;
CREATE UNIQUE INDEX issues_by_title_and_date ON issues (title_id, date) WHERE removed_at IS NULL;
CREATE INDEX issues_by_date ON issues (date);

-- Whether the issue holds it now, and not only once.
ALTER TABLE issue_articles ADD COLUMN held INTEGER NOT NULL DEFAULT 1;

-- What went out, with all that its bytes are made of. Written once.
CREATE TABLE issue_versions (
    issue INTEGER NOT NULL REFERENCES issues (id),
    version INTEGER NOT NULL,
    at TEXT NOT NULL, -- ISO 8601
    program TEXT NOT NULL,
    note TEXT NOT NULL,
    unready TEXT NOT NULL, -- JSON: what was not ready
    document BLOB NOT NULL, -- zstd, JSON
    PRIMARY KEY (issue, version)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER issue_versions_are_not_replaced BEFORE INSERT ON issue_versions
WHEN EXISTS (SELECT 1 FROM issue_versions WHERE issue = new.issue AND version = new.version)
BEGIN SELECT RAISE(ABORT, 'what was published stays as it is'); END;
CREATE TRIGGER issue_versions_are_not_changed BEFORE UPDATE ON issue_versions
BEGIN SELECT RAISE(ABORT, 'what was published stays as it is'); END;
CREATE TRIGGER issue_versions_are_not_dropped BEFORE DELETE ON issue_versions
BEGIN SELECT RAISE(ABORT, 'what was published stays'); END;

-- Outlets that were confirmed. Others are the names of `sources` that none of these has.
CREATE TABLE outlets (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    value TEXT NOT NULL -- JSON
) STRICT;
