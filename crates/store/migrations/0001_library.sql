-- The library. An article's row is written once; what a reader does with it stands beside it.
--
-- articles.id is (seconds since 0001-01-01 of the printed time, as the clock there showed it) << 14 | sequence:
-- newest first and ranges of days need no index, here and in the search index. An undated article takes the time
-- of its import, and its `published` stays NULL, so that it is sorted and never claims a date.

CREATE TABLE sources (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    sort_key TEXT NOT NULL
) STRICT;
CREATE INDEX sources_in_order ON sources (sort_key, id);
-- Articles without a source are of this one: every join finds a row. It sorts behind all others.
INSERT INTO sources (id, name, sort_key) VALUES (0, '', char(1114109));

-- The files as they came, by the hash of their bytes. In pieces, so that no size is too large for memory.
CREATE TABLE originals (
    id INTEGER PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    size INTEGER NOT NULL
) STRICT;
CREATE TABLE original_pieces (
    original INTEGER NOT NULL REFERENCES originals (id) ON DELETE CASCADE,
    n INTEGER NOT NULL,
    bytes BLOB NOT NULL, -- zstd
    PRIMARY KEY (original, n)
) STRICT;

-- Decoded text of a file, or of a part of it, that articles were found in.
CREATE TABLE original_texts (
    id INTEGER PRIMARY KEY,
    original INTEGER NOT NULL REFERENCES originals (id) ON DELETE CASCADE,
    text BLOB, -- zstd; NULL: the file's bytes are the text
    spans BLOB NOT NULL -- zstd, JSON
) STRICT;
CREATE INDEX original_texts_by_original ON original_texts (original);

CREATE TABLE imports (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL, -- seconds since 1970, UTC
    name TEXT NOT NULL,
    state TEXT NOT NULL,
    files INTEGER NOT NULL DEFAULT 0,
    articles INTEGER NOT NULL DEFAULT 0,
    problems INTEGER NOT NULL DEFAULT 0,
    undone_at INTEGER
) STRICT;

CREATE TABLE import_files (
    id INTEGER PRIMARY KEY,
    import INTEGER NOT NULL REFERENCES imports (id),
    file TEXT NOT NULL,
    format TEXT,
    original INTEGER REFERENCES originals (id) ON DELETE SET NULL,
    outcome TEXT, -- NULL while it is read
    known INTEGER NOT NULL DEFAULT 0,
    problems TEXT NOT NULL DEFAULT '[]' -- JSON
) STRICT;
CREATE INDEX import_files_by_import ON import_files (import);
CREATE INDEX import_files_by_original ON import_files (original) WHERE original IS NOT NULL;

CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    content BLOB NOT NULL UNIQUE, -- hash over title and text
    title TEXT NOT NULL,
    headline_key TEXT NOT NULL,
    source INTEGER NOT NULL REFERENCES sources (id),
    host TEXT,
    byline TEXT NOT NULL, -- JSON
    published TEXT,
    published_from TEXT,
    published_reason TEXT,
    language TEXT NOT NULL, -- empty: not known
    opening TEXT NOT NULL,
    words INTEGER NOT NULL,
    original_text INTEGER REFERENCES original_texts (id) ON DELETE SET NULL,
    place INTEGER NOT NULL -- which article of that text, from 0
) STRICT;
CREATE INDEX articles_by_headline ON articles (headline_key, id);
CREATE INDEX articles_by_source ON articles (source, id);
CREATE INDEX articles_by_language ON articles (language, id);
CREATE INDEX articles_by_text ON articles (original_text) WHERE original_text IS NOT NULL;
CREATE INDEX articles_dated ON articles (id) WHERE published IS NOT NULL;
CREATE INDEX articles_undated ON articles (id) WHERE published IS NULL;

-- Apart from the rows of lists, so that a page of a list reads few pages of the file.
CREATE TABLE article_bodies (
    article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    body BLOB NOT NULL -- zstd, JSON: the whole article
) STRICT;

CREATE TABLE article_states (
    article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    read INTEGER NOT NULL DEFAULT 0,
    bookmarked_at INTEGER -- seconds since 0001-01-01 as the desk's clock showed them, like the ids
) STRICT;
CREATE INDEX article_states_unread ON article_states (article) WHERE read = 0;
CREATE INDEX article_states_bookmarked ON article_states (article) WHERE bookmarked_at IS NOT NULL;

CREATE TABLE tags (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE article_tags (
    tag INTEGER NOT NULL REFERENCES tags (id),
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    PRIMARY KEY (tag, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_tags_by_article ON article_tags (article);

-- Which articles a file of an import holds, new or known. An article stays as long as an import that was not undone
-- holds it.
CREATE TABLE import_articles (
    file INTEGER NOT NULL REFERENCES import_files (id),
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    import INTEGER NOT NULL REFERENCES imports (id),
    is_new INTEGER NOT NULL,
    is_first INTEGER NOT NULL, -- of the files of its import
    PRIMARY KEY (file, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX import_articles_by_import ON import_articles (import, article) WHERE is_first = 1;
CREATE INDEX import_articles_by_article ON import_articles (article, import);

-- How many articles there are of each kind; kept in the transactions that change them.
CREATE TABLE counters (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    total INTEGER NOT NULL,
    unread INTEGER NOT NULL,
    PRIMARY KEY (kind, name)
) STRICT, WITHOUT ROWID;

-- Holds no text, only folded words (fold.rs), which `ascii` splits at spaces and nothing else. Without `prefix` a
-- search for `th*` merges a third of the index at each key that is typed (160 ms with 10,000 articles, growing with
-- them); with it 1 ms, for 45 µs more an article and 1.3 kB. Longer beginnings stand for few enough words.
CREATE VIRTUAL TABLE article_words USING fts5 (
    title, text, about,
    content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '2 3'
);
-- A batch in one piece (default 1 MB), so that there is less to merge after it.
INSERT INTO article_words (article_words, rank) VALUES ('hashsize', 16777216);
-- Undoing an import wrote what was left of it over and over (default 10 %): 455 µs an article, and 183 so.
INSERT INTO article_words (article_words, rank) VALUES ('deletemerge', 90);

CREATE TABLE issues (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    date TEXT NOT NULL,
    title TEXT NOT NULL,
    number INTEGER NOT NULL,
    items INTEGER NOT NULL,
    base TEXT NOT NULL, -- JSON: as it began
    edits_done INTEGER NOT NULL DEFAULT 0, -- the undo cursor
    removed_at INTEGER -- seconds since 1970; the work of a desk is hidden, never dropped
) STRICT;
CREATE UNIQUE INDEX issues_by_date ON issues (date) WHERE removed_at IS NULL;
CREATE INDEX issues_by_title ON issues (title, number);

CREATE TABLE issue_edits (
    issue INTEGER NOT NULL REFERENCES issues (id),
    n INTEGER NOT NULL,
    at INTEGER NOT NULL, -- seconds since 1970, UTC
    edit TEXT NOT NULL, -- JSON
    PRIMARY KEY (issue, n)
) STRICT, WITHOUT ROWID;

-- Articles that an issue holds or held, so that undoing an import tears no hole into it.
CREATE TABLE issue_articles (
    issue INTEGER NOT NULL REFERENCES issues (id),
    article INTEGER NOT NULL REFERENCES articles (id),
    PRIMARY KEY (issue, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX issue_articles_by_article ON issue_articles (article);

CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL -- JSON
) STRICT, WITHOUT ROWID;
