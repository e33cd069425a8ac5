use articles::Outlet;

use crate::{App, Error, operations::*};

impl App {
    pub fn list_outlets(&self, _ask: ListOutlets) -> Result<OutletList, Error> {
        let (outlets, met) = self.store().list_outlets()?;
        Ok(OutletList { outlets, met })
    }

    pub fn save_outlet(&self, ask: SaveOutlet) -> Result<OutletList, Error> {
        let outlet = tidy(ask.outlet);
        if outlet.name.is_empty() {
            return Err(Error::BadAsk("an outlet has a name".to_owned()));
        }
        self.store().save_outlet(ask.id, &outlet)?;
        self.apply_rules()?;
        self.tell(Event::LibraryChanged {});
        self.list_outlets(ListOutlets {})
    }

    pub fn merge_outlets(&self, ask: MergeOutlets) -> Result<OutletList, Error> {
        self.store().merge_outlets(ask.id, ask.other)?;
        self.apply_rules()?;
        self.tell(Event::LibraryChanged {});
        self.list_outlets(ListOutlets {})
    }

    pub fn remove_outlet(&self, ask: RemoveOutlet) -> Result<OutletList, Error> {
        self.changed(u32::from(self.store().remove_outlet(ask.id)?))?;
        self.apply_rules()?;
        self.list_outlets(ListOutlets {})
    }
}

/// Names on one line and each once; codes in small letters.
fn tidy(outlet: Outlet) -> Outlet {
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = line(&outlet.name);
    let mut aliases: Vec<String> = Vec::new();
    for alias in outlet.aliases.iter().map(|alias| line(alias)).filter(|alias| !alias.is_empty()) {
        let key = Outlet::key(&alias);
        if key != Outlet::key(&name) && !aliases.iter().any(|known| Outlet::key(known) == key) {
            aliases.push(alias);
        }
    }
    Outlet {
        name,
        aliases,
        country: outlet.country.trim().to_lowercase(),
        language: outlet.language.trim().to_lowercase(),
        ..outlet
    }
}
