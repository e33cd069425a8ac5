//! From text to the pieces that the model knows: SentencePiece's unigram model (Kudo and Richardson 2018), by the
//! pieces and scores of the pack.

use std::collections::HashMap;

/// What stands for a space.
const SPACE: char = '\u{2581}';
/// What a character costs that no piece holds, below the rarest piece.
const UNKNOWN: f32 = 10.0;

pub(crate) struct Tokens {
    pieces: Vec<u8>,
    /// Where each piece begins; one more than there are pieces.
    starts: Vec<u32>,
    scores: Vec<f32>,
    /// Pieces by the hash of their bytes, with steps of one; 0 is nothing, else the piece after.
    table: Vec<u32>,
    replaced: HashMap<char, Box<[char]>>,
    begin: u32,
    end: u32,
    unknown: u32,
    unknown_score: f32,
    longest: usize,
}

impl Tokens {
    /// None where the parts do not fit together.
    pub fn new(
        pieces: Vec<u8>,
        starts: Vec<u32>,
        scores: Vec<f32>,
        replaced: HashMap<char, Box<[char]>>,
        [begin, end, unknown]: [u32; 3],
    ) -> Option<Tokens> {
        let ordered = starts.is_sorted() && starts.last().is_some_and(|last| *last as usize <= pieces.len());
        if !ordered || starts.len() != scores.len() + 1 || !scores.iter().all(|score| score.is_finite()) {
            return None;
        }
        let least = scores.iter().copied().fold(f32::INFINITY, f32::min);
        let longest = starts.windows(2).map(|pair| (pair[1] - pair[0]) as usize).max().unwrap_or(1);
        let table = vec![0; (scores.len() * 2).next_power_of_two()];
        let unknown_score = least - UNKNOWN;
        let mut tokens =
            Tokens { pieces, starts, scores, table, replaced, begin, end, unknown, unknown_score, longest };
        for id in 0..tokens.scores.len() as u32 {
            let mut slot = tokens.slot(tokens.piece(id));
            while tokens.table[slot] != 0 {
                slot = (slot + 1) % tokens.table.len();
            }
            tokens.table[slot] = id + 1;
        }
        Some(tokens)
    }

    /// The pieces of a text, between those that begin and end it: at most `most` in all.
    pub fn split(&self, text: &str, most: usize) -> Vec<u32> {
        let text = self.normal(text);
        // The best way to each place that a character begins at: its score, its last piece, and where that begins.
        let mut best: Vec<Option<(f32, u32, usize)>> = vec![None; text.len() + 1];
        best[0] = Some((0.0, self.begin, 0));
        for (start, first) in text.char_indices() {
            let Some((score, ..)) = best[start] else { continue };
            let mut offer = |end: usize, id: u32, cost: f32| {
                if best[end].is_none_or(|(known, ..)| score + cost > known) {
                    best[end] = Some((score + cost, id, start));
                }
            };
            for (at, last) in text[start..].char_indices() {
                let length = at + last.len_utf8();
                if length > self.longest {
                    break;
                }
                if let Some(id) = self.find(&text.as_bytes()[start..start + length]).filter(|id| *id != self.unknown) {
                    offer(start + length, id, self.scores[id as usize]);
                }
            }
            offer(start + first.len_utf8(), self.unknown, self.unknown_score);
        }
        let mut ids = Vec::new();
        let mut at = text.len();
        while let Some((_, id, start)) = best[at].filter(|_| at > 0) {
            ids.push(id);
            at = start;
        }
        ids.push(self.begin);
        ids.reverse();
        ids.truncate(most.max(2) - 1);
        ids.push(self.end);
        ids
    }

    /// Characters as the pieces have them, and each run of spaces as one.
    fn normal(&self, text: &str) -> String {
        let mut normal = String::with_capacity(text.len() + 3);
        normal.push(SPACE);
        let mut put = |c: char| {
            let c = if c == ' ' { SPACE } else { c };
            if c != SPACE || !normal.ends_with(SPACE) {
                normal.push(c);
            }
        };
        for c in text.chars() {
            match self.replaced.get(&c) {
                Some(with) => with.iter().copied().for_each(&mut put),
                None => put(c),
            }
        }
        normal
    }

    fn find(&self, bytes: &[u8]) -> Option<u32> {
        let mut slot = self.slot(bytes);
        while let Some(id) = self.table[slot].checked_sub(1) {
            if self.piece(id) == bytes {
                return Some(id);
            }
            slot = (slot + 1) % self.table.len();
        }
        None
    }

    fn piece(&self, id: u32) -> &[u8] {
        let at = id as usize;
        &self.pieces[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// FNV-1a.
    fn slot(&self, bytes: &[u8]) -> usize {
        let mix = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        (bytes.iter().fold(0xcbf2_9ce4_8422_2325, mix) % self.table.len() as u64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens() -> Tokens {
        let pieces = ["<s>", "</s>", "<unk>", "\u{2581}", "a", "b", "\u{2581}a", "ab"];
        let scores = [0.0, 0.0, 0.0, -3.0, -2.0, -2.5, -3.5, -2.2];
        let mut starts = vec![0];
        pieces.iter().for_each(|piece| starts.push(starts[starts.len() - 1] + piece.len() as u32));
        let replaced = HashMap::from([('B', vec!['b'].into()), ('\u{ad}', vec![].into())]);
        Tokens::new(pieces.concat().into_bytes(), starts, scores.to_vec(), replaced, [0, 1, 2]).unwrap()
    }

    /// The way with the best sum wins, not the longest piece first.
    #[test]
    fn a_text_is_cut_where_its_pieces_are_likeliest() {
        let check = |text: &str, expected: &[u32]| assert_eq!(tokens().split(text, 99), expected, "{text:?}");
        check("ab", &[0, 3, 7, 1]);
        check("a", &[0, 6, 1]);
        check("a  b", &[0, 6, 3, 5, 1]);
        check("A\u{ad}B", &[0, 3, 2, 5, 1]);
        check("", &[0, 3, 1]);
        assert_eq!(tokens().split("a a a a", 4), [0, 6, 6, 1]);
    }
}
