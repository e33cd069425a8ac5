use articles::{FileId, Preferences, ReadingChoice, Table, TableColumn};

use crate::{
    Error, Result, Store,
    tables::{file_choices, preferences},
    views::{NewsletterSender, TableMapping},
};

impl Store {
    pub fn read_preferences(&self) -> Result<Preferences> {
        self.read(preferences::read)
    }

    /// Set last, first.
    pub fn list_table_mappings(&self) -> Result<Vec<TableMapping>> {
        self.read(|connection| {
            let tables = preferences::tables(connection)?.into_iter();
            tables
                .map(|(shape, columns)| {
                    let outdated = file_choices::outdated(connection, &preferences::table_key(&shape))?;
                    Ok(TableMapping { shape, columns, outdated })
                })
                .collect()
        })
    }

    /// None has them guessed again. Whether that was different.
    pub fn set_table_mapping(&self, shape: &str, columns: Option<&[TableColumn]>) -> Result<bool> {
        let value = columns.map(preferences::columns_value).transpose()?;
        self.write(|transaction| preferences::set(transaction, &preferences::table_key(shape), value.as_deref()))
    }

    /// As it was read, with the columns as they would be read now.
    pub fn read_table(&self, file: FileId, shape: &str) -> Result<Table> {
        self.read(|connection| {
            let Some(ReadingChoice::Table(mut table)) =
                file_choices::find(connection, file, &preferences::table_key(shape))?
            else {
                return Err(Error::NotFound { what: "table", id: file.0 });
            };
            match preferences::columns_of(connection, shape)? {
                Some(columns) => table.remember(columns),
                None => table.forget(),
            }
            Ok(table)
        })
    }

    /// By their addresses.
    pub fn list_newsletters(&self) -> Result<Vec<NewsletterSender>> {
        self.read(|connection| {
            let mut senders = Vec::new();
            for (key, choice) in file_choices::last_of_each(connection, preferences::newsletter_keys())? {
                if let ReadingChoice::Newsletter(newsletter) = choice {
                    senders.push(NewsletterSender {
                        sender: newsletter.sender,
                        name: newsletter.name,
                        stories: newsletter.stories,
                        as_stories: preferences::is_read_as_stories(connection, &key)?,
                        outdated: file_choices::outdated(connection, &key)?,
                    });
                }
            }
            Ok(senders)
        })
    }

    /// Whether that was different.
    pub fn set_newsletter(&self, sender: &str, as_stories: bool) -> Result<bool> {
        let value = preferences::newsletter_value(as_stories);
        self.write(|transaction| preferences::set(transaction, &preferences::newsletter_key(sender), value))
    }
}
