use serde::Serialize;
use url::Url;

use crate::opening::shorten;

/// An address outside, http or https.
#[derive(Clone, Debug, PartialEq, Serialize)]
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
        let bare = address.split_once("://").map_or(address, |(_, rest)| rest).trim_end_matches('/');
        Some(Link { address: address.to_owned(), host: shorten(host, 60), printed: shorten(bare, 160) })
    }
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
}
