use crate::kept::{self, Kept};
use crate::text::{self, Kind};

/// What a word of the headline weighs against one that opens the text.
const HEADLINE: f32 = 3.0;
/// A word so many words into the text weighs half: news tells its event first.
const HALF: f32 = 100.0;
/// Letters of a piece of a headline word. Pieces tie the forms of a word together where stems do not.
const PIECE: usize = 3;
/// Consonants a name must have: shorter skeletons are shared by chance.
const SKELETON: usize = 4;
/// Kept of a text, by weight: more changes no grouping and costs memory a hundred thousand times a day.
const MOST_WORDS: usize = 160;
const MOST_PIECES: usize = 64;
const MOST_NAMES: usize = 64;

/// A term's hash and how often and how early it stands in the article.
pub(crate) type Weighted = (u32, f32);

/// The kinds of terms, each normalised for itself before they are added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Of {
    /// Stems of headline and text.
    Words,
    /// Pieces of the headline's words.
    Pieces,
    /// Consonants of names, and figures: the same whether written in Latin, Cyrillic or Arabic letters.
    Names,
}

/// What an article is about, as three kinds of weighted terms. About a kilobyte: five bytes a term.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    pub(crate) language: [u8; 2],
    /// Sorted within each kind.
    ids: Box<[u32]>,
    /// Sixteenths of a doubling: 4 % exact, which no grouping notices.
    weights: Box<[u8]>,
    /// Where the words and where the pieces end.
    ends: [u16; 2],
    /// Figures in the headline; years are none.
    pub(crate) figures: Box<[u32]>,
    /// What a headline that is printed every day is filled in with: all its figures, and the stems of its names.
    pub(crate) forms: [Box<[u32]>; 2],
    pub(crate) has_text: bool,
}

impl Terms {
    /// `language` is the ISO 639-1 code; English rules where none is known. An article without a headline is taken
    /// by its first sentence.
    pub fn of(title: &str, body: &str, language: Option<&str>) -> Terms {
        let mut found = Found::default();
        if !title.trim().is_empty() {
            found.headline(title, language, HEADLINE);
        } else if let Some(first) = text::sentences(body).first() {
            found.headline(first.of(body), language, 0.0);
            found.figures.clear();
            found.forms = Default::default();
        }
        found.text(body, language);
        let mut code = [0; 2];
        for (to, from) in code.iter_mut().zip(language.unwrap_or_default().bytes()) {
            *to = from;
        }
        found.figures.sort_unstable();
        found.figures.dedup();
        let mut terms = gather(found.words, MOST_WORDS);
        let words = terms.len() as u16;
        terms.extend(gather(found.pieces, MOST_PIECES));
        let pieces = terms.len() as u16;
        terms.extend(gather(found.names, MOST_NAMES));
        Terms {
            language: code,
            ids: terms.iter().map(|(id, _)| *id).collect(),
            weights: terms.iter().map(|(_, weight)| (weight.log2() * 16.0 + 112.0).round() as u8).collect(),
            ends: [words, pieces],
            figures: found.figures.into(),
            forms: found.forms.map(Vec::into),
            has_text: !body.trim().is_empty(),
        }
    }

    /// About five bytes a term, to be kept while the article's window is open.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = kept::begin();
        bytes.extend(self.language);
        bytes.push(self.has_text.into());
        for list in [&self.figures].into_iter().chain(&self.forms) {
            bytes.extend((list.len() as u16).to_le_bytes());
            bytes.extend(list.iter().flat_map(|one| one.to_le_bytes()));
        }
        bytes.extend(self.ends.iter().flat_map(|end| end.to_le_bytes()));
        bytes.extend((self.ids.len() as u16).to_le_bytes());
        bytes.extend(self.ids.iter().flat_map(|id| id.to_le_bytes()));
        bytes.extend(&self.weights);
        bytes
    }

    /// None where the bytes are damaged or another version of the program made them: then they are to be made anew.
    pub fn from_bytes(bytes: &[u8]) -> Option<Terms> {
        let mut kept = Kept::open(bytes)?;
        let language = kept.take()?;
        let [has_text] = kept.take()?;
        let mut list = || {
            let count = usize::from(u16::from_le_bytes(kept.take()?));
            kept.list(count, u32::from_le_bytes)
        };
        let (figures, forms) = (list()?, [list()?, list()?]);
        let ends = [u16::from_le_bytes(kept.take()?), u16::from_le_bytes(kept.take()?)];
        let count = u16::from_le_bytes(kept.take()?);
        let ids = kept.list(usize::from(count), u32::from_le_bytes)?;
        let weights = kept.list(usize::from(count), |[weight]| weight)?;
        let whole = kept.is_empty() && ends[0] <= ends[1] && ends[1] <= count;
        whole.then_some(Terms { language, ids, weights, ends, figures, forms, has_text: has_text != 0 })
    }

    /// Is this stem among the words of the headline or the text?
    pub(crate) fn knows(&self, stem: u32) -> bool {
        self.ids[..usize::from(self.ends[0])].binary_search(&stem).is_ok()
    }

    pub(crate) fn of_kind(&self, kind: Of) -> impl ExactSizeIterator<Item = Weighted> + '_ {
        let [words, pieces] = self.ends.map(usize::from);
        let range = match kind {
            Of::Words => 0..words,
            Of::Pieces => words..pieces,
            Of::Names => pieces..self.ids.len(),
        };
        let weights = &self.weights[range.clone()];
        self.ids[range].iter().zip(weights).map(|(id, weight)| (*id, ((f32::from(*weight) - 112.0) / 16.0).exp2()))
    }
}

#[derive(Default)]
struct Found {
    words: Vec<Weighted>,
    pieces: Vec<Weighted>,
    names: Vec<Weighted>,
    figures: Vec<u32>,
    forms: [Vec<u32>; 2],
    skeleton: String,
}

impl Found {
    fn headline(&mut self, line: &str, language: Option<&str>, weight: f32) {
        let mut before: Option<(usize, u64)> = None;
        let (mut words, mut capitals) = (0, 0);
        text::each_word(line, |word| {
            words += 1;
            capitals += usize::from(word.capital);
            let own = text::hash(word.folded.as_bytes(), 0);
            if word.kind == Kind::Ideograph {
                let pair = before.filter(|(end, _)| *end == word.start).map(|(_, first)| pair(first, own));
                before = Some((word.end, own));
                if let Some(pair) = pair {
                    self.words.push((pair, weight));
                    self.pieces.push((pair ^ PIECE_MARK, 1.0));
                }
                return;
            }
            before = None;
            if word.kind == Kind::Number {
                self.forms[0].push(text::hash(word.folded.as_bytes(), 2) as u32);
            } else if word.capital && words > 1 && !is_noise(&word, language) {
                self.forms[1].push(stem_hash(&word, language));
            }
            if is_noise(&word, language) {
                return;
            }
            if weight > 0.0 {
                self.words.push((stem_hash(&word, language), weight));
            }
            each_piece(word.folded, |piece| {
                self.pieces.push((text::hash(piece.as_bytes(), 1) as u32 ^ PIECE_MARK, 1.0));
            });
            self.name(&word, 1.0);
            if word.kind == Kind::Number && !is_year(word.folded) {
                self.figures.push(text::hash(word.folded.as_bytes(), 2) as u32);
            }
        });
        // Where most words have a capital it tells no name.
        if capitals * 2 > words {
            self.forms[1].clear();
        }
    }

    fn text(&mut self, body: &str, language: Option<&str>) {
        let mut seen = 0;
        let mut last_end = 0;
        let mut before: Option<(usize, u64)> = None;
        text::each_word(body, |word| {
            seen += 1;
            let opens = last_end == 0 || body[last_end..word.start].contains(['.', '!', '?', '\n', ':', '"', '“']);
            last_end = word.end;
            let weight = HALF / (HALF + seen as f32);
            if word.kind == Kind::Ideograph {
                let own = text::hash(word.folded.as_bytes(), 0);
                if let Some((_, first)) = before.filter(|(end, _)| *end == word.start) {
                    self.words.push((pair(first, own), weight));
                }
                before = Some((word.end, own));
                return;
            }
            before = None;
            if is_noise(&word, language) {
                return;
            }
            self.words.push((stem_hash(&word, language), weight));
            if word.kind == Kind::Number || (word.capital && !opens) {
                self.name(&word, weight);
            }
        });
    }

    fn name(&mut self, word: &text::Word, weight: f32) {
        self.skeleton.clear();
        consonants(word.folded, word.kind, &mut self.skeleton);
        if word.kind == Kind::Number || self.skeleton.chars().nth(SKELETON - 1).is_some() {
            self.names.push((text::hash(self.skeleton.as_bytes(), 3) as u32, weight));
        }
    }
}

/// Keeps the pieces apart from words that are spelled like one.
const PIECE_MARK: u32 = 0x5bd1_e995;

fn pair(first: u64, second: u64) -> u32 {
    text::mix(first.rotate_left(7) ^ second) as u32
}

fn stem_hash(word: &text::Word, language: Option<&str>) -> u32 {
    text::hash(text::stem(word.folded, word.kind, language).as_bytes(), 0) as u32
}

fn is_noise(word: &text::Word, language: Option<&str>) -> bool {
    word.folded.len() < 2 || text::is_function_word(word.folded, word.kind, language)
}

fn is_year(figure: &str) -> bool {
    figure.len() == 4 && (figure.starts_with("20") || figure.starts_with("19"))
}

/// Sums equal terms and keeps the `most` heaviest, sorted by hash.
fn gather(mut found: Vec<Weighted>, most: usize) -> Vec<Weighted> {
    found.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    found.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += next.1;
        }
        same
    });
    if found.len() > most {
        found.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        found.truncate(most);
        found.sort_unstable_by_key(|term| term.0);
    }
    found
}

fn each_piece(folded: &str, mut found: impl FnMut(&str)) {
    let mut starts = [0usize; 64];
    let mut count = 0;
    for (at, _) in folded.char_indices().take(starts.len() - 1) {
        starts[count] = at;
        count += 1;
    }
    starts[count] = folded.len();
    if count <= PIECE {
        found(folded);
        return;
    }
    for at in 0..=count - PIECE {
        found(&folded[starts[at]..starts[at + PIECE]]);
    }
}

/// How a name sounds, roughly: the same for its spellings in one script and in others.
pub(crate) fn sound(folded: &str, kind: Kind) -> String {
    let mut out = String::new();
    consonants(folded, kind, &mut out);
    out
}

/// `Макрон`, `Macron` and `ماكرون` all become `mkrn`: vowels are dropped, sounds that scripts confuse are one.
fn consonants(folded: &str, kind: Kind, out: &mut String) {
    if kind == Kind::Number {
        out.push_str(folded);
        return;
    }
    let word = if kind == Kind::Arabic { text::without_article(folded) } else { folded };
    let mut last = ' ';
    let mut put = |c: char| {
        if c != last {
            out.push(c);
        }
        last = c;
    };
    let mut letters = word.chars().peekable();
    while let Some(c) = letters.next() {
        let next = letters.peek().copied().unwrap_or(' ');
        match c {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' | 'w' | 'j' => {}
            'а' | 'е' | 'и' | 'о' | 'у' | 'ы' | 'э' | 'ю' | 'я' | 'і' | 'є' | 'ь' | 'ъ' => {}
            'ا' | 'و' | 'ي' | 'ه' | 'ع' | 'ء' => {}
            'p' if next == 'h' => put('f'),
            'c' if matches!(next, 'h' | 'e' | 'i') => put('s'),
            'c' | 'k' | 'q' | 'g' | 'к' | 'г' | 'ґ' | 'ك' | 'ق' | 'غ' | 'ج' => put('k'),
            'x' => {
                put('k');
                put('s');
            }
            's' | 'z' | 'с' | 'з' | 'ш' | 'щ' | 'ж' | 'ц' | 'ч' | 'س' | 'ص' | 'ز' | 'ش' => put('s'),
            'b' | 'p' | 'б' | 'п' | 'ب' => put('b'),
            'v' | 'f' | 'в' | 'ф' | 'ف' => put('f'),
            't' | 'd' | 'т' | 'д' | 'ت' | 'ط' | 'د' | 'ض' | 'ذ' | 'ث' => put('t'),
            'l' | 'л' | 'ل' => put('l'),
            'm' | 'м' | 'م' => put('m'),
            'n' | 'н' | 'ن' => put('n'),
            'r' | 'р' | 'ر' => put('r'),
            'х' | 'ح' | 'خ' => put('h'),
            other => put(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The only thread between two headlines in different scripts is the names in them.
    #[test]
    fn a_name_has_the_same_consonants_in_each_script() {
        for forms in
            [["macron", "макрон", "ماكرون"], ["karimov", "каримов", "كاريموف"], ["navalny", "навальныи", "نافالني"]]
        {
            let kinds = [Kind::Latin, Kind::Cyrillic, Kind::Arabic];
            let skeletons: Vec<String> = forms
                .iter()
                .zip(kinds)
                .map(|(form, kind)| {
                    let mut out = String::new();
                    consonants(form, kind, &mut out);
                    out
                })
                .collect();
            assert!(skeletons.iter().all(|skeleton| *skeleton == skeletons[0]), "{skeletons:?}");
        }
    }

    #[test]
    fn a_long_text_costs_no_more_than_a_short_one() {
        let text: String = (0..5000).map(|n| format!("word{n} Name{n} ")).collect();
        let terms = Terms::of("A headline", &text, Some("en"));
        assert_eq!(terms.of_kind(Of::Words).len(), MOST_WORDS);
        assert!(terms.of_kind(Of::Names).len() <= MOST_NAMES);
    }
}
