//! IPTC 7901: a header line, keywords, a text between STX and ETX, and the minute it was sent.

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
    name: "iptc7901",
    reads: "IPTC 7901 messages, one or many a file: headline, byline, text, agency, time sent",
    leaves: "Priority, category, keywords, word count",
    sniff: Sniff::Head(sniff),
    read,
};

/// `bkn014 4 pl 171 …`: the service and its number, a priority, a category, a count of words.
fn sniff(head: &Head<'_>) -> bool {
    let Some(header) = wire::header(&head.bytes) else { return false };
    let line = header.split(|byte| matches!(byte, b'\r' | b'\n')).next().unwrap_or_default();
    let mut words = line.split(|byte| *byte == b' ').filter(|word| !word.is_empty());
    let is_number = |word: &[u8]| {
        let letters = word.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        letters > 0 && letters < word.len() && word[letters..].iter().all(u8::is_ascii_digit)
    };
    words.next().is_some_and(is_number)
        && words.next().is_some_and(|priority| priority.len() == 1 && priority[0].is_ascii_alphanumeric())
        && words.next().is_some_and(|category| category.iter().all(u8::is_ascii_alphanumeric))
}

fn read(content: Content<'_>, reader: &mut Reader<'_>) -> Result<(), Stop> {
    wire::read_messages(content, reader, fill_document)
}

fn fill_document(message: &Message<'_>, document: &mut Document) {
    let mut lines: Vec<&str> = message.text.lines().collect();
    // Some services put the last line inside of the text.
    let mut sent = sent(message.trailer);
    if sent.is_none()
        && let Some(at) = lines.iter().rposition(|line| !line.trim().is_empty())
        && lines[at].split_whitespace().count() <= 8
    {
        sent = self::sent(lines[at]);
        lines.truncate(at + usize::from(sent.is_none()));
    }
    let (headlines, body) = headlines(&lines);
    let mut headlines = headlines.into_iter();
    document.title = headlines.next();
    let (bylines, under): (Vec<String>, Vec<String>) = headlines.partition(|line| is_byline(line));
    document.byline = bylines;
    document.standfirst = (!under.is_empty()).then(|| under.join(" "));
    fill(document, paragraphs(body), sent);
}

/// The lines above a text. Each ends with `=`; without one, a short first line by itself is the headline.
fn headlines<'a>(lines: &'a [&'a str]) -> (Vec<String>, &'a [&'a str]) {
    let ends = |line: &&str| line.trim_end().ends_with('=');
    let first = lines.iter().position(|line| !line.trim().is_empty()).unwrap_or(lines.len());
    let lines = &lines[first..];
    // A headline may take more than a line, but no paragraph: the text is indented or stands apart.
    if let Some(last) = lines.iter().take(8).rposition(ends) {
        let joined = lines[..=last].iter().map(|line| plain(line)).collect::<Vec<_>>().join(" ");
        let found = joined.split('=').map(one_line).filter(|line| !line.is_empty()).collect();
        return (found, &lines[last + 1..]);
    }
    let Some(line) = lines.first() else { return (Vec::new(), lines) };
    let stands_apart = lines.get(1).is_none_or(|next| next.trim().is_empty() || next.starts_with([' ', '\t']));
    let is_short = line.split_whitespace().count() <= 16 && !line.trim_end().ends_with('.');
    if is_short && (stands_apart || line.trim().len() < 50) {
        return (vec![one_line(&plain(line))], &lines[1..]);
    }
    (Vec::new(), lines)
}

/// An indented line begins a paragraph, a blank one ends it, and so does a line far shorter than the wire is wide.
fn paragraphs(lines: &[&str]) -> Vec<String> {
    let widest = lines.iter().map(|line| line.trim_end().chars().count()).max().unwrap_or(0);
    let mut paragraphs: Vec<String> = Vec::new();
    let mut goes_on = false;
    for line in lines {
        let text = one_line(&plain(line));
        if text.is_empty() {
            goes_on = false;
            continue;
        }
        let is_indented = line.starts_with("  ") || line.starts_with('\t');
        match paragraphs.last_mut().filter(|_| goes_on && !is_indented) {
            Some(paragraph) => {
                paragraph.push(' ');
                paragraph.push_str(&text);
            }
            None => paragraphs.push(text),
        }
        // A wire that does not wrap has a paragraph a line.
        goes_on = widest <= 100 && line.trim_end().chars().count() * 4 >= widest * 3;
    }
    paragraphs
}

/// `171530 Jan 23`: day, hour and minute in one, the month, the year. In ISO 8601; Z where UTC is said.
fn sent(line: &str) -> Option<String> {
    let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.windows(3).enumerate().find_map(|(at, window)| {
        let [clock, month, year] = window else { return None };
        if clock.len() != 6 || !clock.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let (day, hour, minute) = (&clock[..2], &clock[2..4], &clock[4..]);
        let year = match year.parse::<u16>().ok()? {
            short if year.len() == 2 => full_year(short),
            long if year.len() == 4 => long,
            _ => return None,
        };
        let is_utc = words.get(at + 3).is_some_and(|zone| matches!(*zone, "UTC" | "GMT" | "Z"));
        let zone = if is_utc { "Z" } else { "" };
        Some(format!("{year}-{:02}-{day}T{hour}:{minute}:00{zone}", month_number(month)?))
    })
}

/// By the first three letters in the languages of the agencies.
fn month_number(word: &str) -> Option<usize> {
    let start: String = word.to_lowercase().chars().take(3).collect();
    const MONTHS: [&[&str]; 12] = [
        &["jan", "ene", "gen"],
        &["feb", "fév", "fev"],
        &["mar", "mär", "mrz", "mae"],
        &["apr", "avr", "abr"],
        &["may", "mai", "mag", "mei"],
        &["jun", "giu"],
        &["jul", "lug"],
        &["aug", "aoû", "aou", "ago"],
        &["sep", "set"],
        &["oct", "okt", "out", "ott"],
        &["nov"],
        &["dec", "dez", "dic", "déc"],
    ];
    // `juin` and `juillet` share their first three.
    if word.to_lowercase().starts_with("jui") {
        return Some(if word.to_lowercase().starts_with("juil") { 7 } else { 6 });
    }
    MONTHS.iter().position(|names| names.contains(&start.as_str())).map(|at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The only date of a message; a wrong month is worse than none.
    #[test]
    fn reads_the_last_line() {
        let check = |line: &str, at: Option<&str>| assert_eq!(sent(line).as_deref(), at, "{line}");
        check("171530 Jan 23", Some("2023-01-17T15:30:00"));
        check("\r\nkna/abc/171530 Mai 2023\u{4}", Some("2023-05-17T15:30:00"));
        check("120800 JUIL 97 GMT", Some("1997-07-12T08:00:00Z"));
        check("171530 Xyz 23", None);
        check("call 171530 in 2023", None);
        check("", None);
    }

    /// A wire breaks its lines anywhere: only its ways of marking a paragraph may end one.
    #[test]
    fn finds_headlines_and_paragraphs() {
        let check = |text: &str, titles: &[&str], body: &[&str]| {
            let lines: Vec<&str> = text.lines().collect();
            let (headlines, rest) = headlines(&lines);
            assert_eq!(headlines, titles, "{text}");
            assert_eq!(paragraphs(rest), body, "{text}");
        };
        check(
            "Ferry returns\n after a year=\nVon Ann Lee=\n  One two\nthree.\n  Four.",
            &["Ferry returns after a year", "Von Ann Lee"],
            &["One two three.", "Four."],
        );
        check("Ferry returns\n\nOne.\n\nTwo.", &["Ferry returns"], &["One.", "Two."]);
        check(
            "Berlin (PTO) The ferry between the harbours sails again on Monday.\n",
            &[],
            &["Berlin (PTO) The ferry between the harbours sails again on Monday."],
        );
        check("", &[], &[]);
    }
}
