//! What an article is about, as weighted terms: stems of title and text, character 4-grams of the title, and the
//! consonants of names, which survive the way from one script to another.

use crate::text::{self, Kind};
use crate::tune::t;

/// Which of the three kinds of evidence a term is. Each is normalised for itself before they are added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Block { Word = 0, Gram = 1, Name = 2 }

#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// Sorted by id, per block.
    pub blocks: [Vec<(u32, f32)>; 3],
    pub has_text: bool,
    pub figures: Vec<u32>,
}

pub fn terms(title: &str, body: &str, language: Option<&str>) -> Terms {
    let mut blocks: [Vec<(u32, f32)>; 3] = Default::default();
    let title_weight = t("TITLE", 3.0);
    let mut scratch = String::new();
    let (half, nameboost, numboost, skelmin, n) = (t("HALF", 100.0), t("NAMEBOOST", 1.0), t("NUMBOOST", 1.0), t("SKELMIN", 3.0) as usize, t("GRAM", 4.0) as usize);
    let has_title = !title.trim().is_empty();
    let has_text = !body.trim().is_empty();
    let mut figures: Vec<u32> = Vec::new();
    let mut take = |line: &str, weight: f32, grams: bool, blocks: &mut [Vec<(u32, f32)>; 3]| {
        let mut seen = 0usize;
        let mut previous: Option<char> = None;
        let mut last_end = 0usize;
        text::each_word(line, |w| {
            seen += 1;
            let gap = &line[last_end..w.start];
            let opens = last_end == 0 || gap.contains(['.', '!', '?', '\n', ':', '"', '“']);
            last_end = w.end;
            if w.kind == Kind::Ideograph {
                let c = w.folded.chars().next().unwrap_or(' ');
                if let Some(p) = previous.filter(|_| gap.is_empty()) {
                    scratch.clear();
                    scratch.push(p);
                    scratch.push(c);
                    push(&mut blocks[0], Block::Word, &scratch, weight);
                    if grams { push(&mut blocks[1], Block::Gram, &scratch, 1.0); }
                }
                previous = Some(c);
                return;
            }
            previous = None;
            if text::is_function_word(w.folded, w.kind, language) || (w.folded.len() < 2) {
                return;
            }
            let position = half / (half + seen as f32);
            let stem = text::stem(w.folded, w.kind, language);
            let mut boost = 1.0;
            if w.capital && !opens && !grams { boost *= nameboost; }
            if w.kind == Kind::Number { boost *= numboost; if grams && weight > 0.0 && !(w.folded.len() == 4 && (w.folded.starts_with("20") || w.folded.starts_with("19"))) { figures.push(text::hash(w.folded.as_bytes(), 9) as u32); } }
            push(&mut blocks[0], Block::Word, stem, weight * position * boost);
            if grams {
                each_gram(w.folded, n, |gram| push(&mut blocks[1], Block::Gram, gram, 1.0));
            }
            if grams || (w.capital && !opens) || w.kind == Kind::Number {
                scratch.clear();
                consonants(w.folded, w.kind, &mut scratch);
                if scratch.chars().count() >= skelmin || w.kind == Kind::Number {
                    push(&mut blocks[2], Block::Name, &scratch, if grams { 1.0 } else { position });
                }
            }
        });
    };
    if has_title { take(title, title_weight, true, &mut blocks); }
    if has_text {
        take(body, 1.0, false, &mut blocks);
        if !has_title {
            let first = text::sentences(body).into_iter().next();
            if let Some(first) = first { 
                let mut other: [Vec<(u32, f32)>; 3] = Default::default();
                take(first.of(body), 0.0, true, &mut other);
                blocks[1] = std::mem::take(&mut other[1]);
            }
        }
    }
    for block in &mut blocks { gather(block); }
    figures.sort(); figures.dedup(); Terms { blocks, has_text, figures }
}

fn push(block: &mut Vec<(u32, f32)>, kind: Block, term: &str, weight: f32) {
    block.push((text::hash(term.as_bytes(), kind as u64) as u32, weight));
}

fn gather(block: &mut Vec<(u32, f32)>) {
    block.sort_by_key(|(id, _)| *id);
    block.dedup_by(|b, a| {
        let same = a.0 == b.0;
        if same { a.1 += b.1; }
        same
    });
}

fn each_gram(folded: &str, n: usize, mut found: impl FnMut(&str)) {
    let starts: Vec<usize> = folded.char_indices().map(|(at, _)| at).chain([folded.len()]).collect();
    if starts.len() <= n + 1 {
        found(folded);
        return;
    }
    for window in starts.windows(n + 1) {
        found(&folded[window[0]..window[n]]);
    }
}

/// `Макрон`, `Macron` and `ماكرون` all become `mkrn`.
pub(crate) fn consonants(folded: &str, kind: Kind, out: &mut String) {
    if kind == Kind::Number { out.push_str(folded); return; }
    let word = if kind == Kind::Arabic { text::stem(folded, kind, None) } else { folded };
    let mut last = ' ';
    let mut put = |c: char, out: &mut String| { if c != last { out.push(c); } last = c; };
    let letters: Vec<char> = word.chars().collect();
    let mut at = 0;
    while at < letters.len() {
        let c = letters[at];
        let next = letters.get(at + 1).copied().unwrap_or(' ');
        at += 1;
        match c {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'а' | 'е' | 'и' | 'о' | 'у' | 'ы' | 'э' | 'ю' | 'я' | 'і' | 'є' | 'ь' | 'ъ' | 'ا' | 'و' | 'ي' | 'ه' | 'ع' | 'ء' | 'h' | 'w' | 'j' => {}
            'p' if next == 'h' => put('f', out),
            's' | 'c' if next == 'h' => put('s', out),
            'c' if next == 'e' || next == 'i' => put('s', out),
            'c' | 'k' | 'q' | 'к' | 'ك' | 'ق' | 'g' | 'г' | 'ґ' | 'غ' | 'ج' => put('k', out),
            'x' => { put('k', out); put('s', out); }
            'z' | 's' | 'с' | 'з' | 'ш' | 'щ' | 'ж' | 'ц' | 'ч' | 'س' | 'ص' | 'ز' | 'ش' => put('s', out),
            'b' | 'б' | 'ب' | 'p' | 'п' => put('b', out),
            'v' | 'в' | 'f' | 'ф' | 'ف' => put('f', out),
            't' | 'т' | 'ت' | 'ط' | 'd' | 'д' | 'د' | 'ض' | 'ذ' | 'ث' => put('t', out),
            'l' | 'л' | 'ل' => put('l', out),
            'm' | 'м' | 'م' => put('m', out),
            'n' | 'н' | 'ن' => put('n', out),
            'r' | 'р' | 'ر' => put('r', out),
            'х' | 'ح' | 'خ' => put('h', out),
            other => put(other, out),
        }
    }
}
