//! The encodings of before Unicode. Few bytes tell little, so three witnesses are heard: what the file declares, what
//! the detector of Firefox makes of the bytes, and how many bits the text would cost that each encoding makes of them.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::*;

use super::{Decoded, decode_with, plausible::bits};

/// As much as is looked at; more tells no more.
const SAMPLE_BYTES: usize = 8 << 10;

/// What a declaration and the detector's word are worth: bits for the whole sample, and for each of its first
/// bytes beyond ASCII.
const DECLARED_BITS: (f64, f64) = (12.0, 0.6);
const DETECTED_BITS: (f64, f64) = (6.0, 0.25);
/// A witness does not get better with length; the cost of the text does.
const WITNESSED_BYTES: f64 = 160.0;
/// Against encodings that next to nobody wrote in.
const RARE_BITS: f64 = 8.0;

pub(super) fn decode(bytes: &[u8], declared: Option<&str>) -> Decoded {
    let sample = sample(bytes);
    let high = sample.iter().filter(|byte| !byte.is_ascii()).count() as f64;
    let declared = declared.and_then(|label| Encoding::for_label(label.as_bytes()));
    let detected = detect(&sample);

    let mut ranked: Vec<(f64, &'static Encoding)> = CANDIDATES
        .iter()
        .map(|encoding| {
            let (text, _) = encoding.decode_without_bom_handling(&sample);
            let mut cost = bits(&text, encoding);
            if RARE.contains(encoding) {
                cost += RARE_BITS;
            }
            for (witness, (once, each)) in [(declared, DECLARED_BITS), (Some(detected), DETECTED_BITS)] {
                if witness == Some(*encoding) {
                    cost -= once + each * high.min(WITNESSED_BYTES);
                }
            }
            (cost, *encoding)
        })
        .collect();
    // Stable: what costs the same stays in the order of the table, the widespread first.
    ranked.sort_by(|a, b| a.0.total_cmp(&b.0));

    let best = decode_with(bytes, ranked[0].1);
    if best.broken == 0 {
        return best;
    }
    // Another encoding without a broken place, which costs about the same, is the likelier one.
    let bearable = ranked[0].0 + 1.0 * high;
    let whole = ranked[1..]
        .iter()
        .take_while(|(cost, _)| *cost <= bearable)
        .map(|(_, encoding)| decode_with(bytes, encoding))
        .find(|decoded| decoded.broken == 0);
    whole.unwrap_or(best)
}

fn detect(sample: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(sample, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// The lines that hold more than ASCII, from the beginning and from the middle, cut where a line is very long.
fn sample(bytes: &[u8]) -> Vec<u8> {
    let mut sample = Vec::new();
    for part in [bytes, &bytes[bytes.len() / 2..]] {
        let limit = sample.len() + SAMPLE_BYTES / 2;
        for line in part.split(|byte| *byte == b'\n').filter(|line| !line.is_ascii()) {
            let from = line.iter().position(|byte| !byte.is_ascii()).unwrap_or(0).saturating_sub(64);
            sample.extend_from_slice(&line[from..line.len().min(from + SAMPLE_BYTES / 4)]);
            sample.push(b'\n');
            if sample.len() > limit {
                break;
            }
        }
        if bytes.len() < SAMPLE_BYTES / 2 {
            break;
        }
    }
    sample
}

static CANDIDATES: &[&Encoding] = &[
    WINDOWS_1252,
    GBK,
    SHIFT_JIS,
    WINDOWS_1251,
    BIG5,
    EUC_KR,
    EUC_JP,
    WINDOWS_1256,
    WINDOWS_1250,
    WINDOWS_1254,
    WINDOWS_1253,
    WINDOWS_1255,
    WINDOWS_874,
    WINDOWS_1257,
    WINDOWS_1258,
    ISO_8859_15,
    ISO_8859_2,
    ISO_8859_7,
    ISO_8859_8,
    ISO_8859_6,
    ISO_8859_5,
    KOI8_U,
    IBM866,
    MACINTOSH,
    X_MAC_CYRILLIC,
    KOI8_R,
    GB18030,
    ISO_8859_4,
    ISO_8859_13,
    ISO_8859_3,
    ISO_8859_10,
    ISO_8859_14,
    ISO_8859_16,
];

static RARE: &[&Encoding] = &[ISO_8859_4, ISO_8859_13, ISO_8859_3, ISO_8859_10, ISO_8859_14, ISO_8859_16];
