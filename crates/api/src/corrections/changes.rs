//! Which article of a text became which.

use store::{Corrected, MadeArticle, Part};

/// From, to.
type Moved = Vec<(u32, u32)>;
type Gone = Vec<(u32, Option<u32>)>;

/// The articles of a text before and after, both in its order, named by their places. One that begins where it began is
/// the same one; of the others, that with which it has most of its lines in common.
pub(super) fn compare(before: &[Corrected], after: Vec<Corrected>) -> (Vec<MadeArticle>, Moved, Gone) {
    let start = |one: &Corrected| one.as_read.origin.start;
    let mut heirs: Vec<Option<usize>> =
        before.iter().map(|one| after.binary_search_by_key(&start(one), start).ok()).collect();
    for at in 0..before.len() {
        if heirs[at].is_none() {
            let free = (0..after.len()).filter(|to| !heirs.contains(&Some(*to)));
            let shares = free.map(|to| (overlap(&before[at], &after[to]), to)).filter(|(share, _)| *share > 0);
            heirs[at] = shares.max_by_key(|(share, to)| (*share, usize::MAX - to)).map(|(_, to)| to);
        }
    }
    let gone = (0..before.len()).filter(|at| heirs[*at].is_none()).map(|at| {
        let shares = after.iter().enumerate().map(|(to, one)| (overlap(&before[at], one), to));
        let most = shares.filter(|(share, _)| *share > 0).max_by_key(|(share, to)| (*share, usize::MAX - to));
        (at as u32, most.map(|(_, to)| to as u32))
    });
    let gone = gone.collect();
    let (mut made, mut moved) = (Vec::new(), Vec::new());
    for (to, article) in after.into_iter().enumerate() {
        let from = heirs.iter().position(|heir| *heir == Some(to));
        match from {
            Some(from) if before[from] == article => {
                if from != to {
                    moved.push((from as u32, to as u32));
                }
            }
            Some(from) => made.push(MadeArticle { from: Part::All(from as u32), place: to as u32, article }),
            None => {
                let shares = before.iter().enumerate().map(|(at, one)| (overlap(one, &article), at as u32));
                let most = shares.filter(|(share, _)| *share > 0).max_by_key(|(share, at)| (*share, u32::MAX - at));
                let from = most.map_or(Part::Nothing, |(_, at)| Part::Some(at));
                made.push(MadeArticle { from, place: to as u32, article });
            }
        }
    }
    (made, moved, gone)
}

/// Bytes of the text that both have.
fn overlap(one: &Corrected, other: &Corrected) -> u32 {
    let (one, other) = (&one.as_read.origin, &other.as_read.origin);
    one.end.min(other.end).saturating_sub(one.start.max(other.start))
}

#[cfg(test)]
mod tests {
    use articles::{Article, Origin};

    use super::*;

    fn articles(ranges: &[(u32, u32)]) -> Vec<Corrected> {
        let article = |(start, end): &(u32, u32)| {
            let origin = Origin { start: *start, end: *end, ..Origin::default() };
            let article = Article { title: format!("{start}-{end}"), origin, ..Article::default() };
            Corrected { as_read: article.clone(), article }
        };
        ranges.iter().map(article).collect()
    }

    /// What its reader did with an article must go to the one that has its lines.
    #[test]
    fn articles_are_followed_by_their_lines() {
        let check = |before: &[(u32, u32)], after: &[(u32, u32)], expected: (&[(Part, u32)], &Moved, &Gone)| {
            let (made, moved, gone) = compare(&articles(before), articles(after));
            let made: Vec<_> = made.iter().map(|made| (made.from, made.place)).collect();
            assert_eq!((&made[..], &moved, &gone), expected, "{before:?} {after:?}");
        };
        check(&[(0, 9), (10, 19)], &[(0, 9), (10, 19)], (&[], &vec![], &vec![]));
        // Split: the upper part is the same, even where it is the smaller.
        check(
            &[(0, 9), (10, 19)],
            &[(0, 2), (3, 9), (10, 19)],
            (&[(Part::All(0), 0), (Part::Some(0), 1)], &vec![(1, 2)], &vec![]),
        );
        // Merged: what is left of the lower goes to the upper.
        check(&[(0, 9), (10, 19)], &[(0, 19)], (&[(Part::All(0), 0)], &vec![], &vec![(1, Some(0))]));
        // A boundary that moves is no article that goes.
        check(&[(0, 9), (10, 19)], &[(0, 12), (13, 19)], (&[(Part::All(0), 0), (Part::All(1), 1)], &vec![], &vec![]));
        check(&[(0, 9), (10, 19)], &[(0, 5), (6, 19)], (&[(Part::All(0), 0), (Part::All(1), 1)], &vec![], &vec![]));
        check(&[(0, 9), (10, 19)], &[(10, 19)], (&[], &vec![(1, 0)], &vec![(0, None)]));
        check(&[], &[(0, 9)], (&[(Part::Nothing, 0)], &vec![], &vec![]));
    }
}
