//! A file for each table of the library, with all that is said to it in SQL.

pub(crate) mod article_bodies;
pub(crate) mod article_list;
pub(crate) mod article_sketches;
pub(crate) mod article_states;
pub(crate) mod article_stories;
pub(crate) mod article_words;
pub(crate) mod articles;
pub(crate) mod counters;
pub(crate) mod file_choices;
pub(crate) mod health;
pub(crate) mod import_articles;
pub(crate) mod import_files;
pub(crate) mod imports;
pub(crate) mod issue_edits;
pub(crate) mod issues;
pub(crate) mod original_texts;
pub(crate) mod originals;
pub(crate) mod preferences;
pub(crate) mod saved_searches;
pub(crate) mod settings;
pub(crate) mod sources;
pub(crate) mod story_hands;
pub(crate) mod tags;
pub(crate) mod ungrouped_articles;
pub(crate) mod unindexed_articles;
pub(crate) mod watched_folders;
