//! What is kept of an article between two runs, as bytes: the same on every machine.

/// Goes up with whatever changes a fingerprint or a term: bytes of another version are not read but made anew.
const VERSION: u8 = 3;

pub(crate) fn begin() -> Vec<u8> {
    vec![VERSION]
}

/// Takes numbers off the front of kept bytes; none where they are of another version or end too soon.
pub(crate) struct Kept<'a>(&'a [u8]);

impl<'a> Kept<'a> {
    pub fn open(bytes: &'a [u8]) -> Option<Kept<'a>> {
        bytes.strip_prefix(&[VERSION]).map(Kept)
    }

    pub fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (first, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*first)
    }

    /// `count` numbers in a row.
    pub fn list<const N: usize, T>(&mut self, count: usize, number: fn([u8; N]) -> T) -> Option<Box<[T]>> {
        let (first, rest) = self.0.split_at_checked(count.checked_mul(N)?)?;
        self.0 = rest;
        Some(first.as_chunks::<N>().0.iter().map(|chunk| number(*chunk)).collect())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::VERSION;
    use crate::copies::Fingerprint;
    use crate::terms::Terms;
    use crate::text;

    const TITLE: &str = "Ferry No. 7 strikes pier in Marrow Bay";
    const BODY: &str = "A ferry struck the pier of Marrow Bay at 6.30 on Tuesday. 216 people were on board. Überfahrten \
        nach Königshafen fallen aus. Паром ударил причал. 渡轮撞上码头。";

    /// A library holds what an older program kept: if this fails, `VERSION` goes up together with the number here.
    #[test]
    fn what_is_kept_does_not_change_unsaid() {
        let print = Fingerprint::of(TITLE, BODY).to_bytes();
        let terms = Terms::of(TITLE, BODY, Some("en")).to_bytes();
        assert_eq!(
            [VERSION.into(), text::hash(&print, 0), text::hash(&terms, 0)],
            [3, 11513802337963801920, 11744031186590380172],
        );
    }

    #[test]
    fn bytes_of_another_version_are_made_anew() {
        let mut print = Fingerprint::of(TITLE, BODY).to_bytes();
        print[0] ^= 0xff;
        assert_eq!(Fingerprint::from_bytes(&print), None);
        assert_eq!(Terms::from_bytes(&[]), None);
    }

    proptest! {
        #[test]
        fn what_is_kept_comes_back(title in ".{0,80}", body in ".{0,400}") {
            let print = Fingerprint::of(&title, &body);
            prop_assert_eq!(Fingerprint::from_bytes(&print.to_bytes()), Some(print));
            let terms = Terms::of(&title, &body, Some("fr"));
            prop_assert_eq!(Terms::from_bytes(&terms.to_bytes()), Some(terms));
        }

        /// A damaged library is a reason to read an article again, never to stop.
        #[test]
        fn damaged_bytes_give_none_or_something_usable(at in 1usize..200, with in any::<u8>(), cut in 0usize..400) {
            let mut bytes = Terms::of(TITLE, BODY, Some("en")).to_bytes();
            let place = at % bytes.len();
            bytes[place] = with;
            bytes.truncate(bytes.len().saturating_sub(cut));
            if let Some(terms) = Terms::from_bytes(&bytes) {
                let mut rarity = crate::grouping::Rarity::default();
                rarity.see(&terms);
                crate::grouping::same_story(&terms, &terms, &rarity);
            }
            let mut bytes = Fingerprint::of(TITLE, BODY).to_bytes();
            let place = at % bytes.len();
            bytes[place] = with;
            bytes.truncate(bytes.len().saturating_sub(cut));
            if let Some(print) = Fingerprint::from_bytes(&bytes) {
                print.likeness(&print, None);
            }
        }
    }
}
