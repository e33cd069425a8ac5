-- A folder that came with open files of a library: watched once somebody chooses it here.
ALTER TABLE watched_folders ADD COLUMN paused INTEGER NOT NULL DEFAULT 0;

-- Articles whose words another outlet had printed before: those are known by their outlet too, in `articles.content`, and here
-- by the words alone, so that the same outlet is met again under another spelling of its name.
CREATE TABLE article_printings (
    article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    wording BLOB NOT NULL -- hash over title and text
) STRICT;
CREATE INDEX article_printings_by_wording ON article_printings (wording);
