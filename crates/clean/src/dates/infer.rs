//! The day of an article that prints none, worked out from dates that its captions and first sentences name.

use articles::{Moment, Published, PublishedFrom};
use chrono::{Datelike, Days, NaiveDate};

use super::{DateHints, names, scan};

/// Paragraphs in which a weekday is the day of the news rather than of some event told.
const LEAD_PARAGRAPHS: usize = 3;
/// A photograph is printed within this many days of being taken, or it is a file picture.
const FRESH_DAYS: u64 = 3;

/// The day of publication, where captions or text give reason to name one; the reason quotes them.
///
/// A caption that names a full date, together with a weekday in the lead that falls on it or shortly after.
/// A caption alone is not enough: archive pictures carry dates too.
pub fn infer(paragraphs: &[&str], captions: &[&str]) -> Option<Published> {
    let weekday = paragraphs.iter().take(LEAD_PARAGRAPHS).find_map(|paragraph| weekday_of_news(paragraph));
    let (weekday, said) = weekday?;
    let mut best: Option<(NaiveDate, String)> = None;
    for caption in captions.iter().filter(|caption| !is_archive(caption)) {
        for date in scan::find(caption, &DateHints::default()) {
            let day = date.moment.day();
            let printed = &caption[date.range];
            if let Some(news) = (0..=FRESH_DAYS)
                .filter_map(|days| day.checked_add_days(Days::new(days)))
                .find(|day| day.weekday().number_from_monday() == weekday)
                && best.as_ref().is_none_or(|(old, _)| news > *old)
            {
                best = Some((news, format!("the caption says “{printed}”, and the text “{said}”")));
            }
        }
    }
    best.map(|(day, reason)| Published { at: Moment::Day(day), from: PublishedFrom::Inferred, reason: Some(reason) })
}

/// The first weekday of the paragraph, with the word before it as printed: `said Monday`, `on Monday`, `am Montag`.
fn weekday_of_news(paragraph: &str) -> Option<(u32, String)> {
    let words: Vec<&str> = paragraph.split_whitespace().take(120).collect();
    for (place, word) in words.iter().enumerate() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        // Short forms ("mon", "so", "mi") are other words in running text.
        if bare.chars().count() < 4 && bare.is_ascii() {
            continue;
        }
        let Some(number) = names::weekday(&bare.to_lowercase()) else { continue };
        let before = place.checked_sub(1).map(|at| words[at]);
        let after = words.get(place + 1).copied().unwrap_or_default().trim_matches(|c: char| !c.is_alphanumeric());
        // "last Monday", "Bloody Sunday", "Monday night's": another week, a name, an owner.
        if before.is_some_and(|word| {
            matches!(
                word.to_lowercase().as_str(),
                "last" | "next" | "every" | "each" | "since" | "until" | "black" | "bloody" | "good"
            )
        }) || names::month(&after.to_lowercase(), None).is_some()
        {
            continue;
        }
        let said = match before {
            Some(before) => format!("{before} {bare}"),
            None => bare.to_owned(),
        };
        return Some((number, said));
    }
    None
}

fn is_archive(caption: &str) -> bool {
    let start: String = caption.trim_start().chars().take(14).collect::<String>().to_lowercase();
    start.starts_with("file ")
        || start.starts_with("file-")
        || start.starts_with("file:")
        || start.starts_with("file–")
        || start.starts_with("archiv")
        || start.starts_with("(file")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A guess must rest on words that the reader can find in the text.
    #[test]
    fn the_caption_and_the_lead_together_give_the_day() {
        let caption = "Workers clear the harbour road in Aveiro, May 12, 2025.";
        let found = infer(&["The port reopened after the storm, officials said Monday."], &[caption]).unwrap();
        assert_eq!(found.at.to_string(), "2025-05-12");
        assert_eq!(found.from, PublishedFrom::Inferred);
        assert_eq!(found.reason.as_deref(), Some("the caption says “May 12, 2025”, and the text “said Monday”"));
        let next = infer(&["The port reopened on Tuesday."], &[caption]).unwrap();
        assert_eq!(next.at.to_string(), "2025-05-13");
    }

    #[test]
    fn too_little_gives_none() {
        let caption = "Workers clear the harbour road in Aveiro, May 12, 2025.";
        assert_eq!(infer(&["The port reopened."], &[caption]), None);
        assert_eq!(infer(&["The port reopened on Sunday."], &[caption]), None);
        assert_eq!(infer(&["The port reopened on Monday."], &["FILE - The harbour, May 12, 2025."]), None);
        assert_eq!(infer(&["The port reopened on Monday."], &["The harbour at the end of January"]), None);
        assert_eq!(infer(&[], &[]), None);
    }
}
