//! Encodings that markup declares for itself.

/// The label in an XML declaration or in a `<meta>` of the first 4 kB, as written.
pub(crate) fn declared_in_markup(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    if head.trim_start_matches('\u{feff}').trim_start().starts_with("<?xml") {
        let declaration = &head[..head.find("?>").unwrap_or(head.len())];
        if let Some(label) = after_key(declaration, "encoding") {
            return Some(label);
        }
    }
    let mut rest = head.as_str();
    while let Some(start) = rest.find("<meta") {
        let tag = &rest[start..];
        let tag = &tag[..tag.find('>').unwrap_or(tag.len())];
        if let Some(label) = after_key(tag, "charset") {
            return Some(label);
        }
        rest = &rest[start + 5..];
    }
    None
}

/// `key = "label"`, `key=label`, also inside another attribute's quotes.
fn after_key(tag: &str, key: &str) -> Option<String> {
    let after = tag[tag.find(key)? + key.len()..].trim_start().strip_prefix('=')?;
    let after = after.trim_start().trim_start_matches(['"', '\'']).trim_start();
    let is_end = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ';' | '/' | '?');
    let label = &after[..after.find(is_end).unwrap_or(after.len())];
    (!label.is_empty()).then(|| label.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A hint that is missed costs the text of short pages; one that is misread costs all.
    #[test]
    fn finds_the_label_where_it_may_stand() {
        let check = |head: &str, label: Option<&str>| {
            assert_eq!(declared_in_markup(head.as_bytes()).as_deref(), label, "{head}");
        };
        check("<?xml version='1.0' encoding='ISO-8859-2'?><r/>", Some("iso-8859-2"));
        check("\n<?xml version=\"1.0\"?><meta charset=koi8-r>", Some("koi8-r"));
        check("<META http-equiv=Content-Type content=\"text/html; charset=windows-1256\">", Some("windows-1256"));
        check("<meta name=x content=y><meta charset = ' utf-8 ' />", Some("utf-8"));
        check("<p>charset=latin1</p>", None);
        check("<meta charset=\"\"><p>", None);
    }
}
