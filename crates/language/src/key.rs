/// Where a run of letters, or a whole word, stands in the model, made letter by letter.
#[derive(Clone, Copy)]
pub struct Key(u64);

impl Key {
    pub fn of_run() -> Key {
        Key(0xcbf2_9ce4_8422_2325)
    }

    pub fn of_word() -> Key {
        Key(0x9e37_79b9_7f4a_7c15)
    }

    pub fn add(&mut self, letter: char) {
        let hash = (self.0 ^ u64::from(letter)).wrapping_mul(0x0000_0100_0000_01b3);
        self.0 = hash ^ (hash >> 29);
    }

    /// Its bucket, and what it is told apart by in there.
    pub fn place(self) -> (u16, u16) {
        let hash = self.0.wrapping_mul(0xff51_afd7_ed55_8ccd);
        ((hash >> 48) as u16, (hash >> 32) as u16)
    }
}
