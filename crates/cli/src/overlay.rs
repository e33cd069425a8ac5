use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::Failure;

/// `base` with the fields that `json` gives, also inside its parts; others stay. A field that there is not is refused:
/// a slip of the pen must not be taken for nothing.
pub fn overlay<T: Serialize + DeserializeOwned>(base: &T, json: &str) -> Result<T, Failure> {
    let wrong = |error: serde_json::Error| Failure::Usage(format!("that JSON does not fit: {error}"));
    let mut whole = serde_json::to_value(base).map_err(wrong)?;
    put(&mut whole, serde_json::from_str(json).map_err(wrong)?).map_err(Failure::Usage)?;
    serde_json::from_value(whole).map_err(wrong)
}

fn put(base: &mut Value, given: Value) -> Result<(), String> {
    match (base, given) {
        (Value::Object(base), Value::Object(given)) => {
            for (name, value) in given {
                let Some(known) = base.get_mut(&name) else { return Err(format!("there is no field {name:?}")) };
                put(known, value)?;
            }
        }
        (base, given) => *base = given,
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use articles::Outlet;

    use super::*;

    #[test]
    fn what_is_not_given_stays() {
        let base = Outlet { name: "Post".into(), rank: 2, ..Outlet::default() };
        let changed = overlay(&base, r#"{"rank":1,"licence":{"allows":{"allows":"full_text"}}}"#).ok().unwrap();
        assert_eq!((changed.name.as_str(), changed.rank, changed.licence.is_some()), ("Post", 1, true));
        for json in [r#"{"rnak":1}"#, r#"{"rank":"one"}"#, "{"] {
            assert!(matches!(overlay(&base, json), Err(Failure::Usage(_))), "{json}");
        }
    }
}
