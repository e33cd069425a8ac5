use std::collections::BTreeMap;

use articles::{Allows, Article, ArticleId, Licence, Register};
use chrono::NaiveDate;
use digests::Item;

use crate::{
    opening::{count_words, cut_to_words, paragraphs},
    quoted::{Quotation, quotations},
};

/// What an item prints under its headline, and what keeps it from printing more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemText {
    pub quoted: Vec<Quotation>,
    /// The summary is none of the article's words.
    pub by_hand: bool,
    /// The article that leads may stand in the annex.
    pub full_text: bool,
    /// A licence leaves out words that would be printed without it.
    pub keeps_out: bool,
    /// What the licence of the article that leads allows, where it does not allow all.
    pub limit: Option<Allows>,
    /// Words that the licences ask for, each once.
    pub notices: Vec<String>,
}

/// What the editor wrote, else what the item quotes: of each outlet as much as its licence allows on that day.
pub fn item_text(
    item: &Item,
    articles: &BTreeMap<ArticleId, Article>,
    register: &Register,
    day: NaiveDate,
) -> ItemText {
    let lead = articles.get(&item.article);
    let own = item.summary.as_deref().filter(|summary| !summary.trim().is_empty() && lead.is_some());
    let full: Vec<Quotation> = match own {
        Some(summary) => paragraphs(summary)
            .map(|text| Quotation { article: item.article, text: text.to_owned(), outlet: None })
            .collect(),
        None => quotations(item, articles),
    };
    let shown: Vec<&Article> = item
        .articles()
        .chain(item.quoted.iter().map(|words| words.article))
        .filter_map(|id| articles.get(&id))
        .collect();
    let by_hand = own.is_some_and(|summary| !paragraphs(summary).all(|said| is_quoted(said, &shown)));
    let quoted = within_licences(&full, articles, register, day);
    let allows = lead.map_or(Allows::FullText, |lead| allowed(lead, register, day));
    let limited = allows != Allows::FullText;
    let has_text = lead.is_some_and(|lead| !lead.text.trim().is_empty());
    let mut notices: Vec<String> = Vec::new();
    for article in lead.into_iter().chain(quoted.iter().filter_map(|quotation| articles.get(&quotation.article))) {
        let notice = licence(article, register).map(|licence| licence.notice.trim()).unwrap_or_default();
        if !notice.is_empty() && !notices.iter().any(|known| known == notice) {
            notices.push(notice.to_owned());
        }
    }
    ItemText {
        keeps_out: quoted != full || (limited && has_text) || quotes_kept_out(item, articles, register, day),
        quoted,
        by_hand,
        full_text: has_text && !limited,
        limit: limited.then_some(allows),
        notices,
    }
}

/// Where no rule is known, all.
pub(crate) fn allowed(article: &Article, register: &Register, day: NaiveDate) -> Allows {
    licence(article, register).map_or(Allows::FullText, |licence| licence.on(day))
}

fn licence<'a>(article: &Article, register: &'a Register) -> Option<&'a Licence> {
    register.find(article.source.as_ref()?)?.licence.as_ref()
}

/// An extract is counted over all that is quoted of an article.
fn within_licences(
    full: &[Quotation],
    articles: &BTreeMap<ArticleId, Article>,
    register: &Register,
    day: NaiveDate,
) -> Vec<Quotation> {
    let mut left: BTreeMap<ArticleId, usize> = BTreeMap::new();
    let mut kept = Vec::new();
    for quotation in full {
        let allows = articles.get(&quotation.article).map(|article| allowed(article, register, day));
        let words = match allows.unwrap_or(Allows::FullText) {
            Allows::HeadlineOnly => continue,
            Allows::FullText => {
                kept.push(quotation.clone());
                continue;
            }
            Allows::Extract { words } => words as usize,
        };
        let left = left.entry(quotation.article).or_insert(words);
        if let Some(text) = cut_to_words(&quotation.text, *left) {
            kept.push(Quotation { text, ..quotation.clone() });
        }
        *left = left.saturating_sub(count_words(&quotation.text));
    }
    kept
}

fn quotes_kept_out(item: &Item, articles: &BTreeMap<ArticleId, Article>, register: &Register, day: NaiveDate) -> bool {
    let mut quoted = item.quotes.iter().filter_map(|quote| articles.get(&quote.article));
    quoted.any(|article| allowed(article, register, day) == Allows::HeadlineOnly)
}

/// Word for word in the text or standfirst of one of the articles, blanks aside; `[…]` and `…` mark where a quotation
/// stops.
fn is_quoted(paragraph: &str, articles: &[&Article]) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let texts: Vec<String> = articles
        .iter()
        .flat_map(|article| [plain(&article.text), article.standfirst.as_deref().map(plain).unwrap_or_default()])
        .collect();
    let parts = paragraph.split("[…]").flat_map(|part| part.split('…')).map(plain).filter(|part| !part.is_empty());
    let mut parts = parts.peekable();
    parts.peek().is_some() && parts.all(|part| texts.iter().any(|text| text.contains(&part)))
}

#[cfg(test)]
mod tests {
    use articles::{Outlet, Source};
    use digests::{Edit, Issue, KeyQuote, Passage};

    use super::*;

    fn day() -> NaiveDate {
        "2026-11-23".parse().unwrap()
    }

    fn articles() -> BTreeMap<ArticleId, Article> {
        let of = |name: &str| Article {
            title: "T".into(),
            text: "One two three four. Five six seven.\n\nEight nine.".into(),
            source: Some(Source { name: name.into(), host: None }),
            ..Article::default()
        };
        BTreeMap::from([(ArticleId(1), of("Post")), (ArticleId(2), of("Herald"))])
    }

    fn item(summary: Option<&str>) -> Item {
        let issue = Issue::new("R", day(), 1, "en", "");
        let section = issue.sections[0].id;
        let issue = issue.apply(&Edit::AddItems { articles: vec![ArticleId(1)], section, at: 0 }).unwrap();
        let mut item = issue.items().next().unwrap().clone();
        item.summary = summary.map(str::to_owned);
        item
    }

    fn register(licence: Option<Licence>) -> Register {
        Register::new(vec![Outlet { name: "Post".into(), licence, ..Outlet::default() }])
    }

    fn texts(text: &ItemText) -> Vec<&str> {
        text.quoted.iter().map(|quotation| quotation.text.as_str()).collect()
    }

    /// Words that were not bought must not leave, and an editor is told that some were kept.
    #[test]
    fn a_licence_keeps_words_out() {
        let check = |allows: Allows, quoted: &[&str], full_text: bool, keeps_out: bool| {
            let licence = Licence { allows, ..Licence::default() };
            let text = item_text(&item(None), &articles(), &register(Some(licence)), day());
            assert_eq!(texts(&text), quoted, "{allows:?}");
            assert_eq!((text.full_text, text.keeps_out), (full_text, keeps_out), "{allows:?}");
        };
        check(Allows::FullText, &["One two three four. Five six seven.", "Eight nine."], true, false);
        check(Allows::Extract { words: 7 }, &["One two three four. Five six seven."], false, true);
        check(Allows::Extract { words: 5 }, &["One two three four. Five […]"], false, true);
        check(Allows::Extract { words: 0 }, &[], false, true);
        check(Allows::HeadlineOnly, &[], false, true);
        let until = Some("2026-11-22".parse().unwrap());
        let over = Licence { allows: Allows::FullText, until, ..Licence::default() };
        assert!(item_text(&item(None), &articles(), &register(Some(over)), day()).quoted.is_empty());
        let unknown = item_text(&item(None), &articles(), &register(None), day());
        assert!(unknown.full_text && !unknown.keeps_out);
    }

    /// An item of a story quotes several outlets: each by its own rule, whoever leads.
    #[test]
    fn each_outlet_is_held_to_its_own_rule() {
        let mut item = item(None);
        item.quoted = [2, 1].map(|id| Passage::new(ArticleId(id), 0, 19)).to_vec();
        let licence = Licence { allows: Allows::HeadlineOnly, notice: "© Post".into(), ..Licence::default() };
        let text = item_text(&item, &articles(), &register(Some(licence)), day());
        assert_eq!((texts(&text), text.keeps_out), (vec!["One two three four."], true));
        assert_eq!((text.quoted[0].article, text.notices.as_slice()), (ArticleId(2), &["© Post".to_owned()][..]));
    }

    /// The imprint says that quotations are quotations: a summary that somebody wrote must say so itself.
    #[test]
    fn what_is_written_by_hand_is_known() {
        let check = |summary: &str, by_hand: bool| {
            let text = item_text(&item(Some(summary)), &articles(), &register(None), day());
            assert_eq!(text.by_hand, by_hand, "{summary:?}");
        };
        check("One two three four.", false);
        check("Five six seven.\n\nEight nine.", false);
        check("One two […] Eight nine.", false);
        check("Two of three.", true);
        check("One two three four.\n\nOurs.", true);
        assert!(!item_text(&item(Some(" ")), &articles(), &register(None), day()).by_hand);
    }

    #[test]
    fn a_headline_takes_no_quotes_along() {
        let mut item = item(None);
        let quote = KeyQuote { article: item.article, start: 0, end: 3, text: "One".into(), speaker: String::new() };
        item.quotes.push(quote);
        let mut articles = articles();
        articles.values_mut().for_each(|article| article.text.clear());
        let text = item_text(&item, &articles, &register(Some(Licence::default())), day());
        assert!(text.keeps_out);
    }
}
