//! Markdown: one article a file, or one for each heading of the first rank; with a header of fields where there is one.

use articles::{Body, PublishedFrom, RawDate, Source};
use pulldown_cmark::{Options, Parser, html::push_html};

use super::{Format, Sniff, read_declared_text};
use crate::{
    detect::Head,
    input::Content,
    limits::HTML_BYTES,
    markup::{filled, one_line},
    reader::{Reader, Stop},
};

pub(super) const FORMAT: Format = Format {
    name: "markdown",
    reads: "Markdown by its name or its header of fields: title, date, author, source and address from it",
    leaves: "Pictures and embedded HTML beyond text",
    sniff: Sniff::Head(sniff),
    read,
};

fn sniff(head: &Head<'_>) -> bool {
    let is_named = matches!(head.ending.as_str(), "md" | "markdown" | "mdown" | "mkd");
    head.text
        .as_deref()
        .is_some_and(|text| is_named || split_header(text).is_some_and(|(fields, _)| !fields.is_empty()))
}

fn read(content: Content<'_>, reader: &mut Reader<'_>) -> Result<(), Stop> {
    let text = read_declared_text(content, HTML_BYTES, reader)?;
    let (fields, body) = split_header(&text).unwrap_or((Vec::new(), &text));
    let field =
        |names: &[&str]| fields.iter().find(|(key, _)| names.contains(&key.as_str())).map(|(_, value)| value.clone());
    let articles = split_headings(body);
    let is_one = articles.len() == 1;
    for (title, body) in articles {
        let mut html = String::new();
        push_html(&mut html, Parser::new_ext(body, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH));
        let mut document = reader.document(Body::Fragment(html));
        document.title = field(&["title", "headline"]).filter(|_| is_one).or(title);
        document.byline.extend(field(&["author", "authors", "byline"]));
        let date = field(&["published", "date", "created", "date_published"]);
        document.dates.extend(date.map(|text| RawDate { text, from: PublishedFrom::Metadata }));
        document.source =
            field(&["publication", "publisher", "site", "website"]).map(|name| Source { name, host: None });
        document.url = field(&["url", "source", "link", "canonical"]).filter(|url| url.starts_with("http"));
        document.standfirst = field(&["description", "summary"]);
        document.language = field(&["lang", "language"]);
        reader.found_document(document)?;
    }
    Ok(())
}

/// `key: value` lines between two rules at the beginning, and what follows them.
fn split_header(text: &str) -> Option<(Vec<(String, String)>, &str)> {
    let rest = text.trim_start().strip_prefix("---")?.trim_start_matches([' ', '\r']).strip_prefix('\n')?;
    let end = rest.find("\n---")?;
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in rest[..end].lines() {
        if let Some(item) = line.trim_start().strip_prefix("- ")
            && let Some((_, value)) = fields.last_mut()
        {
            // A list: `author:` and names below it.
            let item = unquote(item);
            *value = if value.is_empty() { item } else { format!("{value}, {item}") };
        } else {
            let (key, value) = line.split_once(':')?;
            fields.push((key.trim().to_lowercase(), unquote(value)));
        }
    }
    let body = rest[end + 4..].split_once('\n').map_or("", |(_, body)| body);
    fields.retain(|(_, value)| !value.is_empty());
    Some((fields, body))
}

fn unquote(value: &str) -> String {
    let value = one_line(value);
    let inner = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
    let inner = inner.or_else(|| value.strip_prefix('\'').and_then(|value| value.strip_suffix('\'')));
    inner.or_else(|| value.strip_prefix('[').and_then(|value| value.strip_suffix(']'))).unwrap_or(&value).to_owned()
}

/// One article for each `# heading` outside of code; the whole where there is none.
fn split_headings(text: &str) -> Vec<(Option<String>, &str)> {
    let mut heads = Vec::new();
    let mut at = 0;
    let mut in_code = false;
    for line in text.split_inclusive('\n') {
        in_code ^= line.starts_with("```") || line.starts_with("~~~");
        if let Some(title) = line.strip_prefix("# ").filter(|_| !in_code) {
            heads.push((at, at + line.len(), filled(one_line(title.trim_end().trim_end_matches('#')))));
        }
        at += line.len();
    }
    let Some((first, ..)) = heads.first() else { return vec![(None, text)] };
    let has_text_above = !text[..*first].trim().is_empty();
    let ends = heads.iter().skip(1).map(|(start, ..)| *start).chain([text.len()]).collect::<Vec<_>>();
    let above = has_text_above.then(|| (None, &text[..*first]));
    above
        .into_iter()
        .chain(heads.iter().zip(ends).map(|((_, body, title), end)| (title.clone(), &text[*body..end])))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_header_that_note_programs_write() {
        let text = "---\ntitle: \"Ferry: back\"\nauthor:\n  - Ann Lee\n  - Bo Roe\ndate: 2011-03-03\ntags: []\n---\n# Ferry\nText";
        let (fields, body) = split_header(text).unwrap();
        let expected = [("title", "Ferry: back"), ("author", "Ann Lee, Bo Roe"), ("date", "2011-03-03")];
        let expected: Vec<_> = expected.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        assert_eq!(fields, expected);
        assert_eq!(body, "# Ferry\nText");
        assert!(split_header("---\nNo header, a rule.\n---\n").is_none());
    }

    #[test]
    fn splits_at_headings_outside_of_code() {
        let check = |text: &str, titles: &[Option<&str>]| {
            let found = split_headings(text);
            assert_eq!(found.iter().map(|(title, _)| title.as_deref()).collect::<Vec<_>>(), titles, "{text}");
        };
        check("# One\na\n# Two #\nb", &[Some("One"), Some("Two")]);
        check("above\n# One\na", &[None, Some("One")]);
        check("```\n# no\n```\ntext", &[None]);
        check("text", &[None]);
    }
}
