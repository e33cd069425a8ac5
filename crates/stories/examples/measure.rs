use articles::ArticleId;
use std::collections::BTreeMap;
use stories::copies::{Arriving, Copies, Fingerprint};
use stories::{grouping::*, terms::Terms};
fn time(r: &serde_json::Value) -> Option<i64> { r["date"].as_str().and_then(|d| { let d = d.split('.').next().unwrap().trim_end_matches('Z').to_owned(); d.parse::<articles::Moment>().ok() }).map(|m| m.sort_seconds()) }
fn main() {
    let path = std::env::args().nth(2).unwrap();
    let task = std::env::args().nth(1).unwrap();
    let rows: Vec<serde_json::Value> = std::fs::read_to_string(path).unwrap().lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let mut c = Copies::default();
    if task == "pairs" {
        let mut rarity = Rarity::default();
        let all: Vec<(Terms, Terms)> = rows.iter().map(|r| { let f = |k: &str| { let (a, b) = (r[k]["title"].as_str().unwrap(), r[k]["text"].as_str().unwrap()); Terms::of(a, b, language::detect(&format!("{a}\n{b}"))) }; (f("a"), f("b")) }).collect();
        for (a, b) in &all { rarity.see(a); rarity.see(b); }
        for (r, (a, b)) in rows.iter().zip(&all) { println!("{}", serde_json::json!({"id": r["id"], "same": likeness(a, b, &rarity) > 0.38})); }
        return;
    }
    for (i, r) in rows.iter().enumerate() {
        c.add(Arriving { id: ArticleId(i as i64), source: None, published: time(r) }, Fingerprint::of(r["title"].as_str().unwrap(), r["text"].as_str().unwrap()));
    }
    if task == "neardup" { for (i, r) in rows.iter().enumerate() { println!("{}", serde_json::json!({"id": r["id"], "cluster": c.group(ArticleId(i as i64)).0})); } return; }
    let terms: Vec<Terms> = rows.iter().map(|r| { let (a, b) = (r["title"].as_str().unwrap(), r["text"].as_str().unwrap()); Terms::of(a, b, language::detect(&format!("{a}\n{b}"))) }).collect();
    let placed: Vec<Placed> = rows.iter().zip(&terms).enumerate().map(|(i, (r, t))| Placed { id: ArticleId(i as i64), terms: t, published: time(r), copy_of: c.group(ArticleId(i as i64)) }).collect();
    for g in group(&placed, &Hands::default(), &BTreeMap::new()) { for a in g.articles { println!("{}", serde_json::json!({"id": rows[a.0 as usize]["id"], "cluster": g.id.0})); } }
}
