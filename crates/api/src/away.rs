use crate::{App, Error, operations::*};

/// So many are shown of what a rule would put away.
const SHOWN: usize = 50;

impl App {
    pub fn put_away(&self, ask: PutAway) -> Result<Changed, Error> {
        self.changed(self.store().put_away(&ask.ids, ask.to)?)
    }

    pub fn empty_trash(&self, _ask: EmptyTrash) -> Result<TrashEmptied, Error> {
        let (removed, kept) = self.store().empty_trash()?;
        self.changed(removed)?;
        Ok(TrashEmptied { removed, kept })
    }

    pub fn list_mutes(&self, _ask: ListMutes) -> Result<MuteList, Error> {
        Ok(MuteList { mutes: self.store().list_mutes()? })
    }

    pub fn try_mute(&self, ask: TryMute) -> Result<MuteTrial, Error> {
        let ids = self.store().try_mute(&ask.query, self.today())?;
        let rows = self.store().read_rows(ids.get(..SHOWN).unwrap_or(&ids))?;
        Ok(MuteTrial { found: u32::try_from(ids.len()).unwrap_or(u32::MAX), rows })
    }

    pub fn add_mute(&self, ask: AddMute) -> Result<MuteList, Error> {
        self.store().add_mute(&ask.query, ask.until, self.today())?;
        self.tell(Event::LibraryChanged {});
        self.list_mutes(ListMutes {})
    }

    pub fn remove_mute(&self, ask: RemoveMute) -> Result<MuteList, Error> {
        self.changed(u32::from(self.store().remove_mute(ask.id, self.today())?))?;
        self.list_mutes(ListMutes {})
    }

    /// Rules whose last day is over let go of what they kept out.
    pub fn lift_mutes(&self) -> Result<(), Error> {
        if self.store().lift_mutes(self.today())? {
            self.tell(Event::LibraryChanged {});
        }
        Ok(())
    }
}
