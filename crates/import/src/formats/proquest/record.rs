use super::{
    is_ruler,
    labels::{Meaning, field},
};
use crate::{
    formats::nexis::{Record, is_counter},
    markup::{filled, one_line},
};

/// Reads one record: its headline, fields, the text under its label, and more fields.
pub(super) fn read_record(piece: &str) -> Option<Record> {
    let lines: Vec<&str> = piece.lines().map(str::trim).collect();
    let start = lines.iter().position(|line| !(line.is_empty() || is_ruler(line) || is_counter(line).is_some()))?;
    let lines = &lines[start..];
    let text = lines.iter().position(|line| field(line).is_some_and(|(meaning, _)| meaning == Meaning::Text));
    let mut fields = Fields::default();
    let Some(text) = text else {
        fields.read(lines, true);
        return fields.into_record(Vec::new());
    };
    fields.read(&lines[..text], true);
    let opening = field(lines[text]).map_or("", |(_, value)| value);
    let rest = &lines[text + 1..];
    let tail = tail(rest);
    fields.read(&rest[tail..], false);
    let body = body(opening, &rest[..tail]);
    fields.into_record(body)
}

/// Where the fields below a text begin: from one that no text has, up to where a paragraph stands.
fn tail(lines: &[&str]) -> usize {
    let Some(own) = lines.iter().position(|line| field(line).is_some_and(|(meaning, _)| meaning.is_own())) else {
        return unsigned_tail(lines);
    };
    let mut start = own;
    // Lines since the last field: its value went on there, unless a blank line stands between.
    let (mut loose, mut is_parted) = (0, false);
    for at in (0..own).rev() {
        if lines[at].is_empty() {
            is_parted |= loose > 0;
        } else if let Some((_, value)) = field(lines[at]) {
            if loose > 3 || (is_parted && !value.is_empty()) {
                break;
            }
            (start, loose, is_parted) = (at, 0, false);
        } else if is_parted || loose > 3 {
            break;
        } else {
            loose += 1;
        }
    }
    start
}

/// Where only fields are left that a text may have as well: three of them close together, or a ruler.
fn unsigned_tail(lines: &[&str]) -> usize {
    let is_field: Vec<bool> = lines.iter().map(|line| field(line).is_some()).collect();
    let begins = |at: &usize| {
        let near = lines.iter().zip(&is_field).skip(at + 1).filter(|(line, _)| !line.is_empty()).take(6);
        is_field[*at] && near.filter(|(_, is_field)| **is_field).count() >= 2
    };
    let ruler = || lines.iter().position(|line| is_ruler(line));
    (0..lines.len()).find(begins).or_else(ruler).unwrap_or(lines.len())
}

#[derive(Default)]
struct Fields {
    /// What stands above all labels.
    above: String,
    values: Vec<(Meaning, String)>,
}

impl Fields {
    fn read(&mut self, lines: &[&str], has_headline: bool) {
        let mut in_headline = has_headline;
        let mut is_open = false;
        for line in lines {
            if is_ruler(line) {
                // Below stands whom to write to.
                if !has_headline {
                    break;
                }
                in_headline = self.above.is_empty();
                is_open = false;
            } else if let Some((meaning, value)) = field(line) {
                self.values.push((meaning, value.to_owned()));
                (in_headline, is_open) = (false, true);
            } else if line.is_empty() {
                in_headline &= self.above.is_empty();
                // A page sets a value in a block below its label.
                is_open &= self.values.last().is_some_and(|(_, value)| value.is_empty());
            } else if in_headline {
                push_line(&mut self.above, line);
            } else if is_open && let Some((_, value)) = self.values.last_mut() {
                push_line(value, line);
            }
        }
    }

    fn first(&self, meaning: Meaning) -> Option<String> {
        let is_filled = |value: &str| !value.is_empty() && !value.eq_ignore_ascii_case("n/a");
        let mut values = self.values.iter().filter(|(of, value)| *of == meaning && is_filled(value));
        values.next().map(|(_, value)| one_line(value))
    }

    fn into_record(self, body: Vec<String>) -> Option<Record> {
        let info = self.first(Meaning::Info).map(|info| read_info(&info)).unwrap_or_default();
        let title = self.first(Meaning::Title).or_else(|| filled(self.above.clone()));
        let mut record = Record {
            title: title.map(|title| without_note(&title).to_owned()),
            source: self.first(Meaning::Outlet).map(|outlet| outlet_name(&outlet).to_owned()).or(info.outlet),
            date: self.first(Meaning::Date).or(info.date),
            byline: self.first(Meaning::Author).map(|authors| read_authors(&authors)).unwrap_or_default(),
            section: self.first(Meaning::Section),
            page: self.first(Meaning::Page).or(info.page),
            copyright: self.first(Meaning::Copyright).into_iter().collect(),
            // What follows the question mark is the account that it was sent from.
            url: self.first(Meaning::Address).map(|url| url.split('?').next().unwrap_or_default().replace(' ', "")),
            ..Record::default()
        };
        record.url = record.url.filter(|url| url.starts_with("http"));
        take_captions(body, &mut record);
        if record.body.is_empty() {
            record.body.extend(self.first(Meaning::Abstract));
        }
        // A list of what was found, or an address, has neither.
        let is_record = !record.body.is_empty() || (record.title.is_some() && record.date.is_some());
        is_record.then_some(record)
    }
}

fn push_line(text: &mut String, line: &str) {
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(line);
}

/// Paragraphs as the export parts them: by blank lines, by lines as long as paragraphs are, or by short last lines.
fn body(opening: &str, lines: &[&str]) -> Vec<String> {
    let widest = lines.iter().map(|line| line.chars().count()).max().unwrap_or(0);
    let is_wrapped = widest <= 100;
    let mut paragraphs: Vec<String> = Vec::new();
    let mut goes_on = false;
    for line in [opening].iter().chain(lines) {
        if line.is_empty() {
            goes_on = false;
            continue;
        }
        match paragraphs.last_mut().filter(|_| goes_on && caption(line).is_none()) {
            Some(paragraph) => push_line(paragraph, line),
            None => paragraphs.push((*line).to_owned()),
        }
        let ends = line.ends_with(['.', '!', '?', '"', '”', '’', '»', ':']) && line.chars().count() * 4 < widest * 3;
        goes_on = is_wrapped && !ends;
    }
    paragraphs.iter().map(|paragraph| one_line(paragraph)).collect()
}

/// `Illustration`, and under it `Caption: …`, stand behind a text that had pictures; so does its count of words.
fn take_captions(body: Vec<String>, record: &mut Record) {
    for paragraph in body {
        if let Some(caption) = caption(&paragraph) {
            if record.body.last().is_some_and(|kind| !kind.contains([' ', '.']) && kind.len() < 20) {
                record.body.pop();
            }
            record.captions.push(caption.to_owned());
            continue;
        }
        match paragraph.split_once(':') {
            Some(("Word count", count)) if count.trim().bytes().all(|byte| byte.is_ascii_digit()) => {}
            _ => record.body.push(paragraph),
        }
    }
}

fn caption(line: &str) -> Option<&str> {
    const LABELS: &[&str] = &["Caption", "Légende", "Bildunterschrift", "Leyenda", "Legenda", "Didascalia"];
    line.split_once(':').filter(|(label, _)| LABELS.contains(label)).map(|(_, caption)| caption.trim())
}

#[derive(Default)]
struct Info {
    outlet: Option<String>,
    date: Option<String>,
    page: Option<String>,
}

/// `Harbour Post; London (UK) [London (UK)]12 May 2025: A.4.`, with or without each of its parts.
fn read_info(info: &str) -> Info {
    let (before, after) = match info.rsplit_once(']') {
        Some((before, after)) => (before, after),
        // No place: the day is what begins with the first digit behind the name.
        None => info.find(|c: char| c.is_ascii_digit()).map_or((info, ""), |at| {
            let word = info[..at].trim_end().rfind([',', ';', '.']).map_or(at, |end| end + 1);
            info.split_at(word)
        }),
    };
    let (date, page) = after.split_once(':').unwrap_or((after, ""));
    let date = date.trim_matches([' ', '.', ',', ';']);
    let has_year = date.split(|c: char| !c.is_ascii_digit()).any(|number| number.len() == 4);
    Info {
        outlet: filled(outlet_name(before).to_owned()),
        date: has_year.then(|| date.to_owned()),
        page: filled(page.trim_matches([' ', '.', ',']).to_owned()).filter(|page| page != "n/a"),
    }
}

/// Without the place: `Harbour Post; London (UK)`, `Harbour Post [London]`.
fn outlet_name(name: &str) -> &str {
    name.split([';', '[']).next().unwrap_or(name).trim().trim_end_matches(['.', ',', ':']).trim_end()
}

/// `Ferry returns: [Final Edition]`
fn without_note(title: &str) -> &str {
    let note = title.strip_suffix(']').and_then(|title| title.rsplit_once(": ["));
    note.map_or(title, |(title, _)| title)
}

/// `Lee, Ann; Reis, Ana`: the surname first, as catalogues have it.
fn read_authors(authors: &str) -> Vec<String> {
    let names = authors.split(';').map(|name| name.trim().trim_end_matches('.')).filter(|name| !name.is_empty());
    let is_short = |part: &str| (1..=3).contains(&part.split_whitespace().count());
    let turned = names.map(|name| match name.split_once(", ") {
        Some((last, first)) if is_short(last) && is_short(first) && !first.contains(',') => format!("{first} {last}"),
        _ => name.to_owned(),
    });
    turned.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A field that is missed becomes a paragraph; a paragraph taken for a field is lost.
    #[test]
    fn reads_a_record() {
        let record = read_record(
            "Document 1 of 3\n\nFerry returns: [1]\n\nAuthor: Lee, Ann; Reis, Ana\n\nPublication info: Harbour Post [London (UK)] 12 May\n2025: A.4.\n\nAbstract: None available.\n\nFull text: The ferry sails again, from Monday, and so does the other one, the\nport said.\n\nLocation: that is what it asks.\n\nIllustration\nCaption: The ferry.\n\nSubject: Ferries;\nPorts\n\nTitle: Ferry returns\n\nPublication title: Harbour Post; London (UK)\nPages: A.4\nPublication date: May 12, 2025\nDocument URL: http://search.proquest.test/docview/1?accountid=2\nCopyright: (Copyright Harbour Press)\n\n________________________________________________\n\nContact us at: x",
        )
        .unwrap();
        assert_eq!(record.title.as_deref(), Some("Ferry returns"));
        assert_eq!(record.byline, ["Ann Lee", "Ana Reis"]);
        assert_eq!(record.source.as_deref(), Some("Harbour Post"));
        assert_eq!((record.date.as_deref(), record.page.as_deref()), (Some("May 12, 2025"), Some("A.4")));
        let sails = "The ferry sails again, from Monday, and so does the other one, the port said.";
        assert_eq!(record.body, [sails, "Location: that is what it asks."]);
        assert_eq!(record.captions, ["The ferry."]);
        assert_eq!(record.url.as_deref(), Some("http://search.proquest.test/docview/1"));
        assert_eq!(record.copyright, ["(Copyright Harbour Press)"]);
    }

    /// The line of a citation is the only witness where the fields below were left out.
    #[test]
    fn reads_the_line_of_a_publication() {
        let check = |line: &str, expected: [&str; 3]| {
            let Info { outlet, date, page } = read_info(line);
            assert_eq!([outlet, date, page].map(Option::unwrap_or_default), expected, "{line}");
        };
        check("Harbour Post [London (UK)] 12 May 2025: A.4.", ["Harbour Post", "12 May 2025", "A.4"]);
        check("Harbour Post; London [London]12 May 2025: n/a.", ["Harbour Post", "12 May 2025", ""]);
        check("Harbour Post, 12 May 2025: 4.", ["Harbour Post", "12 May 2025", "4"]);
        check("Harbour Post", ["Harbour Post", "", ""]);
    }
}
