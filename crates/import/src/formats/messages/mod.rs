//! What mail of every kind has in common, whatever file it came in: a body that is a database's export, one article, or
//! the stories of a newsletter.

mod blocks;
mod newsletter;

use articles::{Body, Newsletter, Picture, PublishedFrom, RawDate, ReadingChoice, Source};

use super::{databases, html::check_caps};
use crate::{
    markup::{escape, filled, one_line, plain_line},
    reader::{Reader, Stop},
};

/// What a message says of itself, beside its body.
#[derive(Clone, Default)]
pub(super) struct Envelope {
    pub(super) subject: Option<String>,
    /// The name of who sent it.
    pub(super) name: Option<String>,
    pub(super) address: Option<String>,
    /// When it was sent, or saved.
    pub(super) date: Option<RawDate>,
    /// Of the page that it is.
    pub(super) url: Option<String>,
}

/// Hands on the records of an export, the stories of a newsletter where the user wants those of its sender, else one
/// article with its pictures.
pub(super) fn found_message(
    body: Body,
    envelope: Envelope,
    pictures: Vec<Picture>,
    reader: &mut Reader<'_>,
) -> Result<(), Stop> {
    let is_too_deep = matches!(&body, Body::Page(html) | Body::Fragment(html) if check_caps(html).is_err());
    if let Body::Plain(text) | Body::Fragment(text) | Body::Page(text) = &body
        && !is_too_deep
        && let Some(export) = databases::find_export(text)
    {
        return databases::read_export(export, reader);
    }
    let host = envelope.address.as_deref().and_then(|address| Some(address.rsplit_once('@')?.1.trim().to_lowercase()));
    let name = envelope.name.as_deref().map(one_line).and_then(filled).or_else(|| host.clone());
    let source = name.map(|name| Source { name, host });
    let title = envelope.subject.as_deref().map(one_line).and_then(filled);
    let make = |body: Body, title: Option<String>, reader: &Reader<'_>| {
        let mut document = reader.document(body);
        document.title = title;
        document.source.clone_from(&source);
        document.dates.extend(envelope.date.clone());
        document
    };
    let sender = envelope.address.as_deref().map(|address| address.trim().to_lowercase());
    // What is too deep is only told of.
    let stories = if is_too_deep { None } else { newsletter::stories(&body) };
    if let Some((sender, (stories, letter))) = sender.zip(stories) {
        let as_stories = reader.preferences().newsletters.contains(&sender);
        reader.found_choice(ReadingChoice::Newsletter(Newsletter {
            sender,
            name: source.as_ref().map(|source| source.name.clone()),
            stories: u32::try_from(stories.len()).unwrap_or(u32::MAX),
            as_stories,
        }));
        if as_stories {
            for story in stories {
                // Of a list of headlines, the headline is all there is to quote.
                let html = if story.html.is_empty() { format!("<p>{}</p>", escape(&story.title)) } else { story.html };
                let mut document = make(Body::Fragment(html), Some(story.title), reader);
                document.url = Some(story.url);
                document.section = story.section;
                reader.found_document(document)?;
            }
            // An editor's letter is an article of its own.
            if plain_line(&letter).chars().count() >= LETTER_CHARS {
                let document = make(Body::Fragment(letter), title, reader);
                reader.found_document(document)?;
            }
            return Ok(());
        }
    }
    let mut document = make(body, title, reader);
    document.url = envelope.url.or(document.url);
    document.pictures = pictures;
    reader.found_document(document)
}

/// A date of the message's own.
pub(super) fn sent(text: String) -> RawDate {
    RawDate { text, from: PublishedFrom::Metadata }
}

/// Some sentences: a greeting is shorter.
const LETTER_CHARS: usize = 300;
