//! What an encoder says that a text means, kept small.

/// A vector of length one, a byte a number: the likeness of two is exact to .001, which no grouping notices.
#[derive(Clone, Debug, PartialEq)]
pub struct Meaning {
    numbers: Box<[i8]>,
    scale: f32,
}

impl Meaning {
    pub fn of(vector: &[f32]) -> Meaning {
        let most = vector.iter().fold(0f32, |most, number| most.max(number.abs())).max(f32::MIN_POSITIVE);
        let scale = most / 127.0;
        Meaning { numbers: vector.iter().map(|number| (number / scale).round() as i8).collect(), scale }
    }

    /// Four bytes more than the vector has numbers.
    pub fn to_bytes(&self) -> Vec<u8> {
        let scale = self.scale.to_le_bytes();
        scale.into_iter().chain(self.numbers.iter().map(|number| number.to_le_bytes()[0])).collect()
    }

    /// None where the bytes are damaged.
    pub fn from_bytes(bytes: &[u8]) -> Option<Meaning> {
        let (scale, numbers) = bytes.split_first_chunk()?;
        let scale = f32::from_le_bytes(*scale);
        let sound = scale.is_finite() && !numbers.is_empty();
        sound.then(|| Meaning { numbers: numbers.iter().map(|byte| i8::from_le_bytes([*byte])).collect(), scale })
    }

    pub(crate) fn numbers(&self) -> impl ExactSizeIterator<Item = f32> {
        self.numbers.iter().map(|number| f32::from(*number) * self.scale)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meaning_keeps_its_direction_in_a_byte_a_number() {
        let vector = [0.6, -0.48, 0.64, 0.0];
        let meaning = Meaning::of(&vector);
        assert_eq!(Meaning::from_bytes(&meaning.to_bytes()), Some(meaning.clone()));
        let near = meaning.numbers().zip(vector).all(|(kept, told)| (kept - told).abs() < 0.003);
        assert!(near, "{meaning:?}");
        assert_eq!([Meaning::from_bytes(&[]), Meaning::from_bytes(&[0, 0, 0xc0, 0x7f, 1])], [None, None]);
        assert!(Meaning::of(&[0.0; 4]).numbers().all(|number| number == 0.0));
    }
}
