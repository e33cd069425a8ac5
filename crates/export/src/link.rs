use serde::{Deserialize, Serialize};
use url::Url;

use crate::opening::shorten;

/// An address outside, http or https.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Link {
    /// In ASCII, as a browser takes it.
    pub address: String,
    /// What is printed where there is little room.
    pub host: String,
    /// What is printed where there is room.
    pub printed: String,
}

/// Longer ones are no addresses of articles; typst refuses them over 8,000.
const LONGEST: usize = 2_000;

impl Link {
    /// None for anything that is no address of the web: `javascript:`, `file:`, a page of this machine's disk.
    pub fn new(address: &str) -> Option<Link> {
        let url = Url::parse(address.trim()).ok()?;
        let address = url.as_str();
        if !matches!(url.scheme(), "http" | "https") || address.len() > LONGEST {
            return None;
        }
        let host = url.host_str()?;
        let host = host.strip_prefix("www.").unwrap_or(host);
        let bare = address.split_once("://").map_or(address, |(_, rest)| rest);
        let printed = shorten(readable(bare).trim_end_matches('/'), 160);
        Some(Link { address: address.to_owned(), host: shorten(host, 60), printed })
    }
}

/// `новость` for `%D0%BD%D0%BE…`; as it was where that would be no text, or blank.
fn readable(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let coded =
            if first == b'%' { after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok()) } else { None };
        // Only what is not ASCII: a coded `/` or blank means something else than a plain one.
        match coded.and_then(|digits| u8::from_str_radix(digits, 16).ok()).filter(|byte| !byte.is_ascii()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes)
        .ok()
        .filter(|text| text.chars().all(|char| char.is_ascii() || char.is_alphanumeric()))
        .unwrap_or_else(|| address.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A link in a file that goes to a minister must lead to the web or not be one.
    #[test]
    fn leads_to_the_web_only() {
        let check = |address: &str, expected: Option<(&str, &str)>| {
            let link = Link::new(address);
            assert_eq!(link.as_ref().map(|link| (link.host.as_str(), link.address.as_str())), expected, "{address:?}");
        };
        check("https://www.example.org/a?b=1", Some(("example.org", "https://www.example.org/a?b=1")));
        check(" HTTP://Example.org ", Some(("example.org", "http://example.org/")));
        check("https://example.org/\"><script>", Some(("example.org", "https://example.org/%22%3E%3Cscript%3E")));
        check(
            "https://пример.рф/новость",
            Some(("xn--e1afmkfd.xn--p1ai", "https://xn--e1afmkfd.xn--p1ai/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D1%8C")),
        );
        check("javascript:alert(1)", None);
        check("data:text/html,<script>", None);
        check("file:///etc/passwd", None);
        check("/etc/passwd", None);
        check("", None);
        check(&format!("https://example.org/{}", "a".repeat(3_000)), None);
    }

    /// A printed address is read by people; what could hide something in it stays coded.
    #[test]
    fn prints_letters_as_letters() {
        let check = |address: &str, expected: &str| assert_eq!(Link::new(address).unwrap().printed, expected);
        check("https://example.org/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D1%8C/", "example.org/новость");
        check("https://example.org/a%2Fb%20c", "example.org/a%2Fb%20c");
        check("https://example.org/%E2%80%AEfdp", "example.org/%E2%80%AEfdp");
        check("https://example.org/%FF%", "example.org/%FF%");
    }
}
