//! A page cut into tokens for html5ever's tree builder.
//!
//! html5ever's own tokenizer takes a page letter by letter and copies each value; that was two thirds of what parsing
//! cost. Here the next mark is sought many bytes at a time, and texts and values are slices of the one buffer. The steps are
//! those of the HTML standard (13.2.5); the tests hold the trees against those of html5ever's tokenizer.

use std::{borrow::Cow, cell::RefCell};

use html5ever::{
    Attribute, LocalName, QualName,
    buffer_queue::BufferQueue,
    data::{C1_REPLACEMENTS, NAMED_ENTITIES},
    interface::TreeSink,
    ns,
    tendril::StrTendril,
    tokenizer::{
        CharacterTokens, CommentToken, Doctype, DoctypeToken, EOFToken, EndTag, StartTag, Tag, TagKind, TagToken,
        Token, TokenSink, TokenSinkResult, Tokenizer,
        states::{RawKind, Rcdata, ScriptData},
    },
    tree_builder::{TreeBuilder, TreeBuilderOpts},
};
use memchr::{memchr, memchr2, memmem};

/// Each is held against all before it, so that a tag of a million of them took minutes. No author writes so many.
const MOST_ATTRIBUTES: usize = 1_000;

/// Builds the tree of a page. `html` holds no NUL: what that stands for hangs on where it stands.
pub fn build<S: TreeSink>(html: &str, sink: S, options: TreeBuilderOpts) -> S::Output {
    let html = html.strip_prefix('\u{feff}').unwrap_or(html);
    let tokens = Tokens { html: StrTendril::from_slice(&one_line_end(html)), builder: TreeBuilder::new(sink, options) };
    tokens.run();
    let _ = tokens.builder.process_token(EOFToken, 1);
    tokens.builder.end();
    tokens.builder.sink.finish()
}

fn one_line_end(html: &str) -> Cow<'_, str> {
    if memchr(b'\r', html.as_bytes()).is_none() {
        return Cow::Borrowed(html);
    }
    Cow::Owned(html.replace("\r\n", "\n").replace('\r', "\n"))
}

struct Tokens<S: TreeSink> {
    html: StrTendril,
    builder: TreeBuilder<S::Handle, S>,
}

/// What the text after a start tag is.
enum Text {
    Markup,
    Raw(RawKind),
    Plain,
}

impl<S: TreeSink> Tokens<S> {
    fn run(&self) {
        let bytes = self.html.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let Some(next) = memchr2(b'<', b'&', &bytes[at..]).map(|next| at + next) else {
                self.text(at, bytes.len());
                return;
            };
            self.text(at, next);
            at = if bytes[next] == b'&' { self.reference(next) } else { self.markup(next) };
        }
    }

    /// What begins with `<`; where it ends.
    fn markup(&self, at: usize) -> usize {
        let bytes = self.html.as_bytes();
        match (bytes.get(at + 1), bytes.get(at + 2)) {
            (Some(letter), _) if letter.is_ascii_alphabetic() => self.start_tag(at),
            (Some(b'/'), Some(letter)) if letter.is_ascii_alphabetic() => {
                self.read_tag(at + 2, EndTag).map_or(bytes.len(), |(tag, end)| {
                    self.tag(tag);
                    end
                })
            }
            (Some(b'/'), Some(b'>')) => at + 3,
            (Some(b'/'), Some(_)) => self.bogus(at + 2),
            (Some(b'/'), None) => {
                self.text(at, bytes.len());
                bytes.len()
            }
            (Some(b'!'), _) => self.declaration(at),
            (Some(b'?'), _) => self.bogus(at + 1),
            _ => {
                self.text(at, at + 1);
                at + 1
            }
        }
    }

    fn declaration(&self, at: usize) -> usize {
        let bytes = self.html.as_bytes();
        let inside = at + 2;
        let rest = &bytes[inside..];
        if rest.starts_with(b"--") {
            self.comment();
            return end_of_comment(bytes, inside + 2);
        }
        if rest.get(..7).is_some_and(|word| word.eq_ignore_ascii_case(b"doctype")) {
            let end = memchr(b'>', rest).map_or(bytes.len(), |end| inside + end + 1);
            if let Some(doctype) = read_doctype(self.slice(at, end)) {
                let _ = self.builder.process_token(DoctypeToken(doctype), 1);
            }
            return end;
        }
        if rest.starts_with(b"[CDATA[") && self.builder.adjusted_current_node_present_but_not_in_html_namespace() {
            let from = inside + 7;
            let length = memmem::find(&bytes[from..], b"]]>");
            self.text(from, length.map_or(bytes.len(), |length| from + length));
            return length.map_or(bytes.len(), |length| from + length + 3);
        }
        self.bogus(inside)
    }

    /// Something like a comment, up to the next `>`.
    fn bogus(&self, from: usize) -> usize {
        let bytes = self.html.as_bytes();
        self.comment();
        memchr(b'>', &bytes[from..]).map_or(bytes.len(), |end| from + end + 1)
    }

    /// The words of comments are nobody's.
    fn comment(&self) {
        let _ = self.builder.process_token(CommentToken(StrTendril::new()), 1);
    }

    fn start_tag(&self, at: usize) -> usize {
        let bytes = self.html.as_bytes();
        let Some((tag, end)) = self.read_tag(at + 1, StartTag) else { return bytes.len() };
        let name = tag.name.clone();
        match self.tag(tag) {
            Text::Markup => end,
            Text::Raw(kind) => self.raw(&name, kind, end),
            Text::Plain => {
                self.text(end, bytes.len());
                bytes.len()
            }
        }
    }

    fn tag(&self, tag: Tag) -> Text {
        match self.builder.process_token(TagToken(tag), 1) {
            TokenSinkResult::RawData(kind) => Text::Raw(kind),
            TokenSinkResult::Plaintext => Text::Plain,
            TokenSinkResult::Continue | TokenSinkResult::Script(_) | TokenSinkResult::EncodingIndicator(_) => {
                Text::Markup
            }
        }
    }

    /// Text in which only its own end tag is markup.
    fn raw(&self, name: &str, kind: RawKind, from: usize) -> usize {
        let bytes = self.html.as_bytes();
        let end = if kind == ScriptData { end_of_script(bytes, from) } else { find_end_tag(bytes, from, name) };
        let end = end.unwrap_or(bytes.len());
        if kind == Rcdata {
            let mut at = from;
            while let Some(next) = memchr(b'&', &bytes[at..end]).map(|next| at + next) {
                self.text(at, next);
                at = self.reference(next);
            }
            self.text(at, end);
        } else {
            self.text(from, end);
        }
        end
    }

    fn text(&self, from: usize, to: usize) {
        if from < to {
            let _ = self.builder.process_token(CharacterTokens(self.slice(from, to)), 1);
        }
    }

    /// The characters that `&` and what follows it stand for; where it ends.
    fn reference(&self, at: usize) -> usize {
        let Some((characters, length)) = read_reference(&self.html[at + 1..], false) else {
            self.text(at, at + 1);
            return at + 1;
        };
        let mut text = StrTendril::new();
        characters.into_iter().flatten().for_each(|character| text.push_char(character));
        let _ = self.builder.process_token(CharacterTokens(text), 1);
        at + 1 + length
    }

    fn slice(&self, from: usize, to: usize) -> StrTendril {
        self.html.subtendril(from as u32, (to - from) as u32)
    }

    /// The tag whose name begins at a place, and where it ends; none where the page ends in it.
    fn read_tag(&self, from: usize, kind: TagKind) -> Option<(Tag, usize)> {
        let bytes = self.html.as_bytes();
        let mut at = from + bytes[from..].iter().position(|byte| ends_name(*byte))?;
        let mut tag = Tag {
            kind,
            name: name_of(&self.html[from..at]),
            self_closing: false,
            attrs: Vec::new(),
            had_duplicate_attributes: false,
        };
        loop {
            at += bytes[at..].iter().position(|byte| !is_blank(*byte))?;
            match bytes[at] {
                b'>' => return Some((tag, at + 1)),
                b'/' => {
                    if *bytes.get(at + 1)? == b'>' {
                        tag.self_closing = true;
                        return Some((tag, at + 2));
                    }
                    at += 1;
                }
                _ => {
                    let start = at;
                    // A name may begin with `=`, and with nothing else that ends one.
                    at += 1;
                    at += bytes[at..].iter().position(|byte| ends_name(*byte) || *byte == b'=')?;
                    let name = name_of(&self.html[start..at]);
                    at += bytes[at..].iter().position(|byte| !is_blank(*byte))?;
                    let value = if bytes[at] == b'=' { self.value(at + 1)? } else { (StrTendril::new(), at) };
                    at = value.1;
                    if tag.attrs.len() >= MOST_ATTRIBUTES {
                        continue;
                    }
                    if tag.attrs.iter().any(|other| other.name.local == name) {
                        tag.had_duplicate_attributes = true;
                    } else {
                        tag.attrs.push(Attribute { name: QualName::new(None, ns!(), name), value: value.0 });
                    }
                }
            }
        }
    }

    /// What stands behind `=`, and where it ends.
    fn value(&self, from: usize) -> Option<(StrTendril, usize)> {
        let bytes = self.html.as_bytes();
        let at = from + bytes[from..].iter().position(|byte| !is_blank(*byte))?;
        let (start, end, after) = match bytes[at] {
            quote @ (b'"' | b'\'') => {
                let end = at + 1 + memchr(quote, &bytes[at + 1..])?;
                (at + 1, end, end + 1)
            }
            b'>' => (at, at, at),
            _ => {
                let end = at + bytes[at..].iter().position(|byte| is_blank(*byte) || *byte == b'>')?;
                (at, end, end)
            }
        };
        if memchr(b'&', &bytes[start..end]).is_none() {
            return Some((self.slice(start, end), after));
        }
        let mut value = StrTendril::with_capacity((end - start) as u32);
        let mut rest = &self.html[start..end];
        while let Some((before, behind)) = rest.split_once('&') {
            value.push_slice(before);
            match read_reference(behind, true) {
                Some((characters, length)) => {
                    characters.into_iter().flatten().for_each(|character| value.push_char(character));
                    rest = &behind[length..];
                }
                None => {
                    value.push_char('&');
                    rest = behind;
                }
            }
        }
        value.push_slice(rest);
        Some((value, after))
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | 0x0c | b' ')
}

fn ends_name(byte: u8) -> bool {
    is_blank(byte) || matches!(byte, b'/' | b'>')
}

fn name_of(name: &str) -> LocalName {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        LocalName::from(name.to_ascii_lowercase())
    } else {
        LocalName::from(name)
    }
}

/// Where the page goes on after a comment whose words begin at `from`.
fn end_of_comment(bytes: &[u8], from: usize) -> usize {
    let words = &bytes[from..];
    if words.starts_with(b">") {
        return from + 1;
    }
    if words.starts_with(b"->") {
        return from + 2;
    }
    let mut at = from;
    while let Some(dashes) = memmem::find(&bytes[at..], b"--").map(|found| at + found) {
        match (bytes.get(dashes + 2), bytes.get(dashes + 3)) {
            (Some(b'>'), _) => return dashes + 3,
            (Some(b'!'), Some(b'>')) => return dashes + 4,
            _ => at = dashes + 1,
        }
    }
    bytes.len()
}

/// Whether `</name` and the end of a name stand at a place.
fn is_end_tag(bytes: &[u8], at: usize, name: &str) -> bool {
    let after = at + 2 + name.len();
    bytes.get(at + 2..after).is_some_and(|own| own.eq_ignore_ascii_case(name.as_bytes()))
        && bytes.get(after).is_some_and(|byte| ends_name(*byte))
}

fn find_end_tag(bytes: &[u8], from: usize, name: &str) -> Option<usize> {
    memmem::find_iter(&bytes[from..], b"</").map(|found| from + found).find(|at| is_end_tag(bytes, *at, name))
}

/// The end tag of a script. Inside of `<!--` a script may speak of scripts.
fn end_of_script(bytes: &[u8], from: usize) -> Option<usize> {
    #[derive(PartialEq)]
    enum Within {
        Script,
        Comment,
        /// `<!-- <script>`
        Another,
    }
    const NAME: &str = "script";
    let mut within = Within::Script;
    let mut at = from;
    loop {
        let next = match within {
            Within::Script => memchr(b'<', &bytes[at..]),
            _ => memchr2(b'<', b'-', &bytes[at..]),
        };
        at += next?;
        let rest = &bytes[at..];
        let named = |prefix: &[u8]| {
            rest.strip_prefix(prefix).is_some_and(|name| {
                name.get(..NAME.len()).is_some_and(|own| own.eq_ignore_ascii_case(NAME.as_bytes()))
                    && name.get(NAME.len()).is_some_and(|byte| ends_name(*byte))
            })
        };
        match within {
            Within::Script if named(b"</") => return Some(at),
            Within::Script if rest.starts_with(b"<!--") => {
                within = Within::Comment;
                // `<!-->` is a whole one: its dashes count for both ends.
                at += 2;
            }
            Within::Script => at += 1,
            _ if rest.starts_with(b"-->") => {
                within = Within::Script;
                at += 3;
            }
            Within::Comment if named(b"</") => return Some(at),
            Within::Comment if named(b"<") => {
                within = Within::Another;
                at += 1 + NAME.len();
            }
            Within::Another if named(b"</") => {
                within = Within::Comment;
                at += 2 + NAME.len();
            }
            _ => at += 1,
        }
    }
}

/// What the words behind `&` stand for, and how many bytes of them.
fn read_reference(behind: &str, in_value: bool) -> Option<([Option<char>; 2], usize)> {
    let bytes = behind.as_bytes();
    if bytes.first() == Some(&b'#') {
        return read_number(bytes);
    }
    if !bytes.first()?.is_ascii_alphanumeric() {
        return None;
    }
    let mut longest = None;
    // The table holds the beginnings of all names.
    for length in 1..=bytes.len() {
        let Some(name) = behind.get(..length) else { break };
        match NAMED_ENTITIES.get(name) {
            Some((0, _)) => {}
            Some((one, two)) => longest = Some((*one, *two, length)),
            None => break,
        }
    }
    let (one, two, length) = longest?;
    let ends = bytes[length - 1] == b';';
    if in_value && !ends && bytes.get(length).is_some_and(|byte| *byte == b'=' || byte.is_ascii_alphanumeric()) {
        return None;
    }
    let second = (two != 0).then(|| char::from_u32(two)).flatten();
    Some(([char::from_u32(one), second], length))
}

fn read_number(bytes: &[u8]) -> Option<([Option<char>; 2], usize)> {
    let is_hex = matches!(bytes.get(1), Some(b'x' | b'X'));
    let (from, base) = if is_hex { (2, 16) } else { (1, 10) };
    let digits = bytes[from..].iter().take_while(|byte| char::from(**byte).is_digit(base)).count();
    if digits == 0 {
        return None;
    }
    let number = bytes[from..from + digits].iter().fold(0_u32, |number, byte| {
        let digit = char::from(*byte).to_digit(base).unwrap_or(0);
        number.saturating_mul(base).saturating_add(digit)
    });
    let character = match number {
        0x80..=0x9f => C1_REPLACEMENTS[number as usize - 0x80].or(char::from_u32(number)),
        0 => None,
        _ => char::from_u32(number),
    };
    let end = from + digits;
    let length = end + usize::from(bytes.get(end) == Some(&b';'));
    Some(([character.or(Some('\u{fffd}')), None], length))
}

/// Of one declaration, by html5ever's own reading of it.
fn read_doctype(source: StrTendril) -> Option<Doctype> {
    #[derive(Default)]
    struct Last(RefCell<Option<Doctype>>);
    impl TokenSink for Last {
        type Handle = ();
        fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
            if let DoctypeToken(doctype) = token {
                *self.0.borrow_mut() = Some(doctype);
            }
            TokenSinkResult::Continue
        }
    }
    let tokenizer = Tokenizer::new(Last::default(), Default::default());
    let input = BufferQueue::default();
    input.push_back(source);
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.take()
}
