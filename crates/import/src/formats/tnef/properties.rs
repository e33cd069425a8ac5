//! A list of properties as Exchange writes it: a kind, a name, a value filled up to four bytes.

#[derive(Default)]
pub(super) struct Properties(Vec<(u16, Value)>);

pub(super) enum Value {
    /// Words in the sender's encoding, or bytes of any meaning.
    Bytes(Vec<u8>),
    Unicode(Vec<u8>),
    Fixed(u64),
}

/// Properties of one list; messages have some 200.
const MOST: u32 = 4_096;

impl Properties {
    /// Reads as far as the list is whole.
    pub(super) fn read(bytes: &[u8]) -> Properties {
        let mut properties = Properties::default();
        let mut bytes = Bytes(bytes);
        let count = bytes.number().unwrap_or(0).min(MOST);
        for _ in 0..count {
            let Some((id, value)) = bytes.property() else { break };
            properties.0.extend(value.map(|value| (id, value)));
        }
        properties
    }

    pub(super) fn get(&self, id: u16) -> Option<&Value> {
        self.0.iter().find(|(own, _)| *own == id).map(|(_, value)| value)
    }
}

struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, len: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(self.take(4)?.try_into().ok()?))
    }

    /// A value of some length, filled up to four bytes.
    fn filled(&mut self) -> Option<&'a [u8]> {
        let len = self.number()? as usize;
        let value = self.take(len)?;
        // The last one of a list may come without.
        self.0 = self.0.get(len.next_multiple_of(4) - len..).unwrap_or_default();
        Some(value)
    }

    /// None for a value of no use.
    fn property(&mut self) -> Option<(u16, Option<Value>)> {
        let tag = self.number()?;
        let (kind, id) = (tag as u16, (tag >> 16) as u16);
        if id >= 0x8000 {
            self.skip_name()?;
        }
        let is_list = kind & 0x1000 != 0;
        let count = match kind & 0x0fff {
            0x1e | 0x1f | 0x0d | 0x102 => self.number()?,
            _ if is_list => self.number()?,
            _ => 1,
        };
        let mut first = None;
        for _ in 0..count.min(MOST) {
            let value = match kind & 0x0fff {
                0x02 | 0x03 | 0x04 | 0x0a | 0x0b => Value::Fixed(u64::from(self.number()?)),
                0x05 | 0x06 | 0x07 | 0x14 | 0x40 => Value::Fixed(u64::from_le_bytes(self.take(8)?.try_into().ok()?)),
                0x48 => Value::Bytes(self.take(16)?.to_vec()),
                0x1f => Value::Unicode(self.filled()?.to_vec()),
                0x1e | 0x0d | 0x102 => Value::Bytes(self.filled()?.to_vec()),
                // What follows a kind that is not known cannot be found.
                _ => return None,
            };
            first.get_or_insert(value);
        }
        Some((id, first))
    }

    /// A set's identifier, then a number or words.
    fn skip_name(&mut self) -> Option<()> {
        self.take(16)?;
        match self.number()? {
            0 => self.number().map(|_| ()),
            _ => self.filled().map(|_| ()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_words_times_and_named_properties() {
        let mut bytes = vec![3, 0, 0, 0];
        // A named number, which has to be passed to reach what follows.
        bytes.extend([0x03, 0, 0, 0x80]);
        bytes.extend([7; 16]);
        bytes.extend([0, 0, 0, 0, 9, 0, 0, 0, 5, 0, 0, 0]);
        bytes.extend([0x1e, 0, 0x37, 0, 1, 0, 0, 0, 5, 0, 0, 0]);
        bytes.extend(b"Port\0\0\0\0");
        bytes.extend([0x40, 0, 0x39, 0, 1, 0, 0, 0, 0, 0, 0, 0]);
        let properties = Properties::read(&bytes);
        assert!(matches!(properties.get(0x37), Some(Value::Bytes(words)) if words == b"Port\0"));
        assert!(matches!(properties.get(0x39), Some(Value::Fixed(1))));
        for cut in 0..bytes.len() {
            assert!(Properties::read(&bytes[..cut]).get(0x39).is_none(), "{cut}");
        }
    }
}
