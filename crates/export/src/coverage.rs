use articles::Article;
use digests::Issue;

use crate::{
    compose::Desk,
    formats::parting,
    model::{Bar, Chart, FullText, Glance, Item, Model, Section, Text},
    opening::is_wide,
    tally::{Tally, cover},
    words::Words,
};

/// Up to this many items the contents are seen as quickly as a list of the leading ones.
const SHORT: usize = 6;
const LEADING: usize = 5;
/// Fewer items are counted at a glance.
const CHARTED: u32 = 5;
/// Of outlets: those that gave one item each are in the table of sources.
const MOST_BARS: usize = 10;

impl Desk<'_> {
    /// How the items spread over sections, outlets, languages and countries; what has one row says nothing.
    pub(crate) fn charts(&self, issue: &Issue) -> Vec<Chart> {
        let counted = cover(issue, &self.material.articles, &self.material.register);
        if counted.items < CHARTED {
            return Vec::new();
        }
        let languages = counted.languages.into_iter();
        let languages =
            languages.map(|row| Tally { name: name_of_code(&row.name, self.words).unwrap_or_default(), ..row });
        let countries = counted.countries.into_iter();
        let countries = countries.map(|row| Tally { name: row.name.to_uppercase(), ..row });
        let mut outlets = counted.outlets;
        outlets.truncate(MOST_BARS);
        [
            self.chart(self.words.desk.sections, counted.sections),
            self.chart(self.words.desk.outlets, outlets),
            self.chart(self.words.languages, languages.collect()),
            self.chart(self.words.desk.countries, countries.collect()),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn chart(&self, name: &str, rows: Vec<Tally>) -> Option<Chart> {
        let rows: Vec<Tally> = rows.into_iter().filter(|row| row.items > 0 || row.quota.is_some()).collect();
        // A country that no outlet of the register has is no row.
        if rows.len() < 2 || rows.iter().all(|row| row.name.is_empty()) {
            return None;
        }
        let most = rows.iter().map(|row| row.items).max().unwrap_or(0).max(1);
        let bar = |row: Tally| Bar {
            name: self.says(if row.name.is_empty() { "—" } else { &row.name }),
            items: row.items,
            quota: row.quota,
            share: row.items * 100 / most,
        };
        Some(Chart { name: self.says(name), bars: rows.into_iter().map(bar).collect() })
    }

    /// What is said of the issue as a whole, a line each; the last says how long it takes to read.
    pub(crate) fn coverage(&self, issue: &Issue, sections: &[Section], full_texts: &[FullText]) -> Vec<Text> {
        let items = || sections.iter().flat_map(|section| &section.items);
        if items().next().is_none() {
            return Vec::new();
        }
        let said = items().flat_map(|item| std::iter::once(&item.headline).chain(&item.quoted).chain(&item.note));
        let first = reading_minutes(said);
        let rest = reading_minutes(full_texts.iter().flat_map(|entry| entry.blocks.iter().map(|block| &block.text)));
        let pattern = self.words.reading_time;
        let time = pattern.replace("{minutes}", &whole_minutes(first)).replace("{all}", &whole_minutes(first + rest));
        let quota = issue.particulars.quota.map(|quota| {
            let items = items().count().to_string();
            self.words.desk.quota.replace("{items}", &items).replace("{quota}", &quota.to_string())
        });
        quota.into_iter().chain([time]).map(|line| self.says(&line)).collect()
    }
}

impl Model {
    /// The charts as lines, where none are drawn: `Languages: English 9, Arabic 3`.
    pub(crate) fn counted_lines(&self) -> Vec<Text> {
        let bar = |bar: &Bar| {
            let blank = parting(" ", self.direction, [&bar.name]);
            format!("{}{blank}{}", bar.name.text, bar.count())
        };
        let line = |chart: &Chart| {
            let bars: Vec<String> = chart.bars.iter().map(bar).collect();
            Text { text: format!("{}: {}", chart.name.text, bars.join(self.words.comma)), ..chart.name.clone() }
        };
        self.charts.iter().map(line).collect()
    }
}

impl Bar {
    /// `5`, or `5/8` of a section with a quota.
    pub fn count(&self) -> String {
        let quota = self.quota.map(|quota| format!("/{quota}")).unwrap_or_default();
        format!("{}{quota}", self.items)
    }
}

/// The items that lead: the first of each section, then the second of each, until there are five; in printed order.
pub(crate) fn leading(sections: &[Section]) -> Vec<Glance> {
    let count: usize = sections.iter().map(|section| section.items.len()).sum();
    if count <= SHORT {
        return Vec::new();
    }
    let deepest = sections.iter().map(|section| section.items.len()).max().unwrap_or(0);
    let mut chosen: Vec<&Item> =
        (0..deepest).flat_map(|at| sections.iter().filter_map(move |section| section.items.get(at))).collect();
    chosen.truncate(LEADING);
    chosen.sort_by_key(|item| item.number);
    let glance = |item: &Item| Glance {
        anchor: item.anchor.clone(),
        entry: item.entry.clone(),
        source: item.facts.source.clone(),
    };
    chosen.into_iter().map(glance).collect()
}

/// In words where we have one, or by its code.
pub(crate) fn name_language(article: &Article, words: &Words) -> Option<String> {
    name_of_code(&language_code(article.language.as_deref()?), words)
}

fn name_of_code(code: &str, words: &Words) -> Option<String> {
    let named = words.name_language(code).map(str::to_owned);
    named.or_else(|| (!code.is_empty()).then(|| code.to_uppercase()))
}

/// `pt` of `pt-BR`; empty for what is no code.
pub(crate) fn language_code(tag: &str) -> String {
    let main = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    let code = matches!(main.len(), 2 | 3) && main.bytes().all(|byte| byte.is_ascii_lowercase());
    if code { main } else { String::new() }
}

/// How long texts take to read, in minutes.
///
/// By the means of the international reading speed texts (Trauzettel-Klosinski and Dietz 2012, 17 languages): words a
/// minute, for Chinese and Japanese characters.
pub(crate) fn reading_minutes<'a>(texts: impl IntoIterator<Item = &'a Text>) -> f64 {
    texts.into_iter().map(minutes_of).sum()
}

/// A minute for what is read in less, so that nothing takes none.
pub(crate) fn whole_minutes(minutes: f64) -> String {
    format!("{:.0}", minutes.round().max(1.0))
}

fn minutes_of(text: &Text) -> f64 {
    let wide = text.text.chars().filter(|char| is_wide(*char)).count();
    let words = text.text.split_whitespace().filter(|word| !word.chars().all(is_wide)).count();
    let characters_a_minute = if text.language == "ja" { 357.0 } else { 255.0 };
    wide as f64 / characters_a_minute + words as f64 / words_a_minute(&text.language)
}

fn words_a_minute(language: &str) -> f64 {
    match language {
        "ar" => 138.0,
        "de" => 179.0,
        "en" => 228.0,
        "es" => 218.0,
        "fr" => 195.0,
        "he" => 187.0,
        "it" => 188.0,
        "pl" => 166.0,
        "pt" => 181.0,
        // The mean of all seventeen, which is also that of Russian.
        _ => 184.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::words_in;

    #[test]
    fn languages_are_named() {
        let check = |code: &str, language: &str, expected: Option<&str>| {
            let article = Article { language: Some(code.into()), ..Article::default() };
            assert_eq!(name_language(&article, words_in(language)).as_deref(), expected, "{code}");
        };
        check("en-GB", "en", Some("English"));
        check("ar", "zh", Some("阿拉伯语"));
        check("pt-BR", "en", Some("PT"));
        check("no code", "en", None);
    }

    /// A minister plans by it: Arabic takes longer than English of as many words, Chinese has no words to count.
    #[test]
    fn reading_takes_as_long_as_it_does() {
        let check = |text: String, language: &str, expected: &str| {
            let text = Text { text, language: language.into(), ..Text::default() };
            assert_eq!(whole_minutes(reading_minutes([&text])), expected);
        };
        check("word ".repeat(2_280), "en", "10");
        check("كلمة ".repeat(1_380), "ar", "10");
        check("字".repeat(2_550), "zh", "10");
        check("word".into(), "xx", "1");
    }
}
