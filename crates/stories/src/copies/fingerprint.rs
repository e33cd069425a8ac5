use crate::kept::{self, Kept};
use crate::text::{self, Kind};

/// Words in a run that must stand in both texts. Three survive where a tenth of the words were changed; two articles
/// on one event that were written apart share few.
const RUN: usize = 3;
/// Smallest run hashes kept for looking up. The smallest, because those of a cut version are then among those of the
/// whole as far as the cut goes.
const PROBES: usize = 24;
/// Share of the shorter text's words that must stand in runs of the longer. Measured: copies with a tenth of the words
/// changed, cut, extended or reordered reach .75 in .991 of the pairs (the rest are joined through a third copy); of
/// articles on one event that quote the same sentences none does.
const COVERED: f32 = 0.76;
/// Shorter texts are copies only when all their words are the same.
const LEAST_WORDS: usize = 12;
/// Words kept of a text: a cut or extended version differs long before that.
const MOST_WORDS: usize = 4000;
/// Of the figures of the text with fewer, at least this share must stand in the other: below it the two are one
/// template filled twice (weather, fixtures, markets).
const SHARED_FIGURES: f32 = 0.5;
/// A single figure that differs is an update within these seconds, and the report's next issue after them.
const NEXT_ISSUE: i64 = 18 * 3600;

/// Share of the shorter text's words that makes two texts with other figures and other names one form: the weather of two
/// towns, two matches of one round. Events that are told in like words (ECB+) share less: none of them is parted.
const ONE_FORM: f32 = 0.7;
/// Headlines and news in brief are alike by chance.
const LEAST_FORM: usize = 30;
/// Of the names of the text with fewer, so many stand in the other where both are about the same; days of the week are
/// names here, so half is not enough.
const SHARED_NAMES: f32 = 0.6;
/// Kept of a text, the first: they say what it is about.
const MOST_NAMES: usize = 40;

/// What is kept of a text to find its copies: two bytes a word and a few more. The same on every machine.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fingerprint {
    /// Hash of all words of the text in order.
    pub words: u64,
    /// The same of the headline.
    pub headline: u64,
    /// One number a word, in order.
    sequence: Box<[u16]>,
    /// Hashes of the figures, sorted, each once.
    figures: Box<[u32]>,
    /// Of the first words with a capital inside a sentence, sorted, each once.
    names: Box<[u32]>,
}

impl Fingerprint {
    /// Markup that was left in the text is no part of it.
    pub fn of(title: &str, body: &str) -> Fingerprint {
        let mut sequence: Vec<u16> = Vec::with_capacity(body.len() / 6 + 4);
        let (mut figures, mut names): (Vec<u32>, Vec<u32>) = Default::default();
        let mut last_end = 0;
        let mut words = 0u64;
        let body = if body.trim().is_empty() { title } else { body };
        let mut before: Option<(usize, u64)> = None;
        text::each_word(body, |word| {
            let own = text::hash(word.folded.as_bytes(), 0);
            words = text::mix(words ^ own);
            if sequence.len() >= MOST_WORDS {
                return;
            }
            if word.capital && names.len() < MOST_NAMES && last_end > 0 && is_inside(&body[last_end..word.start]) {
                names.push(own as u32);
            }
            last_end = word.end;
            // A Chinese character alone is as common as a letter: with the one before it, it is a word.
            let pair = before.filter(|(end, _)| word.kind == Kind::Ideograph && *end == word.start);
            let token = pair.map_or(own, |(_, first)| text::mix(first.rotate_left(7) ^ own));
            before = (word.kind == Kind::Ideograph).then_some((word.end, own));
            sequence.push((token >> 48) as u16);
            if word.kind == Kind::Number {
                figures.push(own as u32);
            }
        });
        let mut headline = 0u64;
        text::each_word(title, |word| headline = text::mix(headline ^ text::hash(word.folded.as_bytes(), 0)));
        figures.sort_unstable();
        figures.dedup();
        names.sort_unstable();
        names.dedup();
        let (figures, names) = (figures.as_slice().into(), names.as_slice().into());
        Fingerprint { words, headline, sequence: sequence.as_slice().into(), figures, names }
    }

    /// About two bytes a word, to be kept while the article's window is open.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = kept::begin();
        bytes.extend(self.words.to_le_bytes());
        bytes.extend(self.headline.to_le_bytes());
        for list in [&self.figures, &self.names] {
            bytes.extend((list.len() as u16).to_le_bytes());
            bytes.extend(list.iter().flat_map(|one| one.to_le_bytes()));
        }
        bytes.extend((self.sequence.len() as u16).to_le_bytes());
        bytes.extend(self.sequence.iter().flat_map(|word| word.to_le_bytes()));
        bytes
    }

    /// None where the bytes are damaged or another version of the program made them: then it is to be made anew.
    pub fn from_bytes(bytes: &[u8]) -> Option<Fingerprint> {
        let mut kept = Kept::open(bytes)?;
        let words = u64::from_le_bytes(kept.take()?);
        let headline = u64::from_le_bytes(kept.take()?);
        let mut list = || {
            let count = usize::from(u16::from_le_bytes(kept.take()?));
            kept.list(count, u32::from_le_bytes)
        };
        let (figures, names) = (list()?, list()?);
        let sequence = usize::from(u16::from_le_bytes(kept.take()?));
        let sequence = kept.list(sequence, u16::from_le_bytes)?;
        kept.is_empty().then_some(Fingerprint { words, headline, sequence, figures, names })
    }

    /// Keys by which possible copies are looked up: two copies share several of them.
    pub fn probes(&self) -> Vec<u32> {
        let mut probes: Vec<u32> = runs(&self.sequence).map(|run| (text::mix(run) >> 32) as u32).collect();
        if probes.len() > 2 * PROBES {
            // Twice as many, for the same run may stand in a text more than once.
            probes.select_nth_unstable(2 * PROBES);
            probes.truncate(2 * PROBES);
        }
        probes.sort_unstable();
        probes.dedup();
        probes.truncate(PROBES);
        probes
    }

    /// How much of the shorter text stands in the longer, 0 to 1; none where the two are no near copies.
    /// `apart` is the time between them in seconds.
    pub fn likeness(&self, other: &Fingerprint, apart: Option<i64>) -> Option<f32> {
        if self.words == other.words {
            return Some(1.0);
        }
        let (short, long) = self.by_length(other);
        if short.sequence.len() < LEAST_WORDS || template(&short.figures, &long.figures, apart) {
            return None;
        }
        let covered = covered(&short.sequence, &long.sequence);
        (covered >= COVERED).then_some(covered)
    }

    /// Whether the two are one form filled in twice, and tell two things: other figures, and other names or another day.
    pub fn is_form_of(&self, other: &Fingerprint, apart: Option<i64>) -> bool {
        let (short, long) = self.by_length(other);
        if short.sequence.len() < LEAST_FORM || !differ(&short.figures, &long.figures, SHARED_FIGURES) {
            return false;
        }
        let least = match apart {
            _ if differ(&short.names, &long.names, SHARED_NAMES) => ONE_FORM,
            Some(seconds) if seconds > NEXT_ISSUE => COVERED,
            _ => return false,
        };
        covered(&short.sequence, &long.sequence) >= least
    }

    fn by_length<'a>(&'a self, other: &'a Fingerprint) -> (&'a Fingerprint, &'a Fingerprint) {
        if self.sequence.len() <= other.sequence.len() { (self, other) } else { (other, self) }
    }
}

/// Whether what stands between two words ends no sentence.
fn is_inside(between: &str) -> bool {
    !between.contains(['.', '!', '?', '\n', ':', '"', '“', '«'])
}

/// Whether both have some, and share less than that of them.
fn differ(a: &[u32], b: &[u32], shared: f32) -> bool {
    let least = a.len().min(b.len());
    least > 0 && (common(a, b) as f32) < shared * least as f32
}

fn common(a: &[u32], b: &[u32]) -> usize {
    a.iter().filter(|one| b.binary_search(one).is_ok()).count()
}

fn runs(sequence: &[u16]) -> impl Iterator<Item = u64> + '_ {
    sequence.windows(RUN).map(|run| run.iter().fold(1, |key, word| key << 16 | u64::from(*word)))
}

fn covered(short: &[u16], long: &[u16]) -> f32 {
    let mut there: Vec<u64> = runs(long).collect();
    there.sort_unstable();
    let mut count = 0;
    let mut until = 0;
    for (at, run) in runs(short).enumerate() {
        if there.binary_search(&run).is_ok() {
            count += at + RUN - until.max(at);
            until = at + RUN;
        }
    }
    count as f32 / short.len() as f32
}

/// Do the figures say that the two are one form filled in twice?
fn template(a: &[u32], b: &[u32], apart: Option<i64>) -> bool {
    let least = a.len().min(b.len());
    if least == 0 {
        return false;
    }
    let shared = common(a, b);
    if least == 1 {
        return shared == 0 && a.len() == b.len() && apart.is_some_and(|seconds| seconds > NEXT_ISSUE);
    }
    (shared as f32) < SHARED_FIGURES * least as f32
}
