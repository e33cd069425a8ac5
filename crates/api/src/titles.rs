use articles::TitleId;

use crate::{App, Error, operations::*};

/// What a masthead's picture may weigh; a photograph of a phone has as much.
const MOST_LOGO: usize = 4 << 20;

impl App {
    pub fn list_titles(&self, _ask: ListTitles) -> Result<TitleList, Error> {
        Ok(TitleList { titles: self.store().list_titles()? })
    }

    pub fn save_title(&self, ask: SaveTitle) -> Result<TitleList, Error> {
        let mut title = ask.title;
        title.name = title.name.split_whitespace().collect::<Vec<_>>().join(" ");
        if title.name.is_empty() {
            return Err(Error::BadAsk("a title has a name".to_owned()));
        }
        if title.accent.as_deref().is_some_and(|accent| export::Color::parse(accent).is_none()) {
            return Err(Error::BadAsk("a colour is wanted as #rrggbb".to_owned()));
        }
        self.store().save_title(ask.id, &title)?;
        self.tell(Event::LibraryChanged {});
        self.list_titles(ListTitles {})
    }

    pub fn set_logo(&self, ask: SetLogo) -> Result<TitleList, Error> {
        if let Some(bytes) = &ask.bytes {
            let refused = |detail: String| Error::LogoNotRead { path: "logo".into(), detail };
            if bytes.len() > MOST_LOGO {
                return Err(refused("more than 4 MB".to_owned()));
            }
            export::Logo::read(bytes).map_err(|error| refused(error.to_string()))?;
        }
        self.store().set_logo(ask.id, ask.bytes.as_deref())?;
        self.tell(Event::LibraryChanged {});
        self.list_titles(ListTitles {})
    }

    /// The last one stays: an issue belongs to a title.
    pub fn remove_title(&self, ask: RemoveTitle) -> Result<TitleList, Error> {
        let others =
            |id: TitleId| -> Result<bool, Error> { Ok(self.store().list_titles()?.iter().any(|one| one.id != id)) };
        if !others(ask.id)? {
            return Err(Error::BadAsk("the last title stays".to_owned()));
        }
        self.changed(u32::from(self.store().remove_title(ask.id, self.now())?))?;
        self.list_titles(ListTitles {})
    }
}
