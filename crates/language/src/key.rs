/// Where a run of letters, or a whole word, stands in the model: its bucket, and what it is told apart by in there.
pub fn key(letters: &[char], word: bool) -> (u16, u16) {
    let mut hash = if word { 0x9e37_79b9_7f4a_7c15 } else { 0xcbf2_9ce4_8422_2325u64 };
    for letter in letters {
        hash = (hash ^ u64::from(*letter)).wrapping_mul(0x0000_0100_0000_01b3);
        hash ^= hash >> 29;
    }
    hash = hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
    ((hash >> 48) as u16, (hash >> 32) as u16)
}
