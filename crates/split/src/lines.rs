use std::ops::Range;

/// A line that holds something to read, with what stands around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// Byte range in the source, white space at both ends left out.
    pub(crate) range: Range<usize>,
    /// Blank lines directly above, those around a ruler counted together.
    pub(crate) blank_above: u32,
    /// A line of nothing but `* * *`, `-----` or the like stands between this one and the last.
    pub(crate) ruler_above: bool,
    /// White space before the first character.
    pub(crate) indented: bool,
}

/// All lines that hold something, in order, and the rulers between them. Linear in the text, whatever the line lengths.
pub(crate) struct Lines {
    pub(crate) lines: Vec<Line>,
    pub(crate) rulers: Vec<Range<usize>>,
    /// Blank lines after the last line.
    pub(crate) blank_below: u32,
    pub(crate) ruler_below: bool,
}

pub(crate) fn read_lines(text: &str) -> Lines {
    let mut found = Lines { lines: Vec::new(), rulers: Vec::new(), blank_below: 0, ruler_below: false };
    let mut blank_above = 0;
    let mut ruler_above = false;
    let mut start = 0;
    while start < text.len() {
        let (end, next) = end_of_line(text, start);
        let range = trim_range(text, start..end);
        let line = &text[range.clone()];
        if line.is_empty() {
            blank_above += 1;
        } else if is_ruler(line) {
            found.rulers.push(range);
            ruler_above = true;
        } else {
            let indented = range.start > start;
            found.lines.push(Line { range, blank_above, ruler_above, indented });
            blank_above = 0;
            ruler_above = false;
        }
        start = next;
    }
    found.blank_below = blank_above;
    found.ruler_below = ruler_above;
    found
}

/// Where the line that begins at `start` ends, and where the next one begins.
fn end_of_line(text: &str, start: usize) -> (usize, usize) {
    let bytes = text.as_bytes();
    let mut at = start;
    while at < bytes.len() {
        match bytes[at] {
            b'\n' | 0x0b | 0x0c => return (at, at + 1),
            b'\r' => return (at, if bytes.get(at + 1) == Some(&b'\n') { at + 2 } else { at + 1 }),
            // U+2028 and U+2029, which word processors paste for a line's and a paragraph's end.
            0xe2 if bytes.get(at + 1) == Some(&0x80) && matches!(bytes.get(at + 2), Some(0xa8 | 0xa9)) => {
                return (at, at + 3);
            }
            _ => at += 1,
        }
    }
    (at, at)
}

/// The range without white space and invisible characters at its ends.
pub(crate) fn trim_range(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let front = part.trim_start_matches(is_invisible);
    let start = range.end - front.len();
    start..start + front.trim_end_matches(is_invisible).len()
}

fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}' | '\u{fffc}')
}

/// `* * *`, `-----`, `=====`, `###`: at least three marks of one kind and no others.
fn is_ruler(line: &str) -> bool {
    if line.len() > 400 {
        return false;
    }
    let mut marks = line.chars().filter(|c| !c.is_whitespace());
    let Some(first) = marks.next() else { return false };
    if !matches!(first, '*' | '-' | '=' | '_' | '#' | '~' | '+' | '•' | '–' | '—' | '―' | '─' | '━' | '═' | '⁂' | '※')
    {
        return false;
    }
    if first == '⁂' {
        return marks.next().is_none();
    }
    let mut count = 1;
    for mark in marks {
        if mark != first {
            return false;
        }
        count += 1;
    }
    count >= 3
}

/// FNV-1a over code points: the same on every system and in every run, as the labels have to be.
#[derive(Clone, Copy)]
pub(crate) struct Hash(u64);

impl Hash {
    pub(crate) const fn new() -> Hash {
        Hash(0xcbf2_9ce4_8422_2325)
    }

    pub(crate) const fn add(&mut self, value: u32) {
        self.0 = (self.0 ^ value as u64).wrapping_mul(0x0000_0100_0000_01b3);
    }

    /// 0 where nothing was added.
    pub(crate) const fn value(self) -> u64 {
        if self.0 == Hash::new().0 { 0 } else { self.0 ^ (self.0 >> 29) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<(&str, u32, bool)> {
        read_lines(text).lines.into_iter().map(|line| (&text[line.range], line.blank_above, line.ruler_above)).collect()
    }

    /// Each system and editor ends lines its own way; a missed one glues two stories together.
    #[test]
    fn knows_every_line_end_and_ruler() {
        assert_eq!(
            texts("a\r\nb\rc\u{2028}d\n\n\ne"),
            [("a", 0, false), ("b", 0, false), ("c", 0, false), ("d", 0, false), ("e", 2, false)]
        );
        assert_eq!(texts("a\n\n* * *\n\nb\n----------\nc"), [("a", 0, false), ("b", 2, true), ("c", 0, true)]);
        assert_eq!(texts("\u{feff} \u{a0}a\u{a0}\n\u{200b}\nb"), [("a", 0, false), ("b", 1, false)]);
        assert_eq!(texts("** bold **\n--"), [("** bold **", 0, false), ("--", 0, false)]);
    }
}
