use std::collections::HashMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Source;

/// What a desk knows of an outlet: how it is called, how it is ordered, and what may be printed of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct Outlet {
    /// As printed in citations.
    pub name: String,
    /// Other names that its articles come under, host names among them.
    pub aliases: Vec<String>,
    /// ISO 3166 in lower case; empty where it is not known.
    pub country: String,
    /// ISO 639-1; empty where it is not known.
    pub language: String,
    pub kind: Option<OutletKind>,
    /// 1 is the best; 0 is none.
    pub rank: u32,
    /// Outlets of one owner speak with one voice.
    pub owner: String,
    pub note: String,
    pub licence: Option<Licence>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OutletKind {
    Print,
    Online,
    Agency,
    Broadcast,
}

/// What may be printed of an outlet's articles.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Licence {
    pub allows: Allows,
    /// The last day on which it holds; after it headlines only.
    #[ts(type = "string | null")]
    pub until: Option<NaiveDate>,
    /// Printed beside what is taken; empty for none.
    pub notice: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "allows", rename_all = "snake_case")]
pub enum Allows {
    #[default]
    HeadlineOnly,
    Extract {
        words: u32,
    },
    FullText,
}

/// All outlets, found by any of their names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Register {
    outlets: Vec<Outlet>,
    names: HashMap<String, usize>,
}

impl Licence {
    pub fn on(&self, day: NaiveDate) -> Allows {
        if self.until.is_some_and(|last| day > last) { Allows::HeadlineOnly } else { self.allows }
    }
}

impl Outlet {
    /// How names are compared: without case, spaces around and between, and `www.`.
    pub fn key(name: &str) -> String {
        let key = name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        key.strip_prefix("www.").map(str::to_owned).unwrap_or(key)
    }

    /// Its name and its aliases, as they are compared.
    pub fn keys(&self) -> impl Iterator<Item = String> + '_ {
        std::iter::once(&self.name).chain(&self.aliases).map(|name| Outlet::key(name)).filter(|key| !key.is_empty())
    }

    /// The order of leads and citations: print before all else, then by rank, unranked ones last.
    pub fn order(&self) -> (bool, u32) {
        (self.kind != Some(OutletKind::Print), if self.rank == 0 { u32::MAX } else { self.rank })
    }
}

impl Register {
    /// Where two have one name, the first has it.
    pub fn new(outlets: Vec<Outlet>) -> Register {
        let mut names = HashMap::new();
        for (at, outlet) in outlets.iter().enumerate() {
            for key in outlet.keys() {
                names.entry(key).or_insert(at);
            }
        }
        Register { outlets, names }
    }

    pub fn outlets(&self) -> &[Outlet] {
        &self.outlets
    }

    /// By the source's name, else by its host or a domain that the host lies under.
    pub fn find(&self, source: &Source) -> Option<&Outlet> {
        let by_name = self.find_name(&source.name);
        by_name.or_else(|| self.find_host(source.host.as_deref()?))
    }

    pub fn find_name(&self, name: &str) -> Option<&Outlet> {
        self.names.get(&Outlet::key(name)).and_then(|at| self.outlets.get(*at))
    }

    /// Of an outlet by one of its names; those that are not here come last.
    pub fn order(&self, name: &str) -> (bool, u32) {
        self.find_name(name).map_or((true, u32::MAX), Outlet::order)
    }

    fn find_host(&self, host: &str) -> Option<&Outlet> {
        let mut rest = host;
        while rest.contains('.') {
            if let Some(outlet) = self.find_name(rest) {
                return Some(outlet);
            }
            rest = rest.split_once('.')?.1;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outlet(name: &str, aliases: &[&str]) -> Outlet {
        let aliases = aliases.iter().map(|&alias| alias.to_owned()).collect();
        Outlet { name: name.to_owned(), aliases, ..Outlet::default() }
    }

    /// One paper comes under many names, and is one row in the sources all the same.
    #[test]
    fn an_outlet_is_found_by_each_of_its_names() {
        let register =
            Register::new(vec![outlet("Goriziano", &["Il  goriziano", "www.goriziano.example"]), outlet("B", &["C"])]);
        let check = |name: &str, host: Option<&str>, expected: Option<&str>| {
            let source = Source { name: name.to_owned(), host: host.map(str::to_owned) };
            assert_eq!(register.find(&source).map(|outlet| outlet.name.as_str()), expected, "{source:?}");
        };
        check("IL GORIZIANO", None, Some("Goriziano"));
        check("Unknown", Some("sport.goriziano.example"), Some("Goriziano"));
        check("", Some("goriziano.example"), Some("Goriziano"));
        check("Unknown", Some("example"), None);
        check("c", Some("goriziano.example"), Some("B"));
        check("", None, None);
    }

    /// Printing more than was bought costs a desk money: the day after the last one counts.
    #[test]
    fn a_licence_ends_with_its_last_day() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let licence = Licence { allows: Allows::FullText, until: Some(day("2026-11-23")), ..Licence::default() };
        assert_eq!(licence.on(day("2026-11-23")), Allows::FullText);
        assert_eq!(licence.on(day("2026-11-24")), Allows::HeadlineOnly);
    }

    #[test]
    fn print_leads_then_rank() {
        let of = |kind, rank| Outlet { kind, rank, ..Outlet::default() }.order();
        let mut order = [
            of(None, 0),
            of(Some(OutletKind::Online), 1),
            of(Some(OutletKind::Print), 0),
            of(Some(OutletKind::Print), 2),
        ];
        order.sort_unstable();
        assert_eq!(order, [(false, 2), (false, u32::MAX), (true, 1), (true, u32::MAX)]);
    }
}
