-- `trade/grain` is a tag in `trade`: an article with the one is counted and listed under the other too, by a row of its own, so
-- that a list of a tag is one walk along one index however many tags are in it.

ALTER TABLE article_tags ADD COLUMN implied INTEGER NOT NULL DEFAULT 0;

CREATE TEMP TABLE held AS
WITH RECURSIVE up (article, name) AS (
    SELECT x.article, t.name FROM article_tags x JOIN tags t ON t.id = x.tag
    UNION
    -- The name without its last part.
    SELECT article, rtrim(rtrim(name, replace(name, '/', '')), '/') FROM up WHERE instr(name, '/') > 0
)
SELECT article, name FROM up WHERE name <> '';
INSERT OR IGNORE INTO tags (name) SELECT name FROM held;
INSERT OR IGNORE INTO article_tags (tag, article, implied) SELECT t.id, h.article, 1 FROM held h JOIN tags t ON t.name = h.name;
DROP TABLE held;
DELETE FROM counters WHERE kind = 'tag';
INSERT INTO counters (kind, name, total, unread)
SELECT 'tag', t.name, count(*), sum(s.read = 0) FROM article_tags x JOIN tags t ON t.id = x.tag
JOIN article_states s ON s.article = x.article WHERE coalesce(s.away, 'archive') = 'archive' GROUP BY t.name;
