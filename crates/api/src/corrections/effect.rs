//! What corrections make of a reading. Pure.

use articles::{
    Article, ContentHash, Corrections, FieldValue, Moment, Outlet, OutletRule, Pattern, Published, PublishedFrom,
    Reading, Span, TextPlace, correct_fields,
};
use split::LineMarks;
use store::Corrected;

use super::FreshText;

/// The articles of a text and its spans, as the reader wants them. `file_date`: of those that print none.
pub(crate) fn correct_reading(
    fresh: &FreshText,
    corrections: &Corrections,
    rules: &[OutletRule],
    file_date: Option<&Published>,
) -> (Vec<Corrected>, Vec<Span>) {
    let marks = marks_of(corrections, &fresh.hash);
    let Reading { articles, spans } = split::correct(&fresh.text, &fresh.reading, &marks);
    let corrected = articles.into_iter().enumerate().map(|(place, mut as_read)| {
        as_read.published = as_read.published.or_else(|| file_date.cloned());
        let at = TextPlace { text: fresh.hash.clone(), start: as_read.origin.start };
        let mut printed = |day_first| split::printed_date(&fresh.text, &spans, place as u32, day_first);
        Corrected { article: take_effect(&as_read, &corrections.fields(&at), rules, &mut printed), as_read }
    });
    let corrected = corrected.collect();
    (corrected, spans)
}

pub(crate) fn marks_of(corrections: &Corrections, text: &ContentHash) -> LineMarks {
    LineMarks { opens: corrections.boundaries(text), roles: corrections.roles(text) }
}

/// An article with what was said of it and of its outlet: the former wins. `printed`: the date that is printed with it,
/// read with the day or the month first.
pub(crate) fn take_effect(
    as_read: &Article,
    fields: &[&FieldValue],
    rules: &[OutletRule],
    printed: &mut dyn FnMut(bool) -> Option<Moment>,
) -> Article {
    let mut article = as_read.clone();
    correct_fields(&mut article, fields.iter().copied());
    if rules.is_empty() {
        return article;
    }
    let mut names: Vec<String> = article.source.iter().map(|source| source.name.clone()).collect();
    let key = names.last().map(|name| Outlet::key(name)).unwrap_or_default();
    for rule in rules.iter().filter(|rule| matches!(rule.pattern, Pattern::Alias { .. })) {
        // Of the register the names are keys already.
        if names.len() == 1 && (names[0] == rule.outlet || key == rule.outlet) {
            clean::apply_pattern(&mut article, &rule.pattern);
            names.extend(article.source.iter().map(|source| source.name.clone()));
        }
    }
    for rule in rules.iter().filter(|rule| names.contains(&rule.outlet)) {
        match rule.pattern {
            Pattern::Alias { .. } => {}
            Pattern::DayFirst { day_first } => read_day_first(&mut article, printed(day_first)),
            Pattern::BylinePrefix { .. } | Pattern::Residue { .. } => clean::apply_pattern(&mut article, &rule.pattern),
        }
    }
    correct_fields(&mut article, fields.iter().copied());
    article
}

fn read_day_first(article: &mut Article, printed: Option<Moment>) {
    let is_printed = |published: &Published| published.from == PublishedFrom::Text;
    if let (Some(at), Some(published)) = (printed, article.published.as_mut().filter(|one| is_printed(one))) {
        published.at = at;
    }
}

#[cfg(test)]
mod tests {
    use articles::Source;

    use super::*;

    /// An alias leads to the rules of both names, and what was said of the article itself is never overruled.
    #[test]
    fn rules_are_for_the_outlet_and_fields_for_the_article() {
        let rule = |outlet: &str, pattern| OutletRule { outlet: outlet.to_owned(), pattern };
        let rules = [
            rule("Daily Online", Pattern::Alias { name: "Daily".to_owned() }),
            rule("Daily", Pattern::BylinePrefix { prefix: "Staff:".to_owned() }),
            rule("Other", Pattern::BylinePrefix { prefix: "Jan".to_owned() }),
        ];
        let as_read = Article {
            source: Some(Source { name: "Daily Online".to_owned(), host: None }),
            byline: vec!["Staff: Jan Harms".to_owned()],
            ..Article::default()
        };
        let made = take_effect(&as_read, &[], &rules, &mut |_| None);
        assert_eq!((made.source.unwrap().name.as_str(), made.byline), ("Daily", vec!["Jan Harms".to_owned()]));
        let said = FieldValue::Byline(vec!["Staff: J. H.".to_owned()]);
        let made = take_effect(&as_read, &[&said], &rules, &mut |_| None);
        assert_eq!(made.byline, ["Staff: J. H."]);
        let elsewhere = FieldValue::Outlet(Some("Other".to_owned()));
        assert_eq!(take_effect(&as_read, &[&elsewhere], &rules, &mut |_| None).byline, as_read.byline);
    }
}
