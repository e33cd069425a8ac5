use crate::text::{self, Kind};

/// The words of a line as hashes of their stems.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stems {
    /// All words in order; two Chinese characters that stand together are one.
    pub all: Vec<u32>,
    /// Those that tell something, sorted, each once.
    pub content: Vec<u32>,
    /// Is any word without a capital? A line that has none is no sentence.
    pub has_small: bool,
}

impl Stems {
    pub fn of(line: &str, language: Option<&str>) -> Stems {
        let mut stems = Stems::default();
        let mut before: Option<(usize, u64)> = None;
        text::each_word(line, |word| {
            let own = text::hash(text::stem(word.folded, word.kind, language).as_bytes(), 0);
            let mut term = own as u32;
            if word.kind == Kind::Ideograph {
                if let Some((_, first)) = before.filter(|(end, _)| *end == word.start) {
                    term = text::mix(first.rotate_left(7) ^ own) as u32;
                }
                before = Some((word.end, own));
                stems.content.push(term);
            } else {
                before = None;
                if !text::is_function_word(word.folded, word.kind, language) {
                    stems.content.push(term);
                }
            }
            stems.has_small |= !word.capital;
            stems.all.push(term);
        });
        stems.content.sort_unstable();
        stems.content.dedup();
        stems
    }

    /// Two words in a row, sorted, each pair once.
    pub fn pairs(&self) -> Vec<u32> {
        let mut pairs: Vec<u32> = self.all.windows(2).map(|two| two[0].rotate_left(9) ^ two[1]).collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }
}

/// Share of the sorted `own` that `there` holds; 0 of nothing.
pub(crate) fn share(own: &[u32], there: impl Fn(&u32) -> f32) -> f32 {
    own.iter().map(there).sum::<f32>() / own.len().max(1) as f32
}
