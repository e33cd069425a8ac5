-- Pictures that came with articles, once each.
CREATE TABLE pictures (
    id INTEGER PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE, -- SHA-256 of the bytes, in hexadecimal
    media TEXT NOT NULL, -- told from the bytes: image/jpeg
    bytes BLOB NOT NULL -- as they came: pictures are packed already
) STRICT;

CREATE TABLE article_pictures (
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    picture INTEGER NOT NULL REFERENCES pictures (id),
    PRIMARY KEY (article, picture)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_pictures_by_picture ON article_pictures (picture);
