//! Outlook's own packing of RTF: runs that point back into a window of 4 kB, which begins with what RTF begins with.

const WINDOW: usize = 4096;
const BEGINNING: &[u8] = b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

/// None where the bytes are not packed so.
pub(super) fn unpack(packed: &[u8]) -> Option<Vec<u8>> {
    let number = |at: usize| Some(u32::from_le_bytes(packed.get(at..at + 4)?.try_into().ok()?));
    let size = number(4)? as usize;
    let rest = packed.get(16..)?;
    match packed.get(8..12)? {
        b"MELA" => return rest.get(..size.min(rest.len())).map(<[u8]>::to_vec),
        b"LZFu" => {}
        _ => return None,
    }
    let mut window = [b' '; WINDOW];
    window[..BEGINNING.len()].copy_from_slice(BEGINNING);
    let mut write = BEGINNING.len();
    // A lying size would only reserve memory: a run of 17 costs two bytes.
    let most = size.min(rest.len().saturating_mul(9));
    let mut text = Vec::new();
    let mut bytes = rest.iter().copied();
    while text.len() < most {
        let Some(control) = bytes.next() else { break };
        for bit in 0..8 {
            let mut put = |byte: u8| {
                window[write] = byte;
                write = (write + 1) % WINDOW;
                text.push(byte);
            };
            if control & (1 << bit) == 0 {
                let Some(byte) = bytes.next() else { return Some(text) };
                put(byte);
                continue;
            }
            let (Some(high), Some(low)) = (bytes.next(), bytes.next()) else { return Some(text) };
            let reference = usize::from(high) << 8 | usize::from(low);
            let (from, len) = (reference >> 4, (reference & 15) + 2);
            // A run that points at the next place is the end.
            if from == write {
                return Some(text);
            }
            for step in 0..len {
                let byte = window[(from + step) % WINDOW];
                window[write] = byte;
                write = (write + 1) % WINDOW;
                text.push(byte);
            }
        }
    }
    text.truncate(size);
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the format's own description.
    #[test]
    fn unpacks_runs_and_their_end() {
        let mut packed = vec![0x2d, 0, 0, 0, 0x2b, 0, 0, 0];
        packed.extend_from_slice(b"LZFu");
        packed.extend_from_slice(&[
            0xf1, 0xc5, 0xc7, 0xa7, 0x03, 0x00, 0x0a, 0x00, 0x72, 0x63, 0x70, 0x67, 0x31, 0x32, 0x35,
        ]);
        packed.extend_from_slice(&[
            0x42, 0x32, 0x0a, 0xf3, 0x20, 0x68, 0x65, 0x6c, 0x09, 0x00, 0x20, 0x62, 0x77, 0x05, 0xb0,
        ]);
        packed.extend_from_slice(&[0x6c, 0x64, 0x7d, 0x0a, 0x80, 0x0f, 0xa0]);
        let text = unpack(&packed).unwrap();
        assert_eq!(String::from_utf8_lossy(&text), "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n");
        assert_eq!(unpack(b"no packed text at all"), None);
    }
}
