//! What the page may send that no page of ours would.

use std::panic::{AssertUnwindSafe, catch_unwind};

use api::*;
use serde_json::{Map, Value, json};

use crate::{desk, story};

crate::tests![no_ask_ends_an_operation];

/// Asks of each operation.
const ASKS: usize = 1_000;

/// The same at each run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }

    fn value(&mut self, depth: usize, ids: &[i64]) -> Value {
        match self.below(if depth > 3 { 16 } else { 19 }) {
            0 => Value::Null,
            1 => json!(self.below(2) == 0),
            2 => json!(-1),
            3 => json!(i64::MIN),
            4 => json!(u64::MAX),
            5 => json!(1e308),
            6 => json!(self.below(300)),
            7..=9 => json!(ids[self.below(ids.len())]),
            10 => json!(""),
            11 => json!("\u{0}\u{202e}'\"; DROP TABLE articles; --"),
            12 => json!("(".repeat(5_000) + "a OR \""),
            13 => json!(["2026-03-31", "9999-99-99", "-0001-01-01", "+262143-12-31"][self.below(4)]),
            14 => json!(["../../../../etc/passwd", "/dev/zero", "C:\\con", "https://example.org"][self.below(4)]),
            15 => {
                json!(["newest", "article", "en", "archive", "pdf", "set_title", "all", "#ffffff", "ab"][self.below(9)])
            }
            16 => (0..self.below(4)).map(|_| self.value(depth + 1, ids)).collect(),
            _ => {
                let names = [
                    "id", "edit", "item", "section", "articles", "at", "to", "name", "query", "title", "pattern",
                    "hash",
                ];
                let many = self.below(4);
                Value::Object(
                    (0..many)
                        .map(|_| (names[self.below(names.len())].to_owned(), self.value(depth + 1, ids)))
                        .collect(),
                )
            }
        }
    }
}

/// The names of the fields of an ask: its own refusal of another says them.
fn fields<Ask: serde::de::DeserializeOwned>() -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut tried = Map::from_iter([("no such field".to_owned(), Value::Null)]);
    for _ in 0..3 {
        let Err(error) = serde_json::from_value::<Ask>(Value::Object(tried.clone())) else { break };
        let said = error.to_string();
        found.extend(said.split('`').skip(1).step_by(2).filter(|name| *name != "no such field").map(str::to_owned));
        tried = Map::new();
    }
    found.sort();
    found.dedup();
    found
}

/// Whatever is asked, and of what is not there: an answer or an error, and the library is as whole as before.
fn no_ask_ends_an_operation() {
    let desk = desk();
    for n in 0..6 {
        desk.write(&format!("{n}.txt"), story(n));
    }
    desk.import(&desk.files());
    let rows = desk.rows();
    desk.app.build_issue(BuildIssue { title: None, date: "2026-11-23".parse().unwrap(), choice: Choice::All }).unwrap();
    let mut ids: Vec<i64> = rows.iter().map(|row| row.id.0).collect();
    ids.extend([1, 2, 3]);
    let (mut operations, mut asked, mut accepted) = (0, 0, 0);
    let mut dice = Dice(5);
    let mut ended: Vec<String> = Vec::new();
    macro_rules! try_each {
        ($($name:ident($ask:ident) -> $answer:ident,)*) => {$(
            operations += 1;
            let names = fields::<$ask>();
            for number in 0..ASKS {
                let mut ask = match number % 10 {
                    0 => dice.value(0, &ids),
                    _ => Value::Object(names.iter().filter(|_| dice.below(7) != 0).map(|name| (name.clone(), Value::Null)).collect()),
                };
                if let Value::Object(values) = &mut ask {
                    for value in values.values_mut() {
                        *value = dice.value(0, &ids);
                    }
                }
                asked += 1;
                let said = ask.to_string();
                let app = &desk.app;
                let outcome = catch_unwind(AssertUnwindSafe(|| {
                    let Ok(ask) = serde_json::from_value::<$ask>(ask) else { return false };
                    // Jobs and whole copies are as slow as a disk is; that they take such asks is seen by a few.
                    let is_slow = ["start_import_text", "back_up", "check_library", "mend_damage"].contains(&stringify!($name));
                    if !is_slow || number < 20 {
                        let answer: Result<$answer, Error> = app.$name(ask);
                        drop(answer);
                    }
                    true
                }));
                match outcome {
                    Ok(taken) => accepted += usize::from(taken),
                    Err(_) => ended.push(format!("{} of {:.300}", stringify!($name), said)),
                }
            }
        )*};
    }
    api::operations!(try_each);
    assert_eq!(ended, Vec::<String>::new());
    println!("{operations} operations, {asked} asks, {accepted} of them of the right shape");
    assert!(operations > 60 && accepted * 50 > asked, "{accepted} of {asked} were of the right shape");
    desk.app.close();
    desk.assert_well();
}
