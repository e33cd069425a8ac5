//! What the program that saved a page wrote into it.

/// The address that the saving program wrote down. The page's own claims are left to cleaning.
///
/// Comments stand in front of the page or just inside it: the first 64 kB are looked at.
pub(super) fn read_address(page: &str) -> Option<String> {
    let mut rest = &page[..page.floor_char_boundary(64 << 10)];
    while let Some(start) = rest.find("<!--") {
        let comment = &rest[start + 4..];
        let end = comment.find("-->").unwrap_or(comment.len());
        if let Some(address) = address_in(&comment[..end]) {
            return Some(address);
        }
        rest = &comment[end..];
    }
    None
}

/// When SingleFile saved the page, as it wrote that down.
pub(super) fn read_date(page: &str) -> Option<String> {
    let head = &page[..page.floor_char_boundary(64 << 10)];
    let (_, comment) = head.split_once("Page saved with SingleFile")?;
    let comment = comment.split("-->").next()?;
    let date = comment.lines().find_map(|line| line.trim().strip_prefix("saved date:"))?.trim();
    (!date.is_empty()).then(|| date.to_owned())
}

/// The part between the marks of Windows' clipboard format, whose header counts bytes and is often wrong in it.
pub(super) fn clipboard_fragment(text: &str) -> Option<&str> {
    let header = &text[..text.floor_char_boundary(200)];
    if !(header.starts_with("Version:") && header.contains("StartHTML:")) {
        return None;
    }
    let (_, after) = text.split_once("<!--StartFragment-->").or_else(|| {
        let markup = text.find('<')?;
        Some(("", &text[markup..]))
    })?;
    Some(after.split_once("<!--EndFragment-->").map_or(after, |(fragment, _)| fragment))
}

fn address_in(comment: &str) -> Option<String> {
    // Internet Explorer and Chrome: `saved from url=(0027)https://example.org/a`.
    if let Some((_, mark)) = comment.split_once("saved from url=(") {
        return web_address(mark.split_once(')')?.1.trim());
    }
    let is_single_file = comment.contains("Page saved with SingleFile");
    let line = comment.lines().find_map(|line| line.trim().strip_prefix("url:")).filter(|_| is_single_file)?;
    web_address(line.trim())
}

fn web_address(text: &str) -> Option<String> {
    let is_web = text.starts_with("https://") || text.starts_with("http://");
    (is_web && !text.contains(char::is_whitespace)).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The address is the only witness of where a saved page came from; a local path is none.
    #[test]
    fn reads_the_marks_of_saving_programs() {
        let check = |page: &str, url: Option<&str>| assert_eq!(read_address(page).as_deref(), url, "{page}");
        let single_file = "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://news.test/a?b=1 \n saved date: Mon May 12 2025 10:00:00 GMT+0200 (Central European Summer Time)\n-->";
        check(single_file, Some("https://news.test/a?b=1"));
        let date = "Mon May 12 2025 10:00:00 GMT+0200 (Central European Summer Time)";
        assert_eq!(read_date(single_file).as_deref(), Some(date));
        assert_eq!(read_date("<!-- saved date: May 12 2025 --><p>x"), None);
        check("<!-- saved from url=(0019)http://news.test/xy -->\n<html>", Some("http://news.test/xy"));
        check("<!-- saved from url=(0014)about:internet -->\n<html>", None);
        check("<!-- url: https://news.test/ --><p>url: x", None);
        check("<!-- Page saved with SingleFile\n url: file:///home/x.html", None);
    }

    /// Pasted from a Windows browser, the header must not become a line of the article.
    #[test]
    fn takes_the_fragment_out_of_windows_clipboard_text() {
        let whole = "Version:0.9\r\nStartHTML:0000\r\nEndHTML:1\r\n<html><body>\r\n<!--StartFragment--><p>One</p><!--EndFragment-->\r\n</body></html>";
        assert_eq!(clipboard_fragment(whole), Some("<p>One</p>"));
        assert_eq!(clipboard_fragment("Version:0.9\nStartHTML:1\n<p>One</p>"), Some("<p>One</p>"));
        assert_eq!(clipboard_fragment("Version: a new one of the StartHTML"), None);
    }
}
