use articles::{Article, KeptPicture};
use sha2::{Digest, Sha256};

use crate::{Result, fold, ids, packed::pack_json, states::tag_name, words::Words};

const OPENING_CHARS: usize = 240;

/// A name, empty where it is not known, and a host.
pub(crate) type OutletName = (String, Option<String>);

/// An article with all that is worked out before it is stored. Made outside the transaction, which then is short.
pub struct Prepared {
    /// What it is known by: its wording or, where another outlet has printed that, its printing.
    pub(crate) content: [u8; 16],
    /// Its headline and text, as they were read.
    pub(crate) wording: [u8; 16],
    /// The same with its outlet.
    pub(crate) printing: [u8; 16],
    /// The outlet as it was read and as it was corrected.
    pub(crate) outlets: Vec<OutletName>,
    pub(crate) title: String,
    pub(crate) headline_key: String,
    pub(crate) source: String,
    pub(crate) host: Option<String>,
    pub(crate) byline: String,
    /// ISO 8601, from where, and why.
    pub(crate) published: Option<(String, &'static str, Option<String>)>,
    pub(crate) day: Option<String>,
    pub(crate) seconds: Option<i64>,
    pub(crate) language: String,
    pub(crate) opening: String,
    pub(crate) words: u32,
    pub(crate) tags: Vec<String>,
    pub(crate) pictures: Vec<KeptPicture>,
    pub(crate) body: Vec<u8>,
    /// As it was read, where it was corrected.
    pub(crate) as_read: Option<Vec<u8>>,
    pub(crate) searched: Words,
}

impl Prepared {
    pub fn new(article: &Article) -> Result<Prepared> {
        let (searched, words) = Words::of(article);
        let published = article.published.as_ref();
        Ok(Prepared {
            content: content_hash(article, ""),
            wording: content_hash(article, ""),
            printing: content_hash(article, outlet(article)),
            outlets: vec![outlet_name(article)],
            title: article.title.clone(),
            headline_key: fold::sort_key(&article.title),
            source: article.source.as_ref().map(|source| source.name.clone()).unwrap_or_default(),
            host: article.source.as_ref().and_then(|source| source.host.clone()),
            byline: serde_json::to_string(&article.byline)?,
            day: published.map(|published| published.at.to_string().chars().take(10).collect()),
            seconds: published.map(|published| ids::printed_seconds(&published.at)),
            published: published
                .map(|published| (published.at.to_string(), published_from(published.from), published.reason.clone())),
            language: article.language.clone().unwrap_or_default(),
            opening: opening(article),
            words,
            tags: article.tags.iter().map(|tag| tag_name(tag)).filter(|tag| !tag.is_empty()).collect(),
            pictures: article.pictures.clone(),
            body: pack_json(article)?,
            as_read: None,
            searched,
        })
    }

    /// A corrected article is known by the words that were read, so that it is the same one when its file, or another with
    /// it, comes again.
    pub(crate) fn corrected(article: &Article, as_read: &Article) -> Result<Prepared> {
        let prepared = Prepared::new(article)?;
        if article == as_read {
            return Ok(prepared);
        }
        let (content, printing) = (content_hash(as_read, ""), content_hash(as_read, outlet(as_read)));
        let outlets = vec![outlet_name(as_read), outlet_name(article)];
        let as_read = Some(pack_json(as_read)?);
        Ok(Prepared { content, wording: content, printing, outlets, as_read, ..prepared })
    }

    /// About how many bytes are written for it.
    pub(crate) fn weight(&self) -> usize {
        let pictures: usize = self.pictures.iter().map(|picture| picture.bytes.len()).sum();
        pictures + self.body.len() + self.searched.len() + 200
    }
}

/// Whether that is what an article is known by that was read so.
pub(crate) fn is_known_by(article: &Article, content: &[u8]) -> bool {
    content_hash(article, "") == content || content_hash(article, outlet(article)) == content
}

pub(crate) fn outlet_name(article: &Article) -> OutletName {
    (outlet(article).to_owned(), article.source.as_ref().and_then(|source| source.host.clone()))
}

fn outlet(article: &Article) -> &str {
    article.source.as_ref().map_or("", |source| &source.name)
}

/// What makes two articles one: the words, to the letter; and the outlet, where another has printed them before.
fn content_hash(article: &Article, outlet: &str) -> [u8; 16] {
    let mut hash = Sha256::new();
    hash.update(article.title.as_bytes());
    hash.update([0]);
    hash.update(article.text.as_bytes());
    if !outlet.is_empty() {
        hash.update([0]);
        hash.update(outlet.as_bytes());
    }
    let hash = hash.finalize();
    let mut content = [0; 16];
    content.copy_from_slice(hash.get(..16).unwrap_or(&[0; 16]));
    content
}

fn opening(article: &Article) -> String {
    let text = article.standfirst.as_deref().filter(|text| !text.trim().is_empty()).unwrap_or(&article.text);
    let mut opening = String::with_capacity(OPENING_CHARS * 2);
    let mut length = 0;
    for word in text.split_whitespace() {
        let letters = word.chars().count();
        if length > 0 {
            if length + 1 + letters > OPENING_CHARS {
                break;
            }
            opening.push(' ');
            length += 1;
        }
        // A word that is longer than the line (Chinese has no spaces) is cut.
        opening.extend(word.chars().take(OPENING_CHARS - length));
        length += letters;
        if length >= OPENING_CHARS {
            break;
        }
    }
    opening
}

fn published_from(from: articles::PublishedFrom) -> &'static str {
    use articles::PublishedFrom;
    match from {
        PublishedFrom::Metadata => "metadata",
        PublishedFrom::Text => "text",
        PublishedFrom::Inferred => "inferred",
        PublishedFrom::File => "file",
        PublishedFrom::Corrected => "corrected",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_opening_ends_at_a_word_and_holds_at_most_240_characters() {
        let check = |text: &str, expected: &str| {
            let article = Article { text: text.to_owned(), ..Article::default() };
            assert_eq!(opening(&article), expected);
        };
        check("One.\n\nTwo  three.", "One. Two three.");
        check("", "");
        check(&"字".repeat(500), &"字".repeat(240));
        check(&"abcd ".repeat(100), "abcd ".repeat(48).trim_end());
        check(&format!("{} {}", "a".repeat(239), "bb"), &"a".repeat(239));
    }

    /// The same words under another headline are another article; neither may hide the other.
    #[test]
    fn title_and_text_do_not_run_into_each_other() {
        let article =
            |title: &str, text: &str| Article { title: title.to_owned(), text: text.to_owned(), ..Article::default() };
        assert_eq!(content_hash(&article("a", "bc"), ""), content_hash(&article("a", "bc"), ""));
        assert_ne!(content_hash(&article("a", "bc"), ""), content_hash(&article("ab", "c"), ""));
        assert_ne!(content_hash(&article("a", "b"), "c"), content_hash(&article("a", "bc"), ""));
    }
}
