-- Lists of articles that a reader puts together by hand, each in an order of its own.

CREATE TABLE collections (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL
) STRICT;

CREATE TABLE collected_articles (
    collection INTEGER NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    place INTEGER NOT NULL, -- no two of a collection are the same; gaps stay where an article went
    PRIMARY KEY (collection, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX collected_articles_in_order ON collected_articles (collection, place);
CREATE INDEX collected_articles_by_article ON collected_articles (article);
