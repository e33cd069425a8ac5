//! Keywords of one text

use std::collections::HashMap;
use crate::text::{self, Kind};
use crate::tune::t;

struct Tok { stem: u32, start: usize, end: usize, function: bool, common: bool, capital: bool, number: bool, letters: usize, sentence: u32 }

pub fn keywords(title: &str, body: &str, language: Option<&str>, most: usize) -> Vec<String> {
    let mut toks: Vec<Tok> = Vec::new();
    let whole = if title.trim().is_empty() { body.to_owned() } else { format!("{title}\n\n{body}") };
    let mut sentence = 0;
    let mut last = 0;
    text::each_word(&whole, |w| {
        if whole[last..w.start].contains(['.', '!', '?', '\n', ',', ';', ':', '"', '“', '”', '«', '»', '(', ')', '—', '–', '•', '。', '،', '؟']) { sentence += 1; }
        last = w.end;
        let stem = text::stem(w.folded, w.kind, language);
        toks.push(Tok { stem: text::hash(stem.as_bytes(), 0) as u32, start: w.start, end: w.end, common: text::is_common_word(w.folded, w.kind, language), function: text::is_function_word(w.folded, w.kind, language), capital: w.capital, number: w.kind == Kind::Number, letters: w.folded.chars().count(), sentence });
    });
    let n = toks.len() as f32;
    // word scores
    #[derive(Default)]
    struct Stat { tf: f32, first: usize, caps: f32, at: usize, mid: f32, last: usize }
    let mut stats: HashMap<u32, Stat> = HashMap::new();
    for (i, k) in toks.iter().enumerate() {
        if k.function || k.common && t("K_COMMON", 1.0) > 0.5 || k.letters < 3 && !k.capital { continue; }
        let e = stats.entry(k.stem).or_insert_with(|| Stat { first: i, at: i, ..Default::default() });
        e.tf += 1.0; e.last = i;
        let opens = i == 0 || toks[i - 1].sentence != k.sentence;
        if !opens { e.mid += 1.0; if k.capital { e.caps += 1.0; } }
    }
    let half = t("K_HALF", 100.0);
    let score = |s: &Stat, k: &Tok| -> f32 {
        let mut v = s.tf.powf(t("K_TF", 0.7)) * (1.0 - t("K_POS", 0.5) + t("K_POS", 0.5) * half / (half + s.first as f32));
        if s.mid > 0.0 { v *= 1.0 + t("K_CAPS", 0.3) * s.caps / s.mid; }
        if k.number { v *= t("K_NUM", 0.3); }
        v *= 1.0 + t("K_SPREAD", 0.3) * (s.last - s.first) as f32 / n;
        v *= (k.letters as f32).min(t("K_LETMAX", 9.0)).powf(t("K_LET", 0.4));
        v
    };
    let mut found: HashMap<Vec<u32>, (f32, usize, usize, f32, usize)> = HashMap::new();
    let mut word: HashMap<u32, f32> = HashMap::new();
    for (stem, s) in &stats { word.insert(*stem, score(s, &toks[s.at])); }
    for i in 0..toks.len() {
        if toks[i].function || !word.contains_key(&toks[i].stem) { continue; }
        for len in 1..=4usize {
            let j = i + len - 1;
            if j >= toks.len() || toks[j].sentence != toks[i].sentence { break; }
            if toks[j].function || !word.contains_key(&toks[j].stem) { if len < 4 { continue; } else { break; } }
            let key: Vec<u32> = toks[i..=j].iter().map(|k| k.stem).collect();
            let e = found.entry(key).or_insert((0.0, i, j, 0.0, i));
            e.0 += 1.0;
        }
    }
    let mut ranked: Vec<(f32, usize, usize, Vec<u32>)> = found.into_iter().filter_map(|(key, (tf, i, j, _, _))| {
        let content: Vec<f32> = toks[i..=j].iter().filter(|k| !k.function).map(|k| word.get(&k.stem).copied().unwrap_or(0.0)).collect();
        let k = key.len();
        let mean = content.iter().sum::<f32>() / content.len() as f32;
        let mut v = mean;
        if k > 1 {
            if tf < 2.0 && !toks[i..=j].iter().all(|k| k.function || k.capital) { v *= t("K_ONCE", 0.4); }
            v *= t("K_PHRASE", 0.8) * (tf / content.len() as f32).powf(t("K_PTF", 0.3)).min(2.0);
            if toks[i..=j].iter().all(|k| k.function || k.capital) { v *= t("K_PCAPS", 1.3); }
            if k > 2 { v *= t("K_LONG", 0.8); }
        }
        Some((v, i, j, key))
    }).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let mut out: Vec<String> = Vec::new();
    let mut keys: Vec<Vec<u32>> = Vec::new();
    for (_, i, j, key) in ranked {
        if out.len() == most { break; }
        let inside = keys.iter().filter(|k| k.len() > key.len() && k.windows(key.len()).any(|w| w == key)).count();
        if inside > 0 && t("K_SUB", 1.0) < 0.5 { continue; }
        keys.push(key);
        out.push(whole[toks[i].start..toks[j].end].to_owned());
    }
    out
}
