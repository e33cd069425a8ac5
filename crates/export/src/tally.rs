use std::collections::BTreeMap;

use articles::{Article, ArticleId, Register};
use digests::Issue;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{coverage::language_code, opening::one_line};

/// How an issue's items spread.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct Coverage {
    /// Most items first.
    pub outlets: Vec<Tally>,
    /// In printed order, those without items too.
    pub sections: Vec<Tally>,
    /// ISO 3166 in lower case, as the register has them; empty where it does not say. Most items first.
    pub countries: Vec<Tally>,
    /// ISO 639-1; empty where it is not known. Most items first.
    pub languages: Vec<Tally>,
    pub items: u32,
    pub quota: Option<u32>,
    /// Of the items, in whole minutes.
    pub minutes: u32,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Tally {
    pub name: String,
    pub items: u32,
    pub quota: Option<u32>,
}

/// Counts the items; `minutes` is left to whoever knows their texts.
pub fn cover(issue: &Issue, articles: &BTreeMap<ArticleId, Article>, register: &Register) -> Coverage {
    let mut coverage = Coverage { quota: issue.particulars.quota, ..Coverage::default() };
    for section in &issue.sections {
        let items = section.items.len() as u32;
        coverage.items += items;
        coverage.sections.push(Tally { name: one_line(&section.name), items, quota: section.quota });
    }
    for article in issue.items().filter_map(|item| articles.get(&item.article)) {
        let outlet = article.source.as_ref().and_then(|source| register.find(source));
        let printed = article.source.as_ref().map(|source| one_line(&source.name)).unwrap_or_default();
        count(&mut coverage.outlets, outlet.map_or(printed, |outlet| outlet.name.clone()));
        count(&mut coverage.countries, outlet.map(|outlet| outlet.country.to_lowercase()).unwrap_or_default());
        count(&mut coverage.languages, language_code(article.language.as_deref().unwrap_or_default()));
    }
    for rows in [&mut coverage.outlets, &mut coverage.countries, &mut coverage.languages] {
        rows.sort_by_key(|row| std::cmp::Reverse(row.items));
    }
    coverage
}

impl Coverage {
    /// A row each: what is counted, its name, items, quota. Opens in any spreadsheet, and is no formula in one.
    pub fn to_csv(&self) -> String {
        let mut csv = String::from("kind,name,items,quota\r\n");
        let whole = [Tally { name: String::new(), items: self.items, quota: self.quota }];
        let kinds: [(&str, &[Tally]); 5] = [
            ("issue", &whole),
            ("section", &self.sections),
            ("outlet", &self.outlets),
            ("country", &self.countries),
            ("language", &self.languages),
        ];
        for (kind, rows) in kinds {
            for row in rows {
                let quota = row.quota.map(|quota| quota.to_string()).unwrap_or_default();
                csv.push_str(&format!("{kind},{},{},{quota}\r\n", cell(&row.name), row.items));
            }
        }
        csv.push_str(&format!("minutes,,{},\r\n", self.minutes));
        csv
    }
}

fn count(rows: &mut Vec<Tally>, name: String) {
    match rows.iter_mut().find(|row| row.name == name) {
        Some(row) => row.items += 1,
        None => rows.push(Tally { name, items: 1, quota: None }),
    }
}

/// In quotes (RFC 4180). What a spreadsheet would take for a formula is text behind an apostrophe.
fn cell(name: &str) -> String {
    let guard = if name.starts_with(['=', '+', '-', '@', '\t']) { "'" } else { "" };
    format!("\"{guard}{}\"", name.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use articles::{Outlet, Source};
    use digests::Edit;

    use super::*;

    #[test]
    fn items_are_counted_by_what_they_are() {
        let article = |outlet: &str, language: &str| Article {
            source: Some(Source { name: outlet.into(), host: None }),
            language: Some(language.into()),
            ..Article::default()
        };
        let all = [article("Post", "en"), article("The Post", "en"), article("=1+1", "ar")];
        let articles: BTreeMap<ArticleId, Article> = (1..).map(ArticleId).zip(all).collect();
        let post =
            Outlet { name: "Post".into(), aliases: vec!["The Post".into()], country: "GB".into(), ..Outlet::default() };
        let issue = Issue::new("R", "2026-11-23".parse().unwrap(), 1, "en", "World");
        let section = issue.sections[0].id;
        let issue =
            issue.apply(&Edit::AddItems { articles: articles.keys().copied().collect(), section, at: 0 }).unwrap();
        let coverage = cover(&issue, &articles, &Register::new(vec![post]));
        let csv = "kind,name,items,quota\r\nissue,\"\",3,\r\nsection,\"World\",3,\r\noutlet,\"Post\",2,\r\n\
                   outlet,\"'=1+1\",1,\r\ncountry,\"gb\",2,\r\ncountry,\"\",1,\r\nlanguage,\"en\",2,\r\n\
                   language,\"ar\",1,\r\nminutes,,0,\r\n";
        assert_eq!(coverage.to_csv(), csv);
    }
}
