/// Two-letter endings that are sold to anybody, so that they say nothing of where an outlet is at home.
const FOR_ANYBODY: &[&str] = &[
    "ac", "ai", "cc", "cd", "co", "dj", "eu", "fm", "gg", "gl", "io", "la", "ly", "me", "ms", "nu", "pw", "sc", "sh",
    "st", "tk", "to", "tv", "vc", "ws",
];

/// The country of an outlet by the ending of its domain: ISO 3166 in lower case.
pub(super) fn country(host: &str) -> Option<&str> {
    let ending = host.trim_end_matches('.').rsplit_once('.')?.1;
    let is_code = ending.len() == 2 && ending.bytes().all(|byte| byte.is_ascii_lowercase());
    match ending {
        "uk" => Some("gb"),
        ending if is_code && !FOR_ANYBODY.contains(&ending) => Some(ending),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "3 countries" is shown as a reason: a name that anybody can buy is none.
    #[test]
    fn only_a_country_s_own_ending_names_one() {
        let check = |host: &str, expected: Option<&str>| assert_eq!(country(host), expected, "{host}");
        check("news.example.fr", Some("fr"));
        check("example.co.uk", Some("gb"));
        check("example.com", None);
        check("example.io", None);
        check("localhost", None);
        check("192.0.2.11", None);
    }
}
