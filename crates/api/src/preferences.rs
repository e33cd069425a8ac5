//! How the user wants tables and newsletters read, and reading once more what was read in another way.

use articles::{FileId, Table, TableColumn};
use serde::{Deserialize, Serialize};
pub use store::{NewsletterSender, TableMapping};
use ts_rs::TS;

use crate::{App, Error, operations::*};

/// The table of that shape in a file of an import.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReadTable {
    pub file: FileId,
    /// As `FileChoice` has it.
    pub shape: String,
}

#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ListTableMappings {}

#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct TableMappingList {
    /// Set last, first.
    pub mappings: Vec<TableMapping>,
}

/// From now on all tables of that shape are read so. `columns` are all of the table's, in their order.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetTableMapping {
    pub shape: String,
    pub columns: Vec<TableColumn>,
}

/// From now on the columns of that shape are guessed again.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ForgetTableMapping {
    pub shape: String,
}

#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ListNewsletters {}

#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct NewsletterList {
    /// Senders of mails that hold several stories, by their names.
    pub senders: Vec<NewsletterSender>,
}

/// From now on mails of that sender are read as their stories, or as one article each.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetNewsletter {
    pub sender: String,
    pub as_stories: bool,
}

/// Reads files of earlier imports again, those that were kept, from the library's own copy, as an import of their own. Articles that the new
/// reading does not give are taken out, but for those that a digest quotes or that were bookmarked or tagged.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReadAgain {
    pub files: Vec<FileId>,
}

impl App {
    pub fn read_table(&self, ask: ReadTable) -> Result<Table, Error> {
        Ok(self.store().read_table(ask.file, &ask.shape)?)
    }

    pub fn list_table_mappings(&self, _ask: ListTableMappings) -> Result<TableMappingList, Error> {
        Ok(TableMappingList { mappings: self.store().list_table_mappings()? })
    }

    pub fn set_table_mapping(&self, ask: SetTableMapping) -> Result<Changed, Error> {
        Ok(Changed { count: u32::from(self.store().set_table_mapping(&ask.shape, Some(&ask.columns))?) })
    }

    pub fn forget_table_mapping(&self, ask: ForgetTableMapping) -> Result<Changed, Error> {
        Ok(Changed { count: u32::from(self.store().set_table_mapping(&ask.shape, None)?) })
    }

    pub fn list_newsletters(&self, _ask: ListNewsletters) -> Result<NewsletterList, Error> {
        Ok(NewsletterList { senders: self.store().list_newsletters()? })
    }

    pub fn set_newsletter(&self, ask: SetNewsletter) -> Result<Changed, Error> {
        let sender = ask.sender.to_lowercase();
        Ok(Changed { count: u32::from(self.store().set_newsletter(&sender, ask.as_stories)?) })
    }
}
