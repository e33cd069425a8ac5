//! Addresses of articles: http and https only, in one form each, without what tracks the reader.

use url::Url;

/// Query fields that say where a reader came from, never which article it is.
const TRACKERS: &[&str] = &[
    "fbclid",
    "gclid",
    "gclsrc",
    "dclid",
    "gbraid",
    "wbraid",
    "msclkid",
    "yclid",
    "twclid",
    "ttclid",
    "igshid",
    "igsh",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "_hsenc",
    "_hsmi",
    "oly_anon_id",
    "oly_enc_id",
    "vero_id",
    "wickedid",
    "s_cid",
    "cmpid",
    "ocid",
    "smid",
    "smtyp",
    "ncid",
    "spm",
    "xtor",
    "at_medium",
    "at_campaign",
    "ref_src",
    "__twitter_impression",
    "taid",
];
const TRACKER_STARTS: &[&str] = &["utm_", "pk_", "mtm_", "hsa_", "_ga", "matomo_"];

/// The address without fragment, trackers, default port, user name; none unless it is http or https with a host.
pub fn canonical(address: &str) -> Option<String> {
    let mut url = web(Url::parse(address.trim()).ok()?)?;
    url.set_fragment(None);
    if url.query().is_some() {
        let kept: Vec<(String, String)> = url
            .query_pairs()
            .filter(|(name, _)| !is_tracker(name))
            .map(|(name, value)| (name.into_owned(), value.into_owned()))
            .collect();
        if kept.is_empty() {
            url.set_query(None);
        } else if kept.len() < url.query_pairs().count() {
            url.query_pairs_mut().clear().extend_pairs(kept);
        }
    }
    Some(url.into())
}

/// `link` made absolute against `base`; none unless the result is http, https or mailto.
pub fn resolve(base: Option<&str>, link: &str) -> Option<String> {
    let link = link.trim();
    let url = match Url::parse(link) {
        Ok(url) => url,
        Err(url::ParseError::RelativeUrlWithoutBase) => Url::parse(base?).ok()?.join(link).ok()?,
        Err(_) => return None,
    };
    if url.scheme() == "mailto" { Some(url.into()) } else { web(url).map(Into::into) }
}

/// Host name without `www.`, lower case.
pub fn host(address: &str) -> Option<String> {
    let url = web(Url::parse(address.trim()).ok()?)?;
    let host = url.host_str()?;
    Some(host.strip_prefix("www.").unwrap_or(host).to_owned())
}

fn web(mut url: Url) -> Option<Url> {
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none_or(str::is_empty) {
        return None;
    }
    // A password in a link is never the article's.
    url.set_username("").ok()?;
    url.set_password(None).ok()?;
    Some(url)
}

fn is_tracker(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    TRACKERS.contains(&name.as_str()) || TRACKER_STARTS.iter().any(|start| name.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two links to one article must come out equal, or it is stored twice.
    #[test]
    fn one_article_has_one_address() {
        for (address, expected) in [
            ("https://Example.org:443/a?utm_source=x&id=7&fbclid=z#top", Some("https://example.org/a?id=7")),
            ("http://me:secret@example.org/a?utm_medium=mail", Some("http://example.org/a")),
            ("https://example.org/a?b=1&b=%20x", Some("https://example.org/a?b=1&b=%20x")),
            ("javascript:alert(1)", None),
            ("file:///etc/passwd", None),
            ("//example.org/a", None),
        ] {
            assert_eq!(canonical(address).as_deref(), expected, "{address}");
        }
    }

    #[test]
    fn links_are_made_absolute_and_others_dropped() {
        let base = Some("https://example.org/news/1.html");
        assert_eq!(resolve(base, "../b?x=1").as_deref(), Some("https://example.org/b?x=1"));
        assert_eq!(resolve(base, "//cdn.example.org/p.jpg").as_deref(), Some("https://cdn.example.org/p.jpg"));
        assert_eq!(resolve(base, "mailto:desk@example.org").as_deref(), Some("mailto:desk@example.org"));
        assert_eq!(resolve(base, "data:text/html,x"), None);
        assert_eq!(resolve(None, "b.html"), None);
        assert_eq!(host("https://www.Example.org/a").as_deref(), Some("example.org"));
    }
}
