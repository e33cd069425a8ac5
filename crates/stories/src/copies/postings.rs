/// Entries kept of one key. A shingle in more texts than this is a phrase of the trade and finds nothing.
const LONGEST: u32 = 32;

/// Many small lists under 32-bit keys in one flat table: eight bytes an entry, where a map of lists takes forty.
#[derive(Default)]
pub(super) struct Postings {
    /// Key, and the entry plus one: 0 is a free slot.
    slots: Vec<(u32, u32)>,
    used: usize,
}

impl Postings {
    pub fn add(&mut self, key: u32, entry: u32) {
        if (self.used + 1) * 10 > self.slots.len() * 7 {
            self.grow();
        }
        self.place(key, entry + 1);
    }

    pub fn each(&self, key: u32, mut found: impl FnMut(u32)) {
        if self.slots.is_empty() {
            return;
        }
        let mut at = self.home(key);
        while self.slots[at].1 != 0 {
            if self.slots[at].0 == key {
                found(self.slots[at].1 - 1);
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    fn place(&mut self, key: u32, entry: u32) {
        let mut at = self.home(key);
        let mut same = 0;
        while self.slots[at].1 != 0 {
            same += u32::from(self.slots[at].0 == key);
            if same == LONGEST {
                return;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
        self.slots[at] = (key, entry);
        self.used += 1;
    }

    fn grow(&mut self) {
        let larger = (self.slots.len() * 2).max(1024);
        let old = std::mem::replace(&mut self.slots, vec![(0, 0); larger]);
        self.used = 0;
        for (key, entry) in old.into_iter().filter(|slot| slot.1 != 0) {
            self.place(key, entry);
        }
    }

    /// Multiplied, because the keys are the smallest of many hashes and would crowd at the beginning.
    fn home(&self, key: u32) -> usize {
        (u64::from(key).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & (self.slots.len() - 1)
    }
}
