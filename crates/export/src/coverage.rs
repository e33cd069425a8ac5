use articles::Article;

use crate::{
    model::{Glance, Item, Section, Text},
    opening::is_wide,
    words::Words,
};

/// Up to this many items the contents are seen as quickly as a list of the leading ones.
const SHORT: usize = 6;
const LEADING: usize = 5;

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

/// `English 9, Arabic 3`: most first, and in the order that they were met. None where no language is known.
pub(crate) fn count_languages(articles: &[&Article], words: &Words) -> Option<String> {
    let mut counted: Vec<(String, u32)> = Vec::new();
    for article in articles {
        let Some(name) = name_language(article, words) else { continue };
        match counted.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => *count += 1,
            None => counted.push((name, 1)),
        }
    }
    counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let listed: Vec<String> = counted.iter().map(|(name, count)| format!("{name} {count}")).collect();
    (!listed.is_empty()).then(|| listed.join(words.comma))
}

/// In words where we have one, or by its code.
pub(crate) fn name_language(article: &Article, words: &Words) -> Option<String> {
    let code = language_code(article.language.as_deref()?);
    let named = words.name_language(&code).map(str::to_owned);
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

    fn article(language: &str) -> Article {
        Article { language: Some(language.into()), ..Article::default() }
    }

    #[test]
    fn languages_are_named_and_counted() {
        let articles = [article("ar"), article("en-GB"), article("en"), article("pt-BR"), article("no code")];
        let all: Vec<&Article> = articles.iter().collect();
        assert_eq!(count_languages(&all, words_in("en")).unwrap(), "English 2, Arabic 1, PT 1");
        assert_eq!(count_languages(&all, words_in("zh")).unwrap(), "英语 2、阿拉伯语 1、PT 1");
        assert_eq!(count_languages(&[], words_in("en")), None);
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
