-- The index of words again, with the other forms of words, and with names. `stems`: each stem once (stories::text), so
-- that a search for one form finds another; people and places with a `·` between names.
DROP TABLE article_words;
CREATE VIRTUAL TABLE article_words USING fts5 (
    title, text, about, stems, people, places,
    content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '2 3'
);
INSERT INTO article_words (article_words, rank) VALUES ('hashsize', 16777216);
INSERT INTO article_words (article_words, rank) VALUES ('deletemerge', 90);

-- Articles whose words an earlier version indexed. Emptied when the library is opened, batch by batch.
CREATE TABLE unindexed_articles (
    article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE
) STRICT;
INSERT INTO unindexed_articles SELECT id FROM articles;

-- Which story an article tells. Derived from the articles and `story_hands`, but for the ids, which must last.
CREATE TABLE article_stories (
    article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    story INTEGER NOT NULL,
    copy_of INTEGER REFERENCES articles (id) ON DELETE SET NULL, -- the first with nearly this text
    newer_than INTEGER REFERENCES articles (id) ON DELETE SET NULL -- the same outlet's version before it
) STRICT;
CREATE INDEX article_stories_by_story ON article_stories (story, article);
CREATE INDEX article_stories_by_copy ON article_stories (copy_of) WHERE copy_of IS NOT NULL;
CREATE INDEX article_stories_by_version ON article_stories (newer_than) WHERE newer_than IS NOT NULL;

-- What articles are compared by (stories::copies, stories::terms), while their days are likely to be open.
CREATE TABLE article_sketches (
    article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    print BLOB NOT NULL,
    terms BLOB NOT NULL
) STRICT;

-- Articles that are to be grouped: written with them, taken out with their story.
CREATE TABLE ungrouped_articles (
    article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE
) STRICT;
INSERT INTO ungrouped_articles SELECT id FROM articles;

-- What the reader said of two articles: one story, or two. Of articles that are gone it says nothing, and stays.
CREATE TABLE story_hands (
    n INTEGER PRIMARY KEY,
    a INTEGER NOT NULL,
    b INTEGER NOT NULL,
    together INTEGER NOT NULL
) STRICT;
CREATE INDEX story_hands_by_a ON story_hands (a);
CREATE INDEX story_hands_by_b ON story_hands (b);

CREATE TABLE saved_searches (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    query TEXT NOT NULL
) STRICT;
