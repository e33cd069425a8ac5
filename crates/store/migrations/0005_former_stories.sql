-- The articles of stories that became part of another, as they were then. A story's id is written down elsewhere (in
-- issues, in saved searches), and leads to where most of them are now. Never used for another story again.
CREATE TABLE former_stories (
    story INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    PRIMARY KEY (story, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX former_stories_by_article ON former_stories (article);
