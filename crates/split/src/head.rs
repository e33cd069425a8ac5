//! Who wrote an article and when, from the lines about its headline.

use articles::{Moment, Published, PublishedFrom, Role};
use clean::{
    bylines,
    dates::{self, DateHints, DateLabel},
    text::tidy_line,
};

use crate::{label::Part, pages::Page, shape::Shape, words::Kind};

/// Where byline, date and captions of an article stand: shortly above its headline, and from there into its first lines.
pub(crate) struct Head {
    from: usize,
    first_body: usize,
    to: usize,
}

impl Head {
    pub(crate) fn new(headline: Option<usize>, first_body: usize) -> Head {
        let from =
            headline.map_or(first_body.saturating_sub(15), |headline| headline.min(first_body).saturating_sub(12));
        Head { from, first_body, to: first_body + 10 }
    }

    pub(crate) fn holds(&self, page: &Page<'_>, at: usize) -> bool {
        match page.labels[at].part {
            Part::Meta => true,
            Part::Before | Part::Headline => (self.from..self.first_body).contains(&at),
            Part::Inner => at <= self.to,
            Part::Body | Part::After => false,
        }
    }
}

pub(crate) fn find_byline(page: &Page<'_>, head: &Head, roles: &mut [Role]) -> Vec<String> {
    for at in page.places() {
        if roles[at] == Role::Residue
            && head.holds(page, at)
            && let Some(byline) = bylines::parse_byline(page.line(at))
        {
            roles[at] = Role::Byline;
            return byline.names;
        }
    }
    // A name on its own line beside a date, or after a lone "By".
    for at in page.places().take(head.to).skip(head.from) {
        if roles[at] != Role::Residue || !head.holds(page, at) {
            continue;
        }
        let line = tidy_line(page.line(at));
        let shape = &page.shapes[at];
        let opened = at > 0 && page.shapes[at - 1].first_word_by && page.shapes[at - 1].words <= 2;
        let dated = [at.checked_sub(1), Some(at + 1), Some(at + 2)]
            .into_iter()
            .flatten()
            .any(|near| near < page.lines.len() && dates::date_line(page.line(near), &DateHints::default()).is_some());
        if (2..=5).contains(&shape.words) && shape.digits == 0 && (opened || dated) && bylines::looks_like_name(&line) {
            roles[at] = Role::Byline;
            return vec![line];
        }
    }
    Vec::new()
}

/// The date printed with the article: a date line in its head, else in its foot, else a date within a short line of its head.
pub(crate) fn find_date(page: &Page<'_>, head: &Head, hints: &DateHints<'_>, roles: &mut [Role]) -> Option<Published> {
    let mut best: Option<(u32, Moment, usize)> = None;
    let mut days_above = 0;
    let last_body = page.labels.iter().rposition(|label| label.part == Part::Body).unwrap_or(0);
    for at in page.places() {
        let shape = &page.shapes[at];
        let in_head = head.holds(page, at);
        let foot = page.labels[at].part == Part::After && at - last_body <= 12;
        // On its own far above the headline, or taken for the text's beginning: what is left where nothing better is found.
        let above = page.labels[at].part == Part::Before && at < head.first_body;
        let opening = page.labels[at].part == Part::Body && at <= head.first_body + 3 && is_label(shape);
        if !(in_head || foot || above || opening || page.labels[at].part == Part::Inner)
            || shape.digits == 0
            || page.lines[at].range.len() > 400
        {
            continue;
        }
        let joined = page.line(at);
        let line = &part_joints(joined);
        // The clock of 24 hours goes with the day before the month: `06/01/2026, 13:55` is of January.
        let hints = &DateHints { day_first: hints.day_first.or(has_late_hour(line).then_some(true)), ..*hints };
        if let Some(found) = dates::date_line(line, hints) {
            if matches!(roles[at], Role::Residue) && (in_head || !above) {
                roles[at] = Role::Date;
            }
            let label_above =
                at > 0 && page.shapes[at - 1].words <= 4 && page.shapes[at - 1].kinds[Kind::Published as usize] > 0;
            let rank = match (found.label, in_head) {
                _ if above && !in_head => 0,
                (DateLabel::Published, true) => 9,
                (DateLabel::Unsaid, true) => 8,
                (DateLabel::Updated, true) => 6,
                (DateLabel::Published, false) => 5,
                (DateLabel::Unsaid, false) => 2,
                (DateLabel::Updated, false) => 3,
            } + u32::from(label_above && found.label == DateLabel::Unsaid);
            days_above += u32::from(rank == 0 && best.is_none_or(|(_, old, _)| old.day() != found.moment.day()));
            if best.is_none_or(|(old, ..)| rank > old) {
                best = Some((rank, found.moment, at));
            }
        } else if (in_head
            || opening
            || foot && (shape.kinds[Kind::Published as usize] > 0 || is_glued(at - last_body, joined, line)))
            && let Some(moment) = dates::find_dates(line, hints)
                .iter()
                .filter(|found| shape.width <= 160 || found.range.start <= 40)
                .map(|found| found.moment)
                .min_by_key(Moment::day)
            // A picture's day is not the story's; with the hour it is the line's: `Harbour, 06.01.2012 12:13 Photo: port.example`.
            && (matches!(roles[at], Role::Residue | Role::Byline) || opening || roles[at] == Role::Caption && !matches!(moment, Moment::Day(_)))
        {
            let rank = match (in_head, opening) {
                _ if roles[at] == Role::Caption => 1,
                (true, _) => 7,
                (false, true) => 1,
                (false, false) => 4,
            };
            if best.is_none_or(|(old, ..)| rank > old) {
                best = Some((rank, moment, at));
            }
        }
    }
    let (rank, at, line) = best?;
    // Several days above are those of a list of other stories.
    if rank == 0 && days_above > 1 || rank == 2 && line > last_body + 4 {
        return None;
    }
    Some(Published { at, from: PublishedFrom::Text, reason: None })
}

/// A few words and no sentence: `Ana Reis, May 4, 2026`, which runs into the text where a page prints no gap under it.
fn is_label(shape: &Shape) -> bool {
    shape.width <= 60 && shape.words <= 8 && shape.sentences == 0 && !matches!(shape.first, '—' | '–' | '-')
}

/// The line with spaces where the page had none: `Ana ReisMay 4, 2026May 2, 2026Comment`, `28 APR 20232:23 PM`.
fn part_joints(line: &str) -> String {
    let mut parted = String::with_capacity(line.len() + 8);
    let mut before = ' ';
    let mut digits = 0;
    for (at, c) in line.char_indices() {
        let year_ends =
            digits == 4 && c.is_ascii_digit() && is_year(&parted[parted.len() - 4..]) && is_time(&line[at..]);
        if year_ends || c.is_uppercase() && (before.is_lowercase() || digits == 4) {
            parted.push(' ');
            digits = 0;
        }
        digits = if c.is_ascii_digit() { digits + 1 } else { 0 };
        parted.push(c);
        before = c;
    }
    parted
}

/// Right under the text, a date that ran together with the name before it: `Ana ReisMay 4, 2026`. Prose prints none so.
fn is_glued(below: usize, joined: &str, parted: &str) -> bool {
    let date = |line| dates::find_dates(line, &DateHints::default()).first().map(|found| found.range.start);
    below <= 4
        && joined.len() < parted.len()
        && date(joined).is_none()
        && date(parted).is_some_and(|at| (1..=6).contains(&parted[..at].split_whitespace().count()))
}

fn is_year(digits: &str) -> bool {
    digits.starts_with("19") || digits.starts_with("20")
}

/// `2:23` or `14:05` at the start.
fn is_time(rest: &str) -> bool {
    rest.find(':').is_some_and(|at| (1..=2).contains(&at) && rest[..at].bytes().all(|byte| byte.is_ascii_digit()))
}

/// A time from 13:00 on, or `9h03`, which only the clock of 24 hours prints.
fn has_late_hour(line: &str) -> bool {
    let bytes = line.as_bytes();
    let of_24 = bytes
        .windows(4)
        .any(|window| window[0].is_ascii_digit() && window[1] == b'h' && window[2..].iter().all(u8::is_ascii_digit));
    of_24
        || bytes.windows(5).enumerate().any(|(at, window)| {
            let digits =
                window[0].is_ascii_digit() && window[1].is_ascii_digit() && window[3..].iter().all(u8::is_ascii_digit);
            digits
                && window[2] == b':'
                && (at == 0 || !bytes[at - 1].is_ascii_digit() && bytes[at - 1] != b':')
                && (b"13"..=b"23").contains(&&[window[0], window[1]])
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Copied from a page, what stands side by side on it runs together.
    #[test]
    fn what_ran_together_is_parted() {
        let check = |line: &str, expected: &str| assert_eq!(part_joints(line), expected);
        check("Ana ReisMay 4, 2026May 2, 2026Comment", "Ana Reis May 4, 2026 May 2, 2026 Comment");
        check("FRI, APR 28 20232:23 PM", "FRI, APR 28 2023 2:23 PM");
        check("20250512", "20250512");
        check("2025-05-12T10:00:00Z", "2025-05-12T10:00:00Z");
    }

    /// A teaser's headline may run into its date too, but it is longer than a name.
    #[test]
    fn a_date_glued_to_a_name_right_under_the_text_is_the_article_s() {
        let check = |line: &str, expected: bool| assert_eq!(is_glued(2, line, &part_joints(line)), expected, "{line}");
        check("Ana ReisMay 4, 2026", true);
        check("harbourAna ReisMay 4, 2026Comment", true);
        check("Ana Reis May 4, 2026", false);
        check("The bridge at Vellmar is closed to lorries from todayMay 4, 2026", false);
        assert!(!is_glued(9, "Ana ReisMay 4, 2026", "Ana Reis May 4, 2026"));
    }

    #[test]
    fn the_clock_of_24_hours_is_seen() {
        assert!(has_late_hour("06/01/2026 - 13:55 GMT+1"));
        assert!(!has_late_hour("06/01/2026 - 1:55 pm"));
        assert!(!has_late_hour("10:13:55"));
        assert!(has_late_hour("01/06/18 à 9h03") && has_late_hour("01/06/18 à 23h03"));
        assert!(!has_late_hour("10 high 30"));
    }
}
