//! ANPA 1312: a header with the slug, a text of marked lines, and the minute it was sent.

use articles::Document;

use super::{
    Format, Sniff,
    wire::{self, Message, fill, full_year, is_byline, plain},
};
use crate::{
    detect::Head,
    input::Content,
    markup::one_line,
    reader::{Reader, Stop},
};

pub(super) const FORMAT: Format = Format {
    name: "anpa1312",
    reads: "ANPA 1312 messages, one or many a file: headline, byline, text, agency, time sent",
    leaves: "Priority, category, slug, word count, notes to editors, commands of typesetting machines",
    sniff: Sniff::Head(sniff),
    read,
};

/// A letter for the service and four digits, closed by a control byte or a second part of the address.
fn sniff(head: &Head<'_>) -> bool {
    let Some(header) = wire::header(&head.bytes) else { return false };
    let [service, number @ ..] = header else { return false };
    let digits = number.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let after = number[digits..].iter().find(|byte| **byte != b' ');
    service.is_ascii_alphabetic() && (3..=4).contains(&digits) && after.is_some_and(u8::is_ascii_control)
}

fn read(content: Content<'_>, reader: &mut Reader<'_>) -> Result<(), Stop> {
    wire::read_messages(content, reader, fill_document)
}

fn fill_document(message: &Message<'_>, document: &mut Document) {
    let mut sent = sent(message.trailer);
    let slug = slug(message.header);
    let mut above: Vec<String> = Vec::new();
    let mut paragraphs: Vec<String> = Vec::new();
    let mut after_blank = true;
    for line in message.text.lines() {
        let is_above = line.trim_start().starts_with('^');
        let begins = after_blank || line.starts_with(['\t', '\u{8}']) || line.starts_with("   ");
        let text = signs(&one_line(&plain(line).replace(['^', '<', '\t'], " ")));
        after_blank = text.is_empty();
        if let Some(moment) = self::sent(&text).filter(|_| text.split_whitespace().count() <= 4) {
            sent = sent.or(Some(moment));
        } else if text.is_empty() {
            continue;
        } else if is_above && paragraphs.is_empty() {
            above.push(text.trim_end_matches([' ', '=']).to_owned());
        } else {
            match paragraphs.last_mut().filter(|_| !begins) {
                Some(paragraph) => {
                    paragraph.push(' ');
                    paragraph.push_str(&text);
                }
                None => paragraphs.push(text),
            }
        }
    }
    // The slug comes once more, with its count of words: `BC-LT--Ferry,466`.
    above.retain(|line| !is_slug(line, &slug));
    let mut byline = above.iter().position(|line| is_byline(line));
    if let Some(at) = byline.filter(|at| *at > 0) {
        // Below stands for whom they write.
        document.byline.push(above[at].clone());
        above.truncate(at);
        byline = None;
    }
    if let Some(at) = byline {
        document.byline.push(above.remove(at));
    }
    let mut lines = above.into_iter();
    document.title = lines.next();
    // A brief has its lines marked as if they stood above a text.
    if paragraphs.is_empty() {
        paragraphs.extend(lines);
    }
    fill(document, paragraphs, sent);
}

/// The word of the header that has hyphens in it, in lower case: `bc-lt--ferry`.
fn slug(header: &str) -> String {
    let mut words = header.split(|c: char| c.is_whitespace() || c.is_control());
    let is_date = |word: &str| word.chars().all(|c| c.is_ascii_digit() || c == '-');
    words.rfind(|word| word.contains('-') && !is_date(word)).unwrap_or_default().to_lowercase()
}

/// Begins as the header's, or is of its kind: a word with two hyphens, and a number behind a comma at the end.
fn is_slug(line: &str, slug: &str) -> bool {
    let is_counted = line.rsplit_once(',').is_some_and(|(_, count)| {
        let count = count.trim();
        !count.is_empty() && count.bytes().all(|byte| byte.is_ascii_digit())
    });
    let is_cycle = line.split_whitespace().next().is_some_and(|word| word.contains("--"));
    let start: String = slug.chars().take(12).collect();
    (is_counted && is_cycle) || (start.len() > 4 && line.to_lowercase().starts_with(&start))
}

/// The code has no dash and no quotation marks; these stand for them.
fn signs(text: &str) -> String {
    text.replace(" _ ", " — ").replace("``", "“").replace("''", "”")
}

/// `AP-WF-11-13-13 1509GMT`: month, day, year, and the minute with its zone. In ISO 8601.
fn sent(line: &str) -> Option<String> {
    let words: Vec<&str> = line.split_whitespace().collect();
    words.windows(2).find_map(|pair| {
        let mut parts = pair[0].rsplit('-');
        let (year, day, month) = (two(parts.next()?)?, two(parts.next()?)?, two(parts.next()?)?);
        let (clock, zone) = pair[1].split_at_checked(4)?;
        let (hour, minute) = (two(clock.get(..2)?)?, two(clock.get(2..)?)?);
        if !(1..=12).contains(&month) || !(1..=31).contains(&day) || hour > 23 || minute > 59 {
            return None;
        }
        let letters: String = zone.chars().take_while(char::is_ascii_alphabetic).collect();
        let offset = match letters.as_str() {
            "GMT" | "UTC" | "Z" => "Z",
            "EST" | "CDT" => "-05:00",
            "EDT" => "-04:00",
            "CST" | "MDT" => "-06:00",
            "MST" | "PDT" => "-07:00",
            "PST" => "-08:00",
            _ => "",
        };
        Some(format!("{}-{month:02}-{day:02}T{hour:02}:{minute:02}:00{offset}", full_year(year)))
    })
}

fn two(digits: &str) -> Option<u16> {
    (digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The only date with a year; scores and prices have its shape.
    #[test]
    fn reads_the_last_line() {
        let check = |line: &str, at: Option<&str>| assert_eq!(sent(line).as_deref(), at, "{line}");
        check("AP-WF-11-13-13 1509GMT<", Some("2013-11-13T15:09:00Z"));
        check("AP-NY-05-12-97 0830EDT", Some("1997-05-12T08:30:00-04:00"));
        check("HP-05-12-25 0830", Some("2025-05-12T08:30:00"));
        check("21-13-13 1509GMT", None);
        check("05-12-25 scored 30", None);
    }

    /// Taken for a headline, the slug would head every article of the wire.
    #[test]
    fn knows_the_slug() {
        let check = |line: &str, is_it: bool| assert_eq!(is_slug(line, "bc-xx--ferry"), is_it, "{line}");
        check("BC-XX--Ferry Returns,120", true);
        check("PM-XX--Port, 1st Ld,40", true);
        check("Ferry returns, 120 aboard", false);
        check("US-led port, 3", false);
    }
}
