use articles::ArticleId;
use stories::copies::{Arriving, Copies, Fingerprint};
fn main() {
    let path = std::env::args().nth(2).unwrap();
    let rows: Vec<serde_json::Value> = std::fs::read_to_string(path).unwrap().lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let mut c = Copies::default();
    for (i, r) in rows.iter().enumerate() {
        c.add(Arriving { id: ArticleId(i as i64), source: None, published: None }, Fingerprint::of(r["title"].as_str().unwrap(), r["text"].as_str().unwrap()));
    }
    for (i, r) in rows.iter().enumerate() { println!("{}", serde_json::json!({"id": r["id"], "cluster": c.group(ArticleId(i as i64)).0})); }
}
