use articles::Role;
use clean::{
    bylines, captions,
    dates::{self, DateHints},
    text::tidy_line,
};

use crate::{
    label::Part,
    pages::Page,
    shape::{CONTENT, is_terminator},
};

/// The index of the page's headline among its lines, if any looks like one.
pub(crate) fn find_headline(page: &Page<'_>, body: &[usize]) -> Option<usize> {
    let mut best: Option<(f32, usize)> = None;
    if page.labels.iter().all(|label| label.part == Part::Body) {
        return None;
    }
    for (at, features) in candidates(page, body) {
        let score = features.iter().zip(RANK).map(|(value, weight)| value * weight).sum::<f32>();
        if best.is_none_or(|(old, _)| score > old) {
            best = Some((score, at));
        }
    }
    best.map(|(_, at)| without_frame(page, at))
}

/// Of a line such as `Home Bridge closes at Vellmar`, `Home » Local » Bridge closes at Vellmar` or `Bridge closes at Vellmar | The
/// Courier` the headline alone, where it stands near on a line of its own.
fn without_frame(page: &Page<'_>, headline: usize) -> usize {
    let line = page.line(headline);
    let framed = key(line);
    let leaf = leaf_of(line).map(key);
    let near = headline.saturating_sub(12)..(headline + 12).min(page.lines.len());
    let bare = near.filter(|at| {
        let shape = &page.shapes[*at];
        if page.labels[*at].part == Part::Body || !(2..40).contains(&shape.words) {
            return false;
        }
        let own = key(page.line(*at));
        if own.is_empty() || own.len() >= framed.len() {
            return false;
        }
        if leaf.as_ref() == Some(&own) {
            return true;
        }
        if shape.words < 3 || own.len() * 2 < framed.len() {
            return false;
        }
        // `Flood: Who knew` and `Who knew?` are two headlines, so the menu's words before one have no mark after them.
        let ends_it = framed.strip_suffix(own.as_str()).is_some_and(|front| {
            let (front, rest) = line.split_at(end_of_key(line, front));
            front.split_whitespace().count() <= 3
                && front.chars().all(|c| c.is_alphanumeric() || c.is_whitespace())
                && rest.trim_start().starts_with(char::is_alphanumeric)
        });
        let opens_it = framed.starts_with(&own)
            && line[end_of_key(line, &own)..].trim_start().starts_with(['|', '-', '–', '—', '·', '•']);
        ends_it || opens_it
    });
    bare.max_by_key(|at| page.shapes[*at].key_length).unwrap_or(headline)
}

/// What stands last in `Home » Local » Bridge closes at Vellmar`: all before it are names of sections.
fn leaf_of(line: &str) -> Option<&str> {
    let (front, leaf) = line.rsplit_once(CRUMB)?;
    let is_section = |part: &str| (1..=4).contains(&part.split_whitespace().count()) && part.chars().count() <= 40;
    // `«Nobody knew» is what they say` holds a quote's end, no trail.
    (!line.contains(['«', '<']) && front.split(CRUMB).all(is_section) && !leaf.trim().is_empty()).then(|| leaf.trim())
}

const CRUMB: [char; 4] = ['»', '›', '❯', '>'];

/// Where in the line the letters and digits of `front`, the beginning of its key, have been said.
fn end_of_key(line: &str, front: &str) -> usize {
    let mut left = front.len();
    let mut end = 0;
    for (at, c) in line.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        if left == 0 {
            break;
        }
        left = left.saturating_sub(c.to_lowercase().map(char::len_utf8).sum());
        end = at + c.len_utf8();
    }
    end
}

/// How many lines with the best scores of the labelling are looked at more closely.
const LOOKED_AT: usize = 14;
/// A headline may stand a few lines into what was taken for the body.
const INTO_BODY: usize = 4;
pub(crate) const RANKED: usize = 45;
/// A line of the body from this width on is a paragraph, and a story says in its first ones what its headline says.
const PARAGRAPH: u32 = 60;
const FIRST_PARAGRAPHS: usize = 4;
/// Fitted by `fit/` as the other weights are.
const RANK: [f32; RANKED] = include!("rank.in");

/// The lines that may be the headline, each with what speaks for it and against it.
pub(crate) fn candidates(page: &Page<'_>, body: &[usize]) -> Vec<(usize, [f32; RANKED])> {
    let Some(&first_body) = body.first() else { return Vec::new() };
    let last = body.get(INTO_BODY).map_or(page.lines.len(), |at| at + 1).min(page.lines.len());
    let mut places: Vec<usize> = (0..last)
        .filter(|at| {
            (6..=300).contains(&page.shapes[*at].width)
                && page.shapes[*at].letters >= 3
                && page.shapes[*at].first != '{'
        })
        .collect();
    // Stable, so that of two equal ones the upper stays first.
    places.sort_by(|a, b| page.labels[*b].headline.total_cmp(&page.labels[*a].headline));
    places.dedup_by_key(|at| page.shapes[*at].key);
    let mut kept: Vec<usize> = Vec::new();
    for at in places {
        if kept.len() < LOOKED_AT && kept.iter().all(|other| page.shapes[*other].key != page.shapes[at].key) {
            kept.push(at);
        }
    }
    let Some(most) = kept.first().map(|at| page.labels[*at].headline) else { return Vec::new() };
    let mut said: Vec<u32> = body.iter().flat_map(|at| page.stems(*at)).copied().collect();
    said.sort_unstable();
    let mut opening: Vec<u32> = body
        .iter()
        .filter(|at| page.shapes[**at].width >= PARAGRAPH)
        .take(FIRST_PARAGRAPHS)
        .flat_map(|at| page.stems(*at))
        .copied()
        .collect();
    opening.sort_unstable();
    let keys: Vec<(usize, Key)> = page
        .places()
        .filter(|at| page.labels[*at].part != Part::Body && (12..=400).contains(&page.shapes[*at].width))
        .take(600)
        .map(|at| (at, Key::new(page.line(at))))
        .collect();
    let labelled: Vec<usize> = page.places().filter(|at| page.labels[*at].part == Part::Headline).collect();
    let features = |at: usize| {
        let shape = &page.shapes[at];
        let label = &page.labels[at];
        let line = page.line(at);
        let own = Key::new(line);
        let words = shape.words.max(1) as f32;
        let flag = |on: bool| f32::from(u8::from(on));
        let content: Vec<u32> = page.stems(at).iter().copied().filter(|stem| stem & CONTENT != 0).collect();
        // Not by the line itself, where it was taken for the body.
        let own_times = u32::from(label.part == Part::Body);
        let share = |words: &[u32], times: u32| {
            let enough = |stem: &&u32| count_of(words, **stem) >= times + own_times;
            content.iter().filter(enough).count() as f32 / content.len().max(1) as f32
        };
        let holders =
            keys.iter().filter(|(other, key)| *other != at && own.text.len() >= 12 && key.holds(&own)).count();
        let held = keys.iter().any(|(other, key)| {
            *other != at && key.text.len() >= 14 && key.text.len() * 3 > own.text.len() && own.holds(key)
        });
        let copies = page.shapes.iter().filter(|other| other.key == shape.key).count();
        let dated_below = page.shapes[at + 1..].iter().take(6).any(|near| near.has_year && near.width <= 120);
        let is_date = shape.digits > 0 && dates::date_line(line, &DateHints::default()).is_some();
        [
            (label.headline / 10.0).clamp(-2.0, 2.0),
            ((label.headline - most) / 10.0).max(-2.0),
            (label.headline_over_body / 10.0).clamp(-2.0, 2.0),
            flag(label.part == Part::Headline),
            flag(label.part == Part::Body),
            flag(label.part == Part::Meta),
            flag(shape.width < 16),
            flag((16..28).contains(&shape.width)),
            flag((28..45).contains(&shape.width)),
            flag((110..160).contains(&shape.width)),
            flag(shape.width >= 160),
            flag(is_terminator(shape.last_inside) && shape.last_inside != '?'),
            flag(shape.sentences >= 2),
            flag(matches!(shape.last_inside, ':' | ',' | ';')),
            share(&said, 1),
            flag(content.len() <= 1),
            flag(holders >= 1),
            flag(holders >= 3),
            flag(held),
            flag(copies >= 2),
            (first_body.abs_diff(at).min(60) as f32) / 20.0,
            flag(at > first_body),
            flag(dated_below),
            flag(is_date || bylines::parse_byline(line).is_some()),
            flag(captions::split_credit(line).credit.is_some()),
            flag(shape.joints > 0),
            (shape.kinds.iter().map(|count| f32::from(*count)).sum::<f32>() / words).min(1.0),
            flag(page.lines[at].blank_above > 0),
            flag(at == 0),
            flag(at <= 3),
            (at.min(40) as f32) / 20.0,
            flag(shape.words <= 4 && shape.digits == 0 && bylines::looks_like_name(line)),
            flag(labelled.first() == Some(&at)),
            share(&opening, 1),
            share(&said, 2),
            share(&said, 4),
            flag(page.labels.get(at + 1).is_some_and(|below| below.part == Part::Body)),
            flag(page.lines.get(at + 1).is_none_or(|below| below.blank_above > 0)),
            (alike(page, at) as f32) / 6.0,
            shape.upper as f32 / shape.letters.max(1) as f32,
            flag(shape.first.is_lowercase()),
            flag(page.copies(at) > copies as u32),
            flag(copies >= 3),
            (shape.capitals as f32 / words).min(1.0),
            flag(labelled.last() == Some(&at)),
        ]
    };
    kept.into_iter().map(|at| (at, features(at))).collect()
}

pub(crate) fn mark_headline(page: &Page<'_>, headline: usize, roles: &mut [Role]) {
    let key = page.shapes[headline].key;
    let mut said = false;
    for at in page.places() {
        if at == headline || page.shapes[at].key == key && page.labels[at].part != Part::Body {
            roles[at] = if said { Role::Repeat } else { Role::Headline };
            said = true;
        }
    }
}

/// The headline as printed, without a trail or a kicker in capitals before it and a date after it.
pub(crate) fn headline_text(line: &str) -> String {
    let line = tidy_line(line);
    let line = without_kicker(without_trail(&line));
    without_date(line).to_owned()
}

/// The links above a headline, copied with it: `Home » Sailing » Regatta off Port Marel` or, run together,
/// `HomeSportSailingRegatta off Port Marel` -> `Regatta off Port Marel`.
/// Three joints in a row from the first word on are needed: one or two may be a name.
fn without_trail(line: &str) -> &str {
    if let Some(leaf) = leaf_of(line).filter(|leaf| leaf.split_whitespace().count() >= 3) {
        return leaf;
    }
    let (mut joints, mut end, mut from) = (0, 0, 0);
    for word in line.split_inclusive(' ') {
        let mut before = ' ';
        let joints_before = joints;
        for (at, c) in word.char_indices() {
            if c.is_uppercase() && before.is_lowercase() {
                joints += 1;
                end = from + at;
            }
            before = c;
        }
        from += word.len();
        if joints == joints_before || word.trim_end().ends_with([',', ';', ':', '.']) {
            break;
        }
    }
    if joints >= 3 && line[end..].split_whitespace().count() >= 3 { &line[end..] } else { line }
}

/// `HARBOUR INQUIRY Who knew of the cracks, and when` -> `Who knew …`: set over the headline on the page, before it when copied.
fn without_kicker(line: &str) -> &str {
    let mut from = 0;
    let mut long = 0;
    let mut rest_words = 0;
    for word in line.split_inclusive(' ') {
        let bare = word.trim();
        let capitals = bare.chars().any(char::is_uppercase) && !bare.chars().any(char::is_lowercase);
        if rest_words == 0 && capitals {
            from += word.len();
            // Two long ones: `NATO EU` may open a headline.
            long += usize::from(bare.chars().filter(|c| c.is_alphabetic()).count() >= 5);
        } else {
            rest_words += 1;
        }
    }
    if long >= 2 && rest_words >= 4 { &line[from..] } else { line }
}

fn without_date(line: &str) -> &str {
    for mark in [" - ", " – ", " — ", " | "] {
        if let Some((front, end)) = line.rsplit_once(mark)
            && front.split_whitespace().count() >= 3
            && dates::date_line(end, &DateHints::default()).is_some()
        {
            return front;
        }
    }
    line
}

fn key(line: &str) -> String {
    if line.is_ascii() {
        return line
            .bytes()
            .filter(u8::is_ascii_alphanumeric)
            .map(|byte| char::from(byte.to_ascii_lowercase()))
            .collect();
    }
    line.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A line's key, with a bit for each pair of bytes that follow each other in it.
struct Key {
    text: String,
    pairs: u64,
}

impl Key {
    fn new(line: &str) -> Key {
        let text = key(line);
        let (mut pairs, mut before) = (0, 0);
        for (at, byte) in text.bytes().enumerate() {
            if at > 0 {
                pairs |= 1 << ((u32::from(before) * 37 + u32::from(byte)) % 64);
            }
            before = byte;
        }
        Key { text, pairs }
    }

    /// Whether the other is a part of it. The pairs spare most lines from being searched: with every line searched for every
    /// candidate, finding the headline took an eighth of the reading.
    fn holds(&self, other: &Key) -> bool {
        self.text.len() > other.text.len() && other.pairs & !self.pairs == 0 && self.text.contains(&other.text)
    }
}

/// How often a word is among these, which are in order.
fn count_of(words: &[u32], stem: u32) -> u32 {
    let from = words.partition_point(|word| *word < stem);
    words[from..].iter().take(8).take_while(|word| **word == stem).count() as u32
}

/// Of the three lines above and below, those which might as well be a headline: teasers stand in lists.
fn alike(page: &Page<'_>, at: usize) -> usize {
    let near = at.saturating_sub(3)..(at + 4).min(page.lines.len());
    near.filter(|other| {
        let shape = &page.shapes[*other];
        *other != at
            && shape.key != page.shapes[at].key
            && page.labels[*other].part != Part::Body
            && (24..=PARAGRAPH * 2).contains(&shape.width)
            && shape.words >= 4
            && shape.sentences == 0
    })
    .count()
}

/// What stands in for a headline where none was found.
pub(crate) fn first_words(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let mut title = String::new();
    for word in line.split_whitespace().take(14) {
        if title.chars().count() + word.chars().count() > 90 {
            break;
        }
        if !title.is_empty() {
            title.push(' ');
        }
        title.push_str(word);
    }
    if title.is_empty() {
        title = line.chars().take(40).collect();
    }
    let cut = title.len() < line.len();
    let bare = title.trim_end_matches(|c: char| is_terminator(c) || matches!(c, ',' | ';' | ':'));
    // A line of marks alone still names its article.
    let title = if bare.is_empty() { title } else { bare.to_owned() };
    if cut { title + "…" } else { title }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kicker_and_a_date_are_no_part_of_a_headline() {
        let check = |line: &str, expected: &str| assert_eq!(headline_text(line), expected);
        check("HARBOUR INQUIRY Who knew of the cracks, and when", "Who knew of the cracks, and when");
        check("NATO EU leaders meet in Porto on Monday", "NATO EU leaders meet in Porto on Monday");
        check("ALL CAPITALS HEADLINE OF AN OLD WIRE", "ALL CAPITALS HEADLINE OF AN OLD WIRE");
        check("How to mend a net - 3 October 2023", "How to mend a net");
        check("Home » Harbour life » How to mend a net", "How to mend a net");
        check("Home » Harbour", "Home » Harbour");
        check("«Nobody asked us» is what they say", "«Nobody asked us» is what they say");
        check("HomeSportSailingRegatta off Port Marel put off", "Regatta off Port Marel put off");
        check("HomeOld HarbourNewsTravelThe ferry is back", "The ferry is back");
        check("YouTube, LinkedIn, McDonald and WhatsApp agree", "YouTube, LinkedIn, McDonald and WhatsApp agree");
        check("Ten years on - a town remembers", "Ten years on - a town remembers");
    }

    /// A headline's word counts where the text says it once, and more where it says it again.
    #[test]
    fn words_are_counted_in_order() {
        let check = |stem: u32, expected: u32| assert_eq!(count_of(&[2, 5, 5, 5, 9], stem), expected, "{stem}");
        check(2, 1);
        check(5, 3);
        check(7, 0);
        check(10, 0);
    }

    #[test]
    fn first_words_are_cut_at_a_word() {
        assert_eq!(first_words("Short note."), "Short note");
        assert!(first_words(&"word ".repeat(60)).ends_with("word…"));
        assert!(!first_words(&"x".repeat(500)).is_empty());
        assert_eq!(first_words("?"), "?");
    }
}
