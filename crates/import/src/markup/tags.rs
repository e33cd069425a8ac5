//! The tags of some HTML, one after the other, without a tree.

/// A tag's name in lower case. No name that is asked for has more than 16 bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Name([u8; 16]);

impl Name {
    fn of(source: &str) -> Name {
        let mut name = [0; 16];
        for (to, from) in name.iter_mut().zip(source.bytes()) {
            *to = from.to_ascii_lowercase();
        }
        Name(name)
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        let len = self.0.iter().position(|byte| *byte == 0).unwrap_or(self.0.len());
        &self.0[..len]
    }
}

pub(crate) struct Tag<'a> {
    pub(crate) name: Name,
    /// From its name to its end.
    pub(crate) source: &'a str,
    pub(crate) closes: bool,
    pub(crate) closes_itself: bool,
    pub(crate) attributes: usize,
    /// Where it begins, and where what follows it begins: for scripts and styles behind their content.
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Tag<'_> {
    /// An attribute's value, entities decoded.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        let mut rest = self.source;
        while let Some(at) = rest.find('=') {
            let before = rest[..at].trim_end();
            let is_edge = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '/');
            let key = before.rsplit(is_edge).next().unwrap_or(before);
            let value = rest[at + 1..].trim_start();
            let (value, after) = match value.chars().next() {
                Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
                _ => value.split_at(value.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(value.len())),
            };
            if key.eq_ignore_ascii_case(name) {
                return Some(html_escape::decode_html_entities(value).into_owned());
            }
            rest = after;
        }
        None
    }

    pub(crate) fn has_class(&self, is_it: impl Fn(&str) -> bool) -> bool {
        self.attribute("class").is_some_and(|classes| classes.split_whitespace().any(is_it))
    }

    /// What it holds is no markup, and was passed over.
    pub(crate) fn is_raw_text(&self) -> bool {
        const RAW: &[&[u8]] = &[b"script", b"style", b"textarea", b"title", b"xmp", b"iframe", b"noembed", b"noframes"];
        RAW.contains(&self.name.as_bytes())
    }
}

pub(crate) struct Tags<'a> {
    html: &'a str,
    at: usize,
}

impl<'a> Tags<'a> {
    pub(crate) fn of(html: &'a str) -> Tags<'a> {
        Tags { html, at: 0 }
    }

    fn bytes(&self) -> &'a [u8] {
        self.html.as_bytes()
    }

    fn read_tag(&mut self, closes: bool) -> Tag<'a> {
        let start = self.at;
        let bytes = self.bytes();
        let is_end = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' | b'/' | b'>');
        self.at += bytes[start..].iter().position(is_end).unwrap_or(bytes.len() - start);
        let name = Name::of(&self.html[start..self.at]);

        let mut attributes = 0;
        let mut slash = false;
        let mut blank = false;
        while let Some(&byte) = bytes.get(self.at) {
            self.at += 1;
            match byte {
                b'>' => break,
                b'=' => {
                    self.skip_value();
                    slash = false;
                }
                b'/' => {
                    slash = true;
                    blank = true;
                    continue;
                }
                b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' => {
                    blank = true;
                    continue;
                }
                _ => {
                    attributes += usize::from(blank);
                    slash = false;
                }
            }
            blank = false;
        }
        let source = &self.html[start..self.at];
        let opening = start - 1 - usize::from(closes);
        Tag { name, source, closes, closes_itself: slash, attributes, start: opening, end: self.at }
    }

    fn skip_value(&mut self) {
        let bytes = self.bytes();
        while bytes.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
        if let Some(quote @ (b'"' | b'\'')) = bytes.get(self.at) {
            let rest = &bytes[self.at + 1..];
            self.at += memchr::memchr(*quote, rest).map_or(rest.len() + 1, |end| end + 2);
        } else {
            let is_end = |byte: &u8| byte.is_ascii_whitespace() || *byte == b'>';
            let rest = &bytes[self.at..];
            self.at += rest.iter().position(is_end).unwrap_or(rest.len());
        }
    }

    fn skip_past(&mut self, after: &[u8], end: &[u8], opened: usize) {
        let found = memchr::memmem::find(after, end);
        self.at += opened + found.map_or(after.len(), |found| found + end.len());
    }

    /// To the closing tag of the same name, which comes next.
    fn skip_raw_text(&mut self, name: Name) {
        let rest = &self.bytes()[self.at..];
        let name = name.as_bytes();
        let end = memchr::memmem::find_iter(rest, b"</").find(|found| {
            rest[found + 2..].get(..name.len()).is_some_and(|closing| closing.eq_ignore_ascii_case(name))
        });
        self.at += end.unwrap_or(rest.len());
    }
}

impl<'a> Iterator for Tags<'a> {
    type Item = Tag<'a>;

    fn next(&mut self) -> Option<Tag<'a>> {
        loop {
            let bytes = self.bytes();
            self.at += memchr::memchr(b'<', &bytes[self.at..])? + 1;
            match &bytes[self.at..] {
                [b'!', b'-', b'-', after @ ..] => self.skip_past(after, b"-->", 3),
                [b'!' | b'?', after @ ..] => self.skip_past(after, b">", 1),
                [b'/', letter, ..] if letter.is_ascii_alphabetic() => {
                    self.at += 1;
                    return Some(self.read_tag(true));
                }
                [letter, ..] if letter.is_ascii_alphabetic() => {
                    let mut tag = self.read_tag(false);
                    if tag.is_raw_text() {
                        self.skip_raw_text(tag.name);
                        tag.end = self.at;
                    }
                    return Some(tag);
                }
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Exports are told apart by their classes, in whatever quotes a browser saved them.
    #[test]
    fn reads_attributes_however_they_are_written() {
        let check = |html: &str, name: &str, value: Option<&str>| {
            assert_eq!(Tags::of(html).next().unwrap().attribute(name).as_deref(), value, "{html}");
        };
        check("<td class=index>", "class", Some("index"));
        check("<td align='right' class = \"a b\">", "class", Some("a b"));
        check("<a data-class=x href='?a=b&amp;c'>", "href", Some("?a=b&c"));
        check("<a data-class=x>", "class", None);
        check("<a title='class=\"x\"'>", "class", None);
    }
}
