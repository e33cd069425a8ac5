use std::io::Write;

use super::{Error, Format, facts::parting};
use crate::{
    compose::pictures_line,
    link::Link,
    look::Look,
    model::{Facts, FullText, Glance, Item, Model, Section, Text},
};

/// Markdown as CommonMark 0.31 has it, and nothing else: no HTML, no extension, so that every program shows the same.
pub(super) const FORMAT: Format =
    Format { name: "md", extension: "md", media_type: "text/markdown", shows: |_| true, write };

fn write(model: &Model, _look: &Look, out: &mut dyn Write) -> Result<(), Error> {
    let masthead = &model.masthead;
    let mut page = Page { model, out: String::new() };
    page.heading(1, None, &masthead.title);
    page.block(&format!("{} · {}", strong(&masthead.date.text), escape(&masthead.number.text)));
    if let Some(line) = &masthead.particulars {
        page.block(&escape(&line.text));
    }
    page.paragraphs(&model.introduction, "");
    if !model.glance.is_empty() {
        page.own_heading(2, model.words.at_a_glance);
        let line = |glance: &Glance| format!("- {}", page.entry(&glance.entry, glance.source.as_ref()));
        let lines: Vec<String> = model.glance.iter().map(line).collect();
        page.block(&lines.join("\n"));
    }
    page.contents();
    for section in &model.sections {
        if let Some(name) = &section.name {
            page.heading(2, None, name);
        }
        for item in &section.items {
            page.item(item, section);
        }
    }
    if !model.full_texts.is_empty() {
        page.own_heading(2, model.words.full_texts);
        model.full_texts.iter().for_each(|entry| page.full_text(entry));
    }
    page.sources();
    page.block("---");
    page.paragraphs(&model.imprint, "");
    // A file of text holds none, and a name beside it would lead nowhere.
    let pictures = model.figures().count();
    if pictures > 0 {
        page.block(&escape(&pictures_line(model.words, pictures)));
    }
    out.write_all(page.out.trim_end().as_bytes())?;
    out.write_all(b"\n")?;
    Ok(())
}

struct Page<'a> {
    model: &'a Model,
    out: String,
}

impl Page<'_> {
    fn block(&mut self, markdown: &str) {
        self.out.push_str(markdown);
        self.out.push_str("\n\n");
    }

    fn heading(&mut self, level: usize, number: Option<u32>, said: &Text) {
        let number = number.map(|number| format!("{number} · ")).unwrap_or_default();
        self.block(&format!("{} {number}{}", "#".repeat(level), one_line(&said.text)));
    }

    fn own_heading(&mut self, level: usize, words: &str) {
        self.block(&format!("{} {}", "#".repeat(level), escape(words)));
    }

    fn paragraphs(&mut self, texts: &[Text], prefix: &str) {
        let paragraphs: Vec<String> = texts.iter().map(|said| prefixed(&escape(&said.text), prefix)).collect();
        if !paragraphs.is_empty() {
            self.block(&paragraphs.join(&format!("\n{}\n", prefix.trim_end())));
        }
    }

    /// A headline and its source, in a list.
    fn entry(&self, said: &Text, source: Option<&Text>) -> String {
        let dash = parting(" — ", self.model.direction, std::iter::once(said).chain(source));
        let source = source.map(|source| dash + &one_line(&source.text)).unwrap_or_default();
        one_line(&said.text) + &source
    }

    fn contents(&mut self) {
        if self.model.sections.is_empty() {
            self.block(&escape(self.model.words.no_items));
            return;
        }
        self.own_heading(2, self.model.words.contents);
        for section in &self.model.sections {
            if let Some(name) = &section.name {
                self.block(&strong(&name.text));
            }
            let line = |item: &Item| {
                let mark = item.facts.language_mark.as_ref();
                let mark = mark.map(|mark| format!(" · {}", one_line(&mark.text))).unwrap_or_default();
                format!("{}. {}{mark}", item.number, self.entry(&item.entry, item.facts.source.as_ref()))
            };
            let lines: Vec<String> = section.items.iter().map(line).collect();
            self.block(&lines.join("\n"));
        }
    }

    fn item(&mut self, item: &Item, section: &Section) {
        self.heading(if section.name.is_some() { 3 } else { 2 }, Some(item.number), &item.headline);
        if let Some(original) = &item.original_headline {
            self.block(&format!("*{}*", one_line(&original.text)));
        }
        self.facts(&item.facts);
        self.paragraphs(&item.quoted, "> ");
        if let Some(outlets) = &item.also_in {
            self.block(&escape(&outlets.text));
        }
        for quote in &item.quotes {
            let speaker = quote.speaker.as_ref().map(|speaker| format!(" — {}", one_line(&speaker.text)));
            self.block(&format!("> “{}”{}", one_line(&quote.text.text), speaker.unwrap_or_default()));
        }
        if !item.note.is_empty() {
            self.block(&strong(self.model.words.note));
            self.paragraphs(&item.note, "");
        }
        self.paragraphs(&item.lines, "");
        if let Some(link) = &item.link {
            self.block(&link_to(link, &format!("{}: {}", self.model.words.original, link.host)));
        }
    }

    fn facts(&mut self, facts: &Facts) {
        let pieces: Vec<String> = facts
            .listed()
            .iter()
            .map(|fact| {
                let text = if fact.class == "source" { strong(&fact.text.text) } else { one_line(&fact.text.text) };
                let mark = fact.mark.map(|mark| format!(" ({})", one_line(&mark.text)));
                text + &mark.unwrap_or_default()
            })
            .collect();
        if !pieces.is_empty() {
            let dot = parting(" · ", self.model.direction, facts.listed().iter().map(|fact| fact.text));
            self.block(&pieces.join(&dot));
        }
    }

    fn full_text(&mut self, entry: &FullText) {
        self.heading(3, Some(entry.number), &entry.headline);
        self.facts(&entry.facts);
        if let Some(standfirst) = &entry.standfirst {
            self.block(&strong(&standfirst.text));
        }
        for block in &entry.blocks {
            if block.heading {
                self.heading(4, None, &block.text);
            } else {
                self.block(&escape(&block.text.text));
            }
        }
        self.paragraphs(&entry.copyright, "");
        if let Some(link) = &entry.link {
            self.block(&link_to(link, &link.printed));
        }
    }

    fn sources(&mut self) {
        if self.model.sources.is_empty() && self.model.coverage.is_empty() {
            return;
        }
        self.own_heading(2, self.model.words.sources);
        let rows: Vec<String> = self
            .model
            .sources
            .iter()
            .map(|row| {
                let languages = row.languages.as_ref().map(|languages| format!(" ({})", one_line(&languages.text)));
                let items: Vec<String> = row.items.iter().map(|item| item.number.to_string()).collect();
                format!("- {}{}: {}", strong(&row.name.text), languages.unwrap_or_default(), items.join(", "))
            })
            .collect();
        if !rows.is_empty() {
            self.block(&rows.join("\n"));
        }
        self.paragraphs(&self.model.counted_lines(), "");
        self.paragraphs(&self.model.coverage, "");
    }
}

fn strong(text: &str) -> String {
    format!("**{}**", one_line(text))
}

fn link_to(link: &Link, label: &str) -> String {
    let address: String = link
        .address
        .chars()
        .map(|char| match char {
            '<' => "%3C".to_owned(),
            '>' => "%3E".to_owned(),
            '\\' => "%5C".to_owned(),
            // `&copy=1` would be read as a copyright sign.
            '&' => "\\&".to_owned(),
            char => char.to_string(),
        })
        .collect();
    format!("[{}](<{address}>)", one_line(label))
}

pub(crate) fn prefixed(markdown: &str, prefix: &str) -> String {
    markdown.lines().map(|line| format!("{prefix}{line}")).collect::<Vec<_>>().join("\n")
}

/// Text where a line may not end: in headings, lists, emphasis. Blanks around it would undo the emphasis.
pub(crate) fn one_line(text: &str) -> String {
    let line = text.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
    escape(&line)
}

/// Text so that a reader of Markdown shows just its characters; its line breaks stay.
pub(crate) fn escape(text: &str) -> String {
    let blank = |char: char| matches!(char, ' ' | '\t');
    // Blanks at a line's start make code of it, at its end a break.
    let lines = text.split('\n').map(|line| line.trim_matches(blank)).filter(|line| !line.is_empty());
    lines.map(escape_line).collect::<Vec<_>>().join("\\\n")
}

fn escape_line(line: &str) -> String {
    let mut escaped = String::with_capacity(line.len() + 8);
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    for (at, char) in line.char_indices() {
        let after = line[at + char.len_utf8()..].chars().next();
        if char == '}' && after.is_none() {
            // A heading's last words in braces are taken for its attributes, escaped or not.
            escaped.push_str("&#125;");
            continue;
        }
        let special = match char {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '~' | '|' | '$' | '^' | '{' => true,
            '&' => after.is_some_and(|char| char.is_ascii_alphanumeric() || char == '#'),
            // What makes a heading, a list, a quotation or a rule of a line that it opens.
            '#' | '+' | '-' | '=' | '>' | ':' => at == 0,
            '.' | ')' => digits > 0 && at == digits,
            _ => false,
        };
        // A row of number signs at a heading's end is taken for its end mark.
        let closes = char == '#' && line[at..].trim_end_matches('#').is_empty();
        if special || closes {
            escaped.push('\\');
        }
        escaped.push(char);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser};

    use super::*;

    /// What a reader of Markdown shows of `markdown`, with every extension that might take a sign for its own.
    fn shown(markdown: &str) -> String {
        let mut options = Options::all();
        // It makes other quotation marks of those that are there, whatever is escaped.
        options.remove(Options::ENABLE_SMART_PUNCTUATION);
        options.remove(Options::ENABLE_OLD_FOOTNOTES);
        let mut text = String::new();
        for event in Parser::new_ext(markdown, options) {
            match event {
                Event::Text(piece) => text.push_str(&piece),
                Event::HardBreak => text.push('\n'),
                Event::Start(_) | Event::End(_) => {}
                event => panic!("{event:?} of {markdown:?}"),
            }
        }
        text
    }

    fn check(text: &str) {
        let wanted: Vec<&str> =
            text.split('\n').map(|line| line.trim_matches([' ', '\t'])).filter(|line| !line.is_empty()).collect();
        assert_eq!(shown(&escape(text)), wanted.join("\n"), "{:?}", escape(text));
        let heading = format!("# {}", one_line(text));
        let wanted: Vec<&str> = text.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect();
        assert_eq!(shown(&heading), wanted.join(" "), "{heading:?}");
    }

    #[test]
    fn text_is_shown_as_it_is() {
        for text in [
            "plain",
            "*no* _em_ **or** `code` ~~gone~~ [a](b) ![c](d) <b> &amp; &#65; \\",
            "# head\n- item\n+ item\n1. one\n2) two\n> said\n===\n---\n***\n: def",
            "    code?\n\n\ttab",
            "a | b\n--|--\nc | d",
            "[x]: https://example.org",
            "[^1] and [ ] and $x^2$ and ends in # ##",
            "2026. A year",
            "<!-- no --><script>alert(1)</script>",
            "trailing  \nblanks",
            "what the {minister} said {today}",
        ] {
            check(text);
        }
    }

    #[test]
    fn an_address_leads_where_it_did() {
        let address = "https://example.org/a_(b)?x=1&copy=2&y=\\*%20";
        let link = Link::new(address).unwrap();
        let page = link_to(&link, "a [label]");
        let dest = Parser::new(&page).find_map(|event| match event {
            Event::Start(pulldown_cmark::Tag::Link { dest_url, .. }) => Some(dest_url.to_string()),
            _ => None,
        });
        assert_eq!(dest.unwrap(), link.address.replace('\\', "%5C"));
    }

    proptest! {
        #[test]
        fn any_text_is_shown_as_it_is(text in "[-a1 #*_`~\\[\\]()<>&;|:.+=!$^{}\\\\\"'/@\n]{0,30}") {
            check(&text);
        }
    }
}
