use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{KeptPicture, Moment, Origin};

/// One news article, cleaned. Immutable once stored; what a reader does with it is kept beside it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct Article {
    /// The headline as printed, on one line. Never empty: where none was found it is the first words of the text.
    pub title: String,
    /// The lines under the headline that sum the article up, where they are set apart from the text.
    /// On pages of the web they are the first paragraph of the text too: whoever prints both leaves out one.
    pub standfirst: Option<String>,
    /// One name an entry, without "By".
    pub byline: Vec<String>,
    /// The place (and agency) that opens the text, as printed: `DAMASCUS (Reuters)`.
    pub dateline: Option<String>,
    pub published: Option<Published>,
    pub source: Option<Source>,
    /// The part of the newspaper or site: `World`, `Économie`.
    pub section: Option<String>,
    /// The printed page, as printed: `A1`, `12`.
    pub page: Option<String>,
    /// ISO 639-1 code, or 639-3 where there is none of two letters.
    pub language: Option<String>,
    /// Canonical address, trackers removed.
    pub url: Option<String>,
    /// The body, paragraphs joined by one blank line. Holds no headline, caption or residue.
    pub text: String,
    /// The same body as sanitised HTML fragment: `<p>…</p><h2>…</h2>`; no scripts, styles, remote loads. Pictures stand
    /// between paragraphs, with their captions in a `<figure>`: kept ones as `<img src="picture:HASH" alt width height>`,
    /// remote ones as `<img data-src="https://…" alt>`, which shows and loads nothing.
    pub html: String,
    pub captions: Vec<Caption>,
    /// Those that came with the file, in the order of the HTML, each once.
    #[serde(default)]
    pub pictures: Vec<KeptPicture>,
    /// Copyright and licence lines as printed.
    pub copyright: Vec<String>,
    /// Tags that came with it: of a reading list, a table. The reader's own from then on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    pub origin: Origin,
}

/// What stands under a picture, and whose picture it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Caption {
    pub text: String,
    /// The photographer or agency as printed, without its brackets.
    pub credit: Option<String>,
    /// The picture: `picture:HASH` of one that is kept, else its address, never loaded unasked.
    #[serde(default)]
    pub image: Option<String>,
}

/// The outlet: newspaper, agency, site.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub struct Source {
    pub name: String,
    /// Host name without `www.`, where the article came with an address.
    pub host: Option<String>,
}

/// A date together with how it is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Published {
    pub at: Moment,
    pub from: PublishedFrom,
    /// For a guess: what it rests on, as quoted words of the text: `the caption says "May 12, 2025"`.
    #[serde(default)]
    pub reason: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum PublishedFrom {
    /// A field of the file says so.
    Metadata,
    /// A date line printed with the article says so.
    Text,
    /// Worked out from dates that the text mentions.
    Inferred,
    /// The date of the file.
    File,
    /// The reader set it.
    Corrected,
}

/// All that was made of one text-like source: its articles, and each stretch of it with its role.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    pub articles: Vec<Article>,
    /// In order, without overlap, covering every line that is not blank.
    pub spans: Vec<Span>,
}

impl Reading {
    /// The article in whose range a place of the source text is; what stands above the first belongs to it.
    pub fn article_at(&self, place: u32) -> Option<u32> {
        let own = self.spans.iter().filter_map(|span| Some((span.start, span.article?)));
        let before = own.clone().take_while(|(start, _)| *start <= place).last();
        before.or_else(|| own.min()).map(|(_, article)| article)
    }
}

/// A stretch of the decoded source text and what it was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Span {
    /// Byte offsets into the decoded (UTF-8) source text.
    pub start: u32,
    pub end: u32,
    pub role: Role,
    /// Which article of the file it belongs to, counted from 0; none for what stands between articles.
    pub article: Option<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    Headline,
    Standfirst,
    Byline,
    Dateline,
    Date,
    Caption,
    Body,
    /// A heading inside the body.
    Heading,
    Copyright,
    /// A field of a database export: `LENGTH: 295 words`.
    Field,
    /// Said once already: a second headline or caption.
    Repeat,
    /// Widgets, menus, teasers: kept in the source, shown in no body.
    Residue,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture's place is in an article from its first line to the next article's.
    #[test]
    fn a_place_is_in_an_article() {
        let span = |start, article| Span { start, end: start + 5, role: Role::Body, article };
        let spans = vec![span(0, None), span(10, Some(0)), span(20, None), span(30, Some(1)), span(40, Some(1))];
        let reading = Reading { spans, ..Reading::default() };
        let check = |place, article| assert_eq!(reading.article_at(place), article, "{place}");
        check(0, Some(0));
        check(10, Some(0));
        check(29, Some(0));
        check(30, Some(1));
        check(900, Some(1));
        assert_eq!(Reading::default().article_at(3), None);
    }
}
