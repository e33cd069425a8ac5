-- What an encoder said that an article means (stories::meaning), where the user installed one. Made anew in 13 ms each.
CREATE TABLE article_meanings (
    article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    meaning BLOB NOT NULL
) STRICT;

-- Articles that wait for the encoder. Filled only while one is installed.
CREATE TABLE unencoded_articles (
    article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE
) STRICT;
