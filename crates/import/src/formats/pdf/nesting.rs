//! How deep a file's objects lie in each other, before anything is built of them.

use memchr::memmem;

/// The most dictionaries and arrays that are open at once outside of streams. What stands in packed object streams is
/// not seen; there the parser child is the wall.
pub(super) fn depth(bytes: &[u8]) -> usize {
    let (mut open, mut most) = (0usize, 0);
    let mut at = 0;
    while let Some(found) = bytes.get(at..).and_then(|rest| rest.iter().position(|byte| b"<>[]es".contains(byte))) {
        at += found;
        let rest = &bytes[at..];
        let opens = rest.starts_with(b"<<") || rest[0] == b'[';
        let closes = rest.starts_with(b">>") || rest[0] == b']';
        at += match () {
            _ if rest.starts_with(b"stream") => memmem::find(rest, b"endstream").map_or(rest.len(), |end| end + 9),
            _ if rest.starts_with(b"endobj") => 6,
            _ if matches!(rest[0], b'<' | b'>') && (opens || closes) => 2,
            _ => 1,
        };
        if rest.starts_with(b"endobj") {
            open = 0;
        } else if opens {
            open += 1;
            most = most.max(open);
        } else if closes {
            open = open.saturating_sub(1);
        }
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page's content may hold any bytes, and a damaged file never closes what it opens: neither is depth.
    #[test]
    fn only_objects_within_objects_are_deep() {
        let check = |file: &str, expected: usize| assert_eq!(depth(file.as_bytes()), expected, "{file}");
        check("1 0 obj <</A <</B [1 2 [3]]>> /C <4142>>> endobj", 4);
        check("1 0 obj <</A 1>> stream [[[[[[ endstream endobj 2 0 obj [1] endobj", 1);
        check("1 0 obj [[ endobj 2 0 obj [[ endobj 3 0 obj [[ endobj", 2);
        check(&"<</A ".repeat(1_000_000), 1_000_000);
        check("", 0);
    }
}
