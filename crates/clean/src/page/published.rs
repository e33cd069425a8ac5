//! The day of publication: what the page's data says against what it prints.

use articles::{Moment, PublishedFrom};
use chrono::{Datelike, NaiveDate, Timelike};

use super::{
    blocks::{Block, Kind},
    dom::{Dom, NodeId},
    main_text::Selection,
    metadata::Metadata,
    signs::Signs,
};
use crate::{
    dates::{self, DateHints, DateLabel, DateLine},
    text::tidy_line,
};

/// All that may say when the article was published.
pub struct Given<'a> {
    pub dom: &'a Dom,
    pub signs: &'a [Signs],
    pub body: NodeId,
    pub meta: &'a Metadata,
    pub selection: &'a Selection,
    pub address: Option<&'a str>,
}

/// The day of publication and how it is known.
pub fn published(given: &Given<'_>, hints: &DateHints<'_>) -> Option<(Moment, PublishedFrom)> {
    let meta = given.meta;
    let hints = DateHints { day_first: order_of(given, hints).or(hints.day_first), ..*hints };
    let data = |field: &String| dates::parse_date(field, &hints).filter(sane);
    let lines = Lines::new(given, &hints);
    if let Some(moment) = meta.json.published.as_ref().and_then(data) {
        return Some(lines.on_the_day_printed(moment, given, &hints));
    }
    if let Some(moment) = meta.published.iter().find_map(data) {
        // Where tags disagree, the page decides.
        let same = |moment: &Moment| lines.in_head().any(|printed| printed.day() == moment.day());
        if let Some(moment) = meta.published.iter().filter_map(data).find(same) {
            return Some((moment, PublishedFrom::Metadata));
        }
        // Without JSON-LD such tags often hold the day of the last change: the day that readers see counts.
        if let Some(printed) = lines.of_headline() {
            return Some((printed, PublishedFrom::Text));
        }
        // Nothing is changed before it is published.
        if let Some(updated) = lines.updated.filter(|updated| updated.day() < moment.day()) {
            return Some((updated, PublishedFrom::Text));
        }
        return Some(lines.on_the_day_printed(moment, given, &hints));
    }
    let marked = marked_date(given, lines.end_of_head, &hints);
    if let Some(moment) = marked.said.or(marked.at_headline) {
        return Some((moment, PublishedFrom::Metadata));
    }
    if let Some(moment) = lines.of_headline().or(lines.before) {
        return Some((moment, PublishedFrom::Text));
    }
    if let Some(moment) = marked.elsewhere {
        return Some((moment, PublishedFrom::Metadata));
    }
    if let Some(moment) = lines.among.or_else(|| lines.any(given, &hints)).or_else(|| opening_date(given, &hints)) {
        return Some((moment, PublishedFrom::Text));
    }
    if let Some(moment) = given.address.and_then(date_in_address) {
        return Some((moment, PublishedFrom::Metadata));
    }
    meta.json
        .modified
        .iter()
        .chain(&meta.modified)
        .find_map(data)
        .or(marked.changed)
        .map(|moment| (moment, PublishedFrom::Metadata))
}

/// The first node below the headline that no line of names or dates belonging to it follows.
pub fn end_of_head(selection: &Selection) -> NodeId {
    /// Paragraphs below the headline that such a line may still follow: a standfirst and its like.
    const PARAGRAPHS: usize = 3;
    let after = |node: NodeId| selection.headline.is_none_or(|headline| node > headline);
    let long = selection.body.iter().filter(|block| block.chars > 60 && after(block.node));
    long.map(|block| block.node).nth(PARAGRAPHS - 1).unwrap_or(NodeId::MAX)
}

/// Date lines of the page by what they stand beside.
#[derive(Default)]
struct Lines {
    /// Between the headline and the third paragraph.
    after: Option<Moment>,
    /// Said to be the day of publication, wherever it stands.
    said: Option<Moment>,
    /// Right above the headline.
    before: Option<Moment>,
    /// The last change as printed.
    updated: Option<Moment>,
    /// In the head, beside other words: `Ana Reis 12/5/2025 22:41`.
    among: Option<Moment>,
    /// Where the text has begun: dates beyond it belong to other things.
    end_of_head: NodeId,
}

impl Lines {
    fn new(given: &Given<'_>, hints: &DateHints<'_>) -> Lines {
        let Selection { header, headline, .. } = given.selection;
        let after = |node: NodeId| headline.is_none_or(|headline| node > headline);
        let mut lines = Lines { end_of_head: end_of_head(given.selection), ..Lines::default() };
        for (place, block) in header.iter().enumerate() {
            let in_head = after(block.node) && block.node < lines.end_of_head;
            // "Published on" on one line, the day on the next.
            let label = place.checked_sub(1).map(|above| &header[above]).filter(|above| above.chars < 30);
            let joined = label.and_then(|above| dates::date_line(&format!("{} {}", above.text, block.text), hints));
            let line = dates::date_line(&block.text, hints).map(|line| match joined {
                Some(joined) if line.label == DateLabel::Unsaid => DateLine { label: joined.label, ..line },
                _ => line,
            });
            match line {
                Some(DateLine { moment, label: DateLabel::Updated }) => {
                    lines.updated.get_or_insert(moment);
                }
                Some(DateLine { moment, label: DateLabel::Published }) => {
                    lines.said.get_or_insert(moment);
                    if in_head {
                        lines.after.get_or_insert(moment);
                    }
                }
                Some(DateLine { moment, .. }) if in_head => {
                    lines.after.get_or_insert(moment);
                }
                Some(DateLine { moment, .. }) if !after(block.node) => lines.before = Some(moment),
                None if in_head && block.chars < 80 && !is_sentence(block) => {
                    if let [only] = dates::labelled_dates(&block.text, hints)[..]
                        && only.label != DateLabel::Updated
                    {
                        lines.among.get_or_insert(only.moment);
                    }
                }
                _ => {}
            }
        }
        lines
    }

    /// What the page prints beside its headline as the day of the article.
    fn of_headline(&self) -> Option<Moment> {
        self.after.or(self.said)
    }

    fn in_head(&self) -> impl Iterator<Item = Moment> {
        [self.after, self.said, self.among, self.before].into_iter().flatten()
    }

    /// Any printed date, likeliest first.
    fn any(&self, given: &Given<'_>, hints: &DateHints<'_>) -> Option<Moment> {
        let header = given.selection.header.iter().filter(|block| block.chars < 160);
        let (sentences, labels): (Vec<&Block>, Vec<&Block>) =
            header.filter(|block| block.kind != Kind::Heading(1)).partition(|block| is_sentence(block));
        let read = |blocks: &[&Block]| -> Vec<DateLine> {
            blocks.iter().flat_map(|block| dates::labelled_dates(&block.text, hints)).collect()
        };
        let (found, told) = (read(&labels), read(&sentences));
        let said = found.iter().chain(&told).find(|line| line.label == DateLabel::Published);
        let other = found.iter().find(|line| line.label == DateLabel::Unsaid);
        let rest = found.iter().chain(&told).next();
        said.or(other).map(|line| line.moment).or(self.updated).or(rest.map(|line| line.moment))
    }

    /// Servers write Greenwich time; the day that readers of the page were shown is the one printed on it.
    fn on_the_day_printed(&self, moment: Moment, given: &Given<'_>, hints: &DateHints<'_>) -> (Moment, PublishedFrom) {
        if let Moment::Exact(exact) = moment
            && exact.offset().local_minus_utc() == 0
        {
            // Zones lie between twelve hours behind Greenwich and thirteen before.
            let fits = |printed: &Moment| match (printed.day() - moment.day()).num_days() {
                1 => exact.hour() >= 11,
                -1 => exact.hour() < 12,
                _ => false,
            };
            let marked = marked_date(given, self.end_of_head, hints).at_headline;
            let printed: Vec<Moment> = self.in_head().chain(marked).collect();
            let agreed = printed.iter().any(|printed| printed.day() == moment.day());
            if let Some(printed) = printed.into_iter().find(fits).filter(|_| !agreed) {
                return (printed, PublishedFrom::Text);
            }
        }
        (moment, PublishedFrom::Metadata)
    }
}

fn is_sentence(block: &Block) -> bool {
    block.kind == Kind::Heading(1) || block.text.ends_with(['.', '!', '?', ':', '。'])
}

fn sane(moment: &Moment) -> bool {
    (1900..2100).contains(&moment.day().year())
}

/// Which of two readings of `05/12/2025` the page means, where one of them is another of its dates.
fn order_of(given: &Given<'_>, hints: &DateHints<'_>) -> Option<bool> {
    let meta = given.meta;
    let fields = meta.json.published.iter().chain(&meta.json.modified).chain(&meta.published).chain(&meta.modified);
    let printed = given.selection.header.iter().filter(|block| block.chars < 120).map(|block| &block.text);
    let mut certain: Vec<NaiveDate> = given.address.and_then(date_in_address).iter().map(Moment::day).collect();
    let mut doubtful: Vec<(NaiveDate, NaiveDate)> = Vec::new();
    for text in fields.chain(printed).filter(|text| text.bytes().any(|byte| byte.is_ascii_digit())) {
        let read = |day_first| {
            dates::parse_date(text, &DateHints { day_first: Some(day_first), ..*hints }).map(|moment| moment.day())
        };
        match (read(true), read(false)) {
            (Some(one), Some(other)) if one == other => certain.push(one),
            (Some(one), Some(other)) => doubtful.push((one, other)),
            _ => {}
        }
    }
    let near = |day: NaiveDate| certain.iter().any(|other| (*other - day).num_days().abs() <= 1);
    doubtful.into_iter().find_map(|(one, other)| match (near(one), near(other)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    })
}

/// Dates in the markup, by how sure it is that they are the article's.
#[derive(Default)]
struct Marked {
    /// `itemprop="datePublished"`, `<time pubdate>`.
    said: Option<Moment>,
    /// Between the headline and the text.
    at_headline: Option<Moment>,
    elsewhere: Option<Moment>,
    /// Said to be that of the last change.
    changed: Option<Moment>,
}

/// `itemprop`, `<time>` and elements of class "date", outside of teasers and comments.
fn marked_date(given: &Given<'_>, end_of_head: NodeId, hints: &DateHints<'_>) -> Marked {
    let Given { dom, signs, .. } = *given;
    let headline = given.selection.headline;
    let mut found = Marked::default();
    let (mut by_time, mut by_class) = (Marked::default(), Marked::default());
    let mut looked = 0;
    for node in dom.descendants(given.body).filter(|&node| signs[node as usize].date) {
        looked += 1;
        if looked > 400 {
            break;
        }
        if is_beside(given, node) {
            continue;
        }
        let field = dom.attribute(node, "datetime").or_else(|| dom.attribute(node, "content")).map(str::to_owned);
        let read = |text: &str| dates::parse_date(text, hints).filter(sane);
        let moment = field.as_deref().and_then(read).or_else(|| {
            let text = tidy_line(&dom.raw_text(node));
            if let Some(line) = dates::date_line(&text, hints).filter(|line| line.label == DateLabel::Updated) {
                found.changed.get_or_insert(line.moment);
                return None;
            }
            if text.chars().count() <= 120 { read(&text) } else { None }
        });
        let Some(moment) = moment else { continue };
        match dom.attribute(node, "itemprop") {
            Some("datePublished") => {
                found.said.get_or_insert(moment);
                break;
            }
            Some("dateModified") => continue,
            _ if dom.attribute(node, "pubdate").is_some() => {
                found.said.get_or_insert(moment);
                break;
            }
            _ => {}
        }
        let group = if dom.tag(node) == "time" { &mut by_time } else { &mut by_class };
        match headline {
            Some(headline) if node > headline && node < end_of_head => group.at_headline.get_or_insert(moment),
            _ => group.elsewhere.get_or_insert(moment),
        };
    }
    found.at_headline = by_time.at_headline.or(by_class.at_headline);
    found.elsewhere = by_time.elsewhere.or(by_class.elsewhere);
    found
}

/// Whether a node stands in comments, a menu, a list of other articles or the foot of the page.
fn is_beside(given: &Given<'_>, node: NodeId) -> bool {
    let Given { dom, signs, .. } = *given;
    let above: Vec<NodeId> = dom.ancestors(node).take(14).collect();
    // The foot of an article is a good place for its date.
    let foot = above.iter().position(|&above| dom.tag(above) == "footer");
    let of_page =
        foot.is_some_and(|foot| !above[foot..].iter().any(|&above| matches!(dom.tag(above), "article" | "main")));
    of_page
        || above.iter().any(|&above| {
            signs[above as usize].comments
                || matches!(dom.tag(above), "aside" | "nav")
                || dom.attribute(above, "class").is_some_and(|class| class.contains("related"))
        })
}

/// A date that opens one of the first paragraphs: `12.5.2025 - The port`, `Press release of 12 May 2025 | Lisbon`.
fn opening_date(given: &Given<'_>, hints: &DateHints<'_>) -> Option<Moment> {
    given.selection.body.iter().filter(|block| block.chars > 60).take(3).find_map(|block| {
        let opening: String = block.text.chars().take(80).collect();
        let date = dates::find_dates(&opening, hints).into_iter().next().filter(|date| sane(&date.moment))?;
        let words = opening[..date.range.start].split_whitespace().count();
        let after = opening[date.range.end..].trim_start();
        let apart = after.starts_with(['-', '–', '—', '|', '•', '·', ':', '/', ')']);
        (words <= 4 && date.range.start <= 30 && apart).then_some(date.moment)
    })
}

/// `/2025/05/12/`, `/2025/may/12/` or `/2025-05-12-` in an address.
fn date_in_address(address: &str) -> Option<Moment> {
    let path = address.split("://").nth(1)?;
    let parts: Vec<&str> = path.split(['/', '-', '_', '.']).collect();
    for three in parts.windows(3) {
        let [year, month, day] = three else { continue };
        if year.len() != 4 || !(1..=2).contains(&day.len()) {
            continue;
        }
        let (Ok(year), Ok(day)) = (year.parse::<i32>(), day.parse::<u32>()) else { continue };
        if !(1995..2100).contains(&year) {
            continue;
        }
        if month.len() <= 2
            && let Ok(month) = month.parse()
            && let Some(found) = NaiveDate::from_ymd_opt(year, month, day)
        {
            return Some(Moment::Day(found));
        }
        if month.chars().all(char::is_alphabetic)
            && let Some(found) = dates::parse_date(&format!("{day} {month} {year}"), &DateHints::default())
        {
            return Some(found);
        }
    }
    parts
        .iter()
        .find(|part| part.len() == 8 && part.starts_with("20"))
        .and_then(|part| dates::parse_date(part, &DateHints::default()))
}
