use super::is_ideograph;

/// A sentence as a byte range of the text it stands in, without the blanks around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    pub start: usize,
    pub end: usize,
    /// Counted over the text's blocks (runs between line ends), from 0.
    pub paragraph: usize,
}

impl Sentence {
    /// The sentence's own words: always an exact substring.
    pub fn of<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

/// Cuts `text` into its sentences. A line end always ends a sentence; blanks belong to none.
pub fn sentences(text: &str) -> Vec<Sentence> {
    let mut found = Vec::new();
    let mut offset = 0;
    let mut paragraph = 0;
    for line in text.split_inclusive('\n') {
        let before = found.len();
        split_line(line, offset, paragraph, &mut found);
        paragraph += usize::from(found.len() > before);
        offset += line.len();
    }
    found
}

fn split_line(line: &str, offset: usize, paragraph: usize, found: &mut Vec<Sentence>) {
    let mut start = 0;
    let mut at = 0;
    while let Some(c) = line[at..].chars().next() {
        let after = at + c.len_utf8();
        if !is_terminator(c) {
            at = after;
            continue;
        }
        let end = skip_closers(line, after);
        if ends_sentence(line, start, at, c, end) {
            push(line, start, end, offset, paragraph, found);
            start = end;
        }
        at = end;
    }
    push(line, start, line.len(), offset, paragraph, found);
}

fn push(line: &str, start: usize, end: usize, offset: usize, paragraph: usize, found: &mut Vec<Sentence>) {
    let piece = &line[start..end];
    let blank = |c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}';
    let trimmed = piece.trim_matches(blank);
    if trimmed.is_empty() {
        return;
    }
    let lead = piece.len() - piece.trim_start_matches(blank).len();
    let start = offset + start + lead;
    found.push(Sentence { start, end: start + trimmed.len(), paragraph });
}

fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '۔' | '।' | '｡')
}

/// Past further marks, quotes and brackets that close what the sentence opened.
fn skip_closers(line: &str, from: usize) -> usize {
    let mut end = from;
    for c in line[from..].chars() {
        let closes =
            is_terminator(c) || matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '」' | '』' | '）' | '】' | '›');
        if !closes {
            break;
        }
        end += c.len_utf8();
    }
    // Old style: a quote set apart by blanks, `said. '' Then`.
    if let Some(rest) = line[end..].strip_prefix(" ''") {
        return line.len() - rest.len();
    }
    if let Some(rest) = line[end..].strip_prefix(" »").or_else(|| line[end..].strip_prefix("\u{a0}»")) {
        return line.len() - rest.len();
    }
    end
}

fn ends_sentence(line: &str, start: usize, mark: usize, c: char, end: usize) -> bool {
    let rest = &line[end..];
    let Some(next) = rest.chars().next() else { return true };
    if matches!(c, '。' | '！' | '？' | '｡') {
        return true;
    }
    if !next.is_whitespace() {
        // Arabic pages often set no blank after the full stop; so do some where Chinese and Latin meet.
        let glued = is_ideograph(next) || matches!(u32::from(next), 0x0621..=0x06D3);
        return glued && line[..mark].trim_end().chars().next_back().is_some_and(char::is_alphabetic) && c != '…';
    }
    let Some(first) = rest
        .trim_start()
        .chars()
        .find(|c| !matches!(c, '"' | '“' | '‘' | '\'' | '«' | '(' | '[' | '`' | '—' | '-' | '–' | ' '))
    else {
        return true;
    };
    if first.is_lowercase() {
        return false;
    }
    if c != '.' {
        return true;
    }
    !is_abbreviation(&line[start..mark], first)
}

/// Is the full stop after `before` that of an abbreviation or an initial?
fn is_abbreviation(before: &str, next: char) -> bool {
    let word = before
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '“' | '«' | '\''))
        .next()
        .unwrap_or_default();
    let last = word.rsplit('.').next().unwrap_or_default();
    let mut letters = last.chars();
    if let (Some(only), None) = (letters.next(), letters.next()) {
        // An initial, `U.S.`, `г.`: a sentence may end so, but a name goes on far more often.
        return only.is_alphabetic() && !is_ideograph(only);
    }
    let mut folded = String::new();
    super::fold_into(last, &mut folded);
    if NUMBERED.contains(&folded.as_str()) {
        return next.is_numeric();
    }
    ABBREVIATIONS.contains(&folded.as_str())
}

const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "st", "gen", "sen", "rep", "gov", "lt", "col", "sgt", "capt", "cmdr", "maj",
    "rev", "hon", "pres", "supt", "insp", "det", "atty", "jr", "sr", "messrs", "mme", "mlle", "sra", "srta", "dra",
    "don", "ing", "lic", "vs", "inc", "corp", "ltd", "bros", "dept", "univ", "approx", "jan", "feb", "aug", "sept",
    "oct", "nov", "dec", "av", "bzw", "ca", "evtl", "ggf", "inkl", "usw", "zzgl", "hr", "fr", "др", "ул", "им", "стр",
    "обл", "тыс", "млн", "млрд",
];

/// Abbreviated only before a figure: `No. 10` but `He said no. Ten left.`
const NUMBERED: &[&str] = &["no", "nr", "art", "vol", "pp", "fig", "sec", "num", "cap", "mar", "apr", "jun", "jul"];

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<_> = sentences(text).iter().map(|sentence| sentence.of(text)).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    /// A summary quotes whole sentences: half of one is a misquotation.
    #[test]
    fn abbreviations_and_figures_do_not_end_a_sentence() {
        check("Mr. Kale of the U.S. Navy paid $3.5m. He left.", &["Mr. Kale of the U.S. Navy paid $3.5m.", "He left."]);
        check("It is No. 10 now. No. Ten is new.", &["It is No. 10 now.", "No.", "Ten is new."]);
        check("Она живёт на ул. Мира. Там тихо.", &["Она живёт на ул. Мира.", "Там тихо."]);
    }

    #[test]
    fn closing_quotes_stay_with_their_sentence() {
        check("“We left.” She smiled.", &["“We left.”", "She smiled."]);
        check("« Nous partons. » Il sourit.", &["« Nous partons. »", "Il sourit."]);
        check("“Why?” asked the mayor. Nobody knew.", &["“Why?” asked the mayor.", "Nobody knew."]);
    }

    #[test]
    fn scripts_without_capitals_or_blanks() {
        check("总统说：“会谈很好。”他走了。", &["总统说：“会谈很好。”", "他走了。"]);
        check(
            "وصل الوفد أمس .ثم غادر. هل يعود؟ لا أحد يعلم",
            &["وصل الوفد أمس .", "ثم غادر.", "هل يعود؟", "لا أحد يعلم"],
        );
    }

    #[test]
    fn a_line_end_ends_a_sentence() {
        check("A heading\n\n The text. \n", &["A heading", "The text."]);
        check("", &[]);
    }
}
