//! The summary of a story: whole sentences of its own articles.

use std::collections::HashMap;

use crate::text::{self, Kind};
use crate::tune::t;

pub struct Telling<'a> {
    pub title: &'a str,
    pub text: &'a str,
    pub language: Option<&'a str>,
}

pub struct Quote { pub article: usize, pub start: usize, pub end: usize }

struct Candidate { doc: usize, index: usize, start: usize, end: usize, words: usize, uni: Vec<u32>, bi: Vec<u32>, score: f32, caps: f32, pron: f32 }

struct Tokens { all: Vec<u32>, content: Vec<u32>, words: usize, lower: bool, caps: f32, first_function: bool }

fn tokens(line: &str, language: Option<&str>) -> Tokens {
    let mut out = Tokens { all: vec![], content: vec![], words: 0, lower: false, caps: 0.0, first_function: false };
    let mut previous = 0u32;
    text::each_word(line, |w| {
        out.words += 1;
        let stem = text::stem(w.folded, w.kind, language);
        let h = text::hash(stem.as_bytes(), 0) as u32;
        if w.kind == Kind::Ideograph {
            out.content.push(h ^ previous.rotate_left(5));
        } else if !text::is_function_word(w.folded, w.kind, language) { out.content.push(h); }
        out.lower |= !w.capital;
        if w.capital && out.words > 1 { out.caps += 1.0; }
        out.all.push(h);
        previous = h;
    });
    out
}

pub fn summarise(tellings: &[Telling], budget: usize, least: usize, most: usize) -> Vec<Quote> {
    let mut candidates: Vec<Candidate> = Vec::new();
    let titles: Vec<Vec<u32>> = tellings.iter().map(|d| { let mut t = tokens(d.title, d.language).content; t.sort_unstable(); t.dedup(); t }).collect();
    // doc sets and sentence counts
    let mut uni: Vec<HashMap<u32, f32>> = vec![HashMap::new(); tellings.len()];
    let mut bi: Vec<HashMap<u32, f32>> = vec![HashMap::new(); tellings.len()];
    let mut df: HashMap<u32, f32> = HashMap::new();
    let half = t("S_HALF", 3.0);
    for (doc, d) in tellings.iter().enumerate() {
        let mut index = 0;
        for s in text::sentences(d.text) {
            let tok = tokens(s.of(d.text), d.language);
            if tok.words == 0 { continue; }
            let mut u = tok.content.clone(); u.sort_unstable(); u.dedup();
            let mut b: Vec<u32> = tok.all.windows(2).map(|w| w[0].rotate_left(9) ^ w[1]).collect(); b.sort_unstable(); b.dedup();
            let place = t("S_DH", 20.0) / (t("S_DH", 20.0) + index as f32);
            for x in &u { let e = uni[doc].entry(*x).or_default(); *e = e.max(place); *df.entry(*x).or_default() += place; }
            for x in &b { let e = bi[doc].entry(*x).or_default(); *e = e.max(place); }
            if tok.words >= 5 && tok.lower && !u.is_empty() {
                let pron = 0.0;
                candidates.push(Candidate { doc, index, start: s.start, end: s.end, words: tok.words, uni: u, bi: b, score: 0.0, caps: tok.caps / tok.words as f32, pron });
            }
            index += 1;
        }
        for x in &titles[doc] { *df.entry(*x).or_default() += t("S_TD", 0.0); }
    }
    let n = tellings.len();
    let mut top: Vec<f32> = df.values().copied().collect();
    top.sort_by(|a, b| b.total_cmp(a));
    let top = top.get(3).or(top.last()).copied().unwrap_or(1.0).max(1.0);
    let w = ["S_OTH", "S_OB", "S_OWN", "S_OTHT", "S_CEN", "S_CAPS", "S_POS", "S_LENB"].map(|k| t(k, match k { "S_OTH" => 2.5, "S_OB" => 2.0, "S_OWN" => 0.7, "S_OTHT" => 0.7, "S_CEN" => 1.0, "S_CAPS" => 0.5, "S_POS" => 0.5, _ => 0.0 }));
    for c in &mut candidates {
        let mut oth = 0.0; let mut ob = 0.0; let mut ot = 0.0;
        for k in 0..n {
            if k == c.doc { continue; }
            oth += c.uni.iter().map(|x| uni[k].get(x).copied().unwrap_or(0.0)).sum::<f32>() / c.uni.len() as f32;
            ob += c.bi.iter().map(|x| bi[k].get(x).copied().unwrap_or(0.0)).sum::<f32>() / c.bi.len().max(1) as f32;
            if !titles[k].is_empty() { ot += titles[k].iter().filter(|x| c.uni.binary_search(x).is_ok()).count() as f32 / titles[k].len() as f32; }
        }
        let m = (n.max(2) - 1) as f32;
        let own = if titles[c.doc].is_empty() { 0.0 } else { titles[c.doc].iter().filter(|x| c.uni.binary_search(x).is_ok()).count() as f32 / titles[c.doc].len() as f32 };
        let cen = c.uni.iter().map(|x| (((df[x] - 1.0).max(0.0)) / top).min(1.0).powf(t("S_CP", 0.7))).sum::<f32>() / c.uni.len() as f32;
        let pos = half / (half + c.index as f32);
        c.score = w[0] * oth / m + w[1] * ob / m + w[2] * own + w[3] * ot / m + w[4] * cen + w[5] * c.caps + w[6] * pos + w[7] * (c.words as f32 / 20.0).min(t("S_LENC", 2.0)).ln();
        let _ = c.pron;
    }
    let lambda = t("S_MMR", 0.5); let lb = t("S_MMRB", 0.5);
    let mut covered: std::collections::HashSet<u32> = Default::default();
    let mut coveredb: std::collections::HashSet<u32> = Default::default();
    let mut taken: Vec<usize> = Vec::new();
    let mut left = budget;
    while taken.len() < most {
        let mut best: Option<(f32, usize)> = None;
        for (i, c) in candidates.iter().enumerate() {
            if taken.contains(&i) || c.words > left { continue; }
            let u = c.uni.iter().filter(|x| covered.contains(x)).count() as f32 / c.uni.len() as f32;
            let b = c.bi.iter().filter(|x| coveredb.contains(x)).count() as f32 / c.bi.len().max(1) as f32;
            let mut gain = c.score * (1.0 - lambda * u - lb * b);
            let fill = c.words as f32 / left as f32;
            gain *= fill.min(1.0).powf(t("S_FILL", 0.1));
            if best.is_none_or(|(g, _)| gain > g) { best = Some((gain, i)); }
        }
        let Some((_, i)) = best else { break };
        covered.extend(&candidates[i].uni); coveredb.extend(&candidates[i].bi);
        left -= candidates[i].words;
        taken.push(i);
    }
    let _ = least;
    if t("S_ORDER", 0.0) > 0.5 { taken.sort_by(|a, b| candidates[*a].index.cmp(&candidates[*b].index).then(candidates[*a].doc.cmp(&candidates[*b].doc))); }
    else { let first = taken.first().map(|i| candidates[*i].doc); taken.sort_by_key(|i| (Some(candidates[*i].doc) != first, candidates[*i].doc, candidates[*i].index)); }
    taken.iter().map(|i| { let c = &candidates[*i]; Quote { article: c.doc, start: c.start, end: c.end } }).collect()
}

/// Index of the best headline.
pub fn headline(tellings: &[Telling]) -> usize {
    let mut uni: HashMap<u32, f32> = HashMap::new();
    let mut bi: HashMap<u32, f32> = HashMap::new();
    let mut all = Vec::new();
    let half = t("H_HALF", 3.0);
    for d in tellings {
        let title = tokens(d.title, d.language);
        let mut u: HashMap<u32, f32> = HashMap::new();
        let mut b: HashMap<u32, f32> = HashMap::new();
        for x in &title.all { u.insert(*x, t("H_TW", 1.0)); }
        for w in title.all.windows(2) { b.insert(w[0].rotate_left(9) ^ w[1], t("H_TW", 1.0)); }
        for (i, s) in text::sentences(d.text).iter().take(12).enumerate() {
            let tok = tokens(s.of(d.text), d.language);
            let place = half / (half + i as f32);
            for x in &tok.all { let e = u.entry(*x).or_default(); *e = e.max(place); }
            for w in tok.all.windows(2) { let e = b.entry(w[0].rotate_left(9) ^ w[1]).or_default(); *e = e.max(place); }
        }
        for (x, w) in u { *uni.entry(x).or_default() += w; }
        for (x, w) in b { *bi.entry(x).or_default() += w; }
        all.push(title);
    }
    let n = tellings.len() as f32;
    let mut best = (f32::MIN, 0);
    for (i, title) in all.iter().enumerate() {
        if title.words == 0 { continue; }
        let own = |w: f32| ((w - t("H_OWN", 1.0)).max(0.0) / n).powf(t("H_P", 1.0));
        let mut u: f32 = 0.0;
        for x in &title.all { u += own(uni[x]) * if title.content.contains(x) { 1.0 } else { t("H_FUN", 0.3) }; }
        let b: f32 = title.all.windows(2).map(|w| own(bi[&(w[0].rotate_left(9) ^ w[1])])).sum();
        let mut s = (u + t("H_WB", 0.5) * b) / ((title.words as f32) + t("H_SMOOTH", 4.0)).powf(t("H_LEN", 0.8));
        let titlet = tellings[i].title;
        if titlet.trim_end().ends_with('?') { s *= t("H_Q", 0.8); }
        if titlet.contains(['"', '“', '\'', '‘']) && !titlet.contains("’s") { s *= t("H_QUOTE", 0.95); }
        if titlet.contains(':') { s *= t("H_COLON", 0.95); }
        let over = (title.words as f32 - t("H_LONG", 14.0)).max(0.0);
        s *= (-over * t("H_LONGP", 0.02)).exp();
        if s > best.0 { best = (s, i); }
    }
    best.1
}
