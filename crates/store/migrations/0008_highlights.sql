-- What a reader marked in articles, and wrote beside them.

CREATE TABLE highlights (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    -- Bytes of the article's text. NULL: the text became another, and these words are not in it.
    start INTEGER,
    stop INTEGER,
    words TEXT NOT NULL, -- as they were marked
    colour TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;
CREATE INDEX highlights_by_article ON highlights (article, start);

CREATE TABLE article_notes (
    article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    note TEXT NOT NULL
) STRICT;
