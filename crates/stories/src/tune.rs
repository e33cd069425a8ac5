use std::{cell::RefCell, collections::HashMap};
thread_local! { static C: RefCell<HashMap<String, f32>> = RefCell::new(HashMap::new()); }
pub fn t(name: &str, default: f32) -> f32 {
    C.with(|c| { let mut c = c.borrow_mut(); if let Some(v) = c.get(name) { return *v; }
      let v = std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default); c.insert(name.to_owned(), v); v })
}
pub fn set(values: &HashMap<String, f32>) { C.with(|c| *c.borrow_mut() = values.clone()) }
