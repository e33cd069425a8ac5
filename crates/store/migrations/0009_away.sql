-- Articles that a reader put away, and rules that put them away by themselves.

CREATE TABLE mutes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    query TEXT NOT NULL,
    until TEXT -- the last day that it holds on; NULL: always
) STRICT;

-- NULL is at hand. 'archive' is out of the lists of days and outlets, and found; of 'mute' and 'trash' the index of
-- words holds nothing.
ALTER TABLE article_states ADD COLUMN away TEXT CHECK (away IN ('archive', 'mute', 'trash'));
ALTER TABLE article_states ADD COLUMN muted_by INTEGER REFERENCES mutes (id);
CREATE INDEX article_states_away ON article_states (away, article) WHERE away IS NOT NULL;
CREATE INDEX article_states_muted ON article_states (muted_by) WHERE muted_by IS NOT NULL;
