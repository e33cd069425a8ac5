//! News that nobody wrote: events told again and again in words of no language, the same on every machine.

use std::collections::VecDeque;

/// Events that are still told.
const LATEST: usize = 40;

pub struct News {
    pub chance: Chance,
    pub events: usize,
    told: usize,
    latest: VecDeque<Vec<String>>,
}

pub struct Story {
    pub source: String,
    pub title: String,
    pub body: String,
    /// Which event it tells.
    pub event: usize,
}

impl News {
    pub fn new() -> News {
        News { chance: Chance(7), events: 0, told: 0, latest: VecDeque::new() }
    }

    /// One article in eight opens an event; the others retell one of the latest, or copy its text.
    pub fn tell(&mut self, words: usize) -> Story {
        let chance = &mut self.chance;
        if self.told.is_multiple_of(8) {
            self.latest.push_back((0..60).map(|_| chance.word(60_000)).collect());
            self.events += 1;
            if self.latest.len() > LATEST {
                self.latest.pop_front();
            }
        }
        self.told += 1;
        let pick = chance.below(self.latest.len());
        let event = &self.latest[pick];
        let number = self.events - self.latest.len() + pick;
        let mut telling = if chance.below(4) == 0 { Chance(number as u64) } else { Chance(chance.next()) };
        let title: Vec<String> = (0..9).map(|_| event[telling.below(60)].clone()).collect();
        let body: Vec<String> = (0..words)
            .map(|n| {
                let word = match telling.below(10) {
                    0..3 => event[telling.below(60)].clone(),
                    3..6 => telling.word(300),
                    _ => telling.word(60_000),
                };
                if n % 17 == 16 { format!("{word}.") } else { word }
            })
            .collect();
        let source = format!("outlet{}.example", chance.below(500));
        Story { source, title: title.join(" "), body: body.join(" "), event: number }
    }
}

/// A small generator of numbers (xorshift), so that the measurement is the same everywhere.
pub struct Chance(pub u64);

impl Chance {
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        self.0
    }

    pub fn below(&mut self, end: usize) -> usize {
        (self.next() >> 20) as usize % end.max(1)
    }

    /// A word of `of`, small numbers far more often than large ones.
    pub fn word(&mut self, of: usize) -> String {
        let even = (self.next() >> 11) as f64 / (1u64 << 53) as f64;
        let mut rank = (even * even * of as f64) as usize + 30;
        let mut word = String::new();
        while rank > 0 {
            word.push(char::from(b"bdfgklmnprstvz"[rank % 14]));
            word.push(char::from(b"aeiou"[(rank / 14) % 5]));
            rank /= 70;
        }
        word
    }
}

/// Of this thread, from the kernel; other work on the machine does not count. 0 where there is no such file.
pub fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    stat.split(' ').next().and_then(|nanoseconds| nanoseconds.parse::<f64>().ok()).unwrap_or_default() / 1e9
}

/// Of this process, at its most. 0 where the system does not tell.
pub fn most_megabytes() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse::<usize>().unwrap_or_default() / 1024
}
