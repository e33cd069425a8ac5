use std::collections::HashMap;

use ::articles::{Outlet, OutletId, Register, Source};

use crate::{
    Error, Result, Store,
    tables::{
        counters::{self, Kind},
        outlets, sources,
    },
    views::{MetOutlet, StoredOutlet},
};

impl Store {
    /// The confirmed ones by name, and the names that articles came under and none of them has, the commonest first.
    pub fn list_outlets(&self) -> Result<(Vec<StoredOutlet>, Vec<MetOutlet>)> {
        self.read(|connection| {
            let stored = outlets::list(connection)?;
            let register = Register::new(stored.iter().map(|(_, outlet)| outlet.clone()).collect());
            let mut counted: HashMap<String, u32> = HashMap::new();
            let mut met = Vec::new();
            for count in counters::every(connection, Kind::Source)?.into_iter().filter(|count| !count.name.is_empty()) {
                let host = sources::host_of(connection, &count.name)?;
                let source = Source { name: count.name, host };
                match register.find(&source) {
                    Some(outlet) => *counted.entry(outlet.name.clone()).or_default() += count.all,
                    None => met.push(MetOutlet { name: source.name, host: source.host, articles: count.all }),
                }
            }
            let articles = |outlet: &Outlet| counted.get(&outlet.name).copied().unwrap_or(0);
            let mut known: Vec<StoredOutlet> = stored
                .into_iter()
                .map(|(id, outlet)| StoredOutlet { id, articles: articles(&outlet), outlet })
                .collect();
            known.sort_by_cached_key(|one| crate::fold::sort_key(&one.outlet.name));
            met.sort_by(|one, other| other.articles.cmp(&one.articles).then_with(|| one.name.cmp(&other.name)));
            Ok((known, met))
        })
    }

    pub fn read_register(&self) -> Result<Register> {
        self.read(|connection| {
            Ok(Register::new(outlets::list(connection)?.into_iter().map(|(_, outlet)| outlet).collect()))
        })
    }

    /// A new one, or the one of that id changed. `Taken` where another has one of its names.
    pub fn save_outlet(&self, id: Option<OutletId>, outlet: &Outlet) -> Result<OutletId> {
        self.write(|transaction| {
            for (other, known) in outlets::list(transaction)?.into_iter().filter(|(other, _)| Some(*other) != id) {
                let mut keys = known.keys();
                if let Some(name) = keys.find(|key| outlet.keys().any(|own| own == *key)) {
                    return Err(Error::Taken { name, id: other.0 });
                }
            }
            match id {
                Some(id) => outlets::update(transaction, id, outlet).map(|()| id),
                None => outlets::insert(transaction, outlet),
            }
        })
    }

    /// `other` becomes names of `id`, which keeps what it says of itself and takes over what it does not say.
    pub fn merge_outlets(&self, id: OutletId, other: OutletId) -> Result<()> {
        self.write(|transaction| {
            let all = outlets::list(transaction)?;
            let find = |id: OutletId| {
                let found = all.iter().find(|(one, _)| *one == id).map(|(_, outlet)| outlet.clone());
                found.ok_or(Error::NotFound { what: "outlet", id: id.0 })
            };
            let (mut outlet, merged) = (find(id)?, find(other)?);
            if id == other {
                return Ok(());
            }
            outlet.aliases.push(merged.name);
            outlet.aliases.extend(merged.aliases);
            for (own, from) in [
                (&mut outlet.country, merged.country),
                (&mut outlet.language, merged.language),
                (&mut outlet.owner, merged.owner),
                (&mut outlet.note, merged.note),
            ] {
                if own.is_empty() {
                    *own = from;
                }
            }
            outlet.kind = outlet.kind.or(merged.kind);
            outlet.licence = outlet.licence.or(merged.licence);
            outlet.rank = if outlet.rank == 0 { merged.rank } else { outlet.rank };
            outlets::delete(transaction, other)?;
            outlets::update(transaction, id, &outlet)
        })
    }

    /// Whether there was one. Its articles stay, and its name is met again.
    pub fn remove_outlet(&self, id: OutletId) -> Result<bool> {
        self.write(|transaction| outlets::delete(transaction, id))
    }
}
