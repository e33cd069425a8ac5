//! Average-link clustering of sparse vectors, with links that must and must not be.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashMap};

use super::meanings::Centred;
use crate::terms::Weighted;

/// Likeness, in units of the bar, from which a pair is looked at at all. Anything between .2 and .8 gives the same
/// stories; higher is faster.
const WORTH_A_LOOK: f32 = 0.7;
/// How hard the like of an article are looked for.
#[derive(Clone, Copy)]
pub(super) struct Effort {
    /// By so many of its heaviest terms,
    pub terms: usize,
    /// among so many of the latest articles that hold each,
    pub latest: usize,
    /// and so many of the likest are kept.
    pub kept: usize,
    /// The meanings of so many articles before one are looked at: .08 µs each.
    pub meanings: usize,
}

/// So many of those that mean most alike are kept.
const KEPT_MEANINGS: usize = 24;

/// The inner likeness, in units of the bar, that a group is presumed to have, and how many pairs the presumption is
/// worth. Two groups whose members are much more like each other than like those of the other are two events told in
/// the same words (one team's two matches): on look-alike events this is worth four points, on others none.
const PRESUMED: f32 = 1.6;
const PRESUMED_PAIRS: f32 = 3.0;

/// An article as the clustering sees it.
pub(super) struct Node {
    /// Sorted by term. Of length one, or a little more by its figures.
    pub vector: Vec<Weighted>,
    /// Two of one form do not meet, unless they must.
    pub form: Option<i64>,
    /// What is taken off the likeness of two headlines that both hold figures; equal figures give it back.
    pub figures: f32,
    /// Seconds since 1970.
    pub time: Option<i64>,
    pub traits: Traits,
    /// What the text means: the same in all languages.
    pub meaning: Centred,
    /// Meanings are looked for across languages: within one the words find each other.
    pub language: [u8; 2],
    /// Joined to an earlier node whatever it says: its like are those of that node.
    pub copy: bool,
}

impl Node {
    /// What only ties others together or keeps them apart.
    pub fn absent() -> Node {
        Node {
            vector: Vec::new(),
            form: None,
            figures: 0.0,
            time: None,
            traits: Traits::default(),
            meaning: Centred::default(),
            language: [0; 2],
            copy: true,
        }
    }
}

/// How far an article's own likeness can be trusted. Differs between a headline alone and a full text.
#[derive(Clone, Copy, Default)]
pub(super) struct Traits {
    /// Share of the likeness that the years between two articles leave.
    pub timeless: f32,
    /// 0: two groups are as like as their pairs are on average. 1: as their centres are.
    pub centred: f32,
    /// 0: the likeness alone decides. 1: the likeness against that within the groups.
    pub relative: f32,
}

pub(super) struct Rules<'a> {
    pub effort: Effort,
    pub bar: f32,
    /// Seconds in which what time takes of the likeness grows to 1 - 1/e of all it ever takes.
    pub fades: f64,
    /// Pairs of nodes that belong together whatever they say.
    pub together: &'a [(u32, u32)],
    /// Pairs of nodes that must not meet.
    pub apart: &'a [(u32, u32)],
}

struct Group {
    sum: Vec<Weighted>,
    norm: f32,
    size: f32,
    figures: f32,
    meaning: Vec<f32>,
    aloof: f32,
    /// Sum of the likenesses of all pairs within.
    inner: f32,
    time: f64,
    timed: f32,
    traits: Traits,
    /// Sorted.
    forms: Vec<i64>,
    /// Sum of the likenesses to each group nearby.
    near: BTreeMap<u32, f32>,
    /// Groups this one must not meet.
    apart: Vec<u32>,
    /// What it became part of.
    into: Option<u32>,
}

/// For each node the smallest index of its group. Nodes should come in the order of time: their like are looked for
/// among the latest before them.
pub(super) fn link(nodes: Vec<Node>, rules: &Rules) -> Vec<u32> {
    let count = nodes.len();
    let near = neighbours(&nodes, rules);
    let mut groups: Vec<Group> = nodes.into_iter().zip(near).map(|(node, near)| single(node, near)).collect();
    for (a, b) in rules.apart {
        groups[*a as usize].apart.push(*b);
        groups[*b as usize].apart.push(*a);
    }
    for (a, b) in rules.together {
        let (a, b) = (root(&groups, *a), root(&groups, *b));
        if a != b && !groups[a as usize].apart.contains(&b) {
            merge(&mut groups, a, b);
        }
    }
    let mut heap = BinaryHeap::new();
    for (at, group) in groups.iter().enumerate().filter(|(_, group)| group.into.is_none()) {
        for other in group.near.keys().filter(|other| **other as usize > at) {
            offer(&groups, at as u32, *other, rules, &mut heap);
        }
    }
    while let Some((_, Reverse((a, b)))) = heap.pop() {
        if groups[a as usize].into.is_some() || groups[b as usize].into.is_some() {
            continue;
        }
        let merged = merge(&mut groups, a, b);
        let near: Vec<u32> = groups[merged as usize].near.keys().copied().collect();
        for other in near {
            offer(&groups, other, merged, rules, &mut heap);
        }
    }
    let mut first = HashMap::new();
    (0..count as u32).map(|at| *first.entry(root(&groups, at)).or_insert(at)).collect()
}

/// For the heap: the likeness's order as a number, then the earlier pair first.
type Offer = (u32, Reverse<(u32, u32)>);

fn offer(groups: &[Group], a: u32, b: u32, rules: &Rules, heap: &mut BinaryHeap<Offer>) {
    if groups[a as usize].apart.contains(&b) || share_a_form(&groups[a as usize], &groups[b as usize]) {
        return;
    }
    let likeness = likeness(&groups[a as usize], &groups[b as usize], b, rules);
    if likeness >= rules.bar {
        // Bits of a positive float sort as the float does.
        heap.push((likeness.to_bits(), Reverse((a.min(b), a.max(b)))));
    }
}

fn share_a_form(a: &Group, b: &Group) -> bool {
    a.forms.iter().any(|form| b.forms.binary_search(form).is_ok())
}

fn likeness(a: &Group, b: &Group, b_at: u32, rules: &Rules) -> f32 {
    let mut likeness = a.near.get(&b_at).copied().unwrap_or(0.0) / (a.size * b.size);
    if a.timed > 0.0 && b.timed > 0.0 {
        let timeless = (a.traits.timeless + b.traits.timeless) / 2.0;
        let faded = (-(a.time - b.time).abs() / rules.fades).exp() as f32;
        likeness *= timeless + (1.0 - timeless) * faded;
    }
    let centred = (a.traits.centred + b.traits.centred) / 2.0;
    let relative = (a.traits.relative + b.traits.relative) / 2.0;
    let spread = (a.norm / a.size) * (b.norm / b.size);
    let within = (within(a, rules.bar) * within(b, rules.bar)).sqrt();
    likeness / (spread.max(1e-9).powf(centred) * within.powf(relative))
}

/// How like each other the members of a group are, as a multiple of what is presumed.
fn within(group: &Group, bar: f32) -> f32 {
    let pairs = group.size * (group.size - 1.0) / 2.0;
    ((group.inner / bar + PRESUMED_PAIRS * PRESUMED) / (pairs + PRESUMED_PAIRS) / PRESUMED).max(0.05)
}

fn single(node: Node, near: BTreeMap<u32, f32>) -> Group {
    Group {
        norm: dot(&node.vector, &node.vector).sqrt(),
        sum: node.vector,
        // A copy is no further voice for the likeness of its story.
        size: if node.copy { 0.0 } else { 1.0 },
        figures: node.figures,
        aloof: node.meaning.aloof,
        meaning: node.meaning.vector,
        inner: 0.0,
        time: node.time.unwrap_or_default() as f64,
        timed: f32::from(u8::from(node.time.is_some() && !node.copy)),
        traits: node.traits,
        forms: node.form.into_iter().collect(),
        near,
        apart: Vec::new(),
        into: None,
    }
}

fn merge(groups: &mut Vec<Group>, a: u32, b: u32) -> u32 {
    let own = groups.len() as u32;
    let (mut x, mut y) = (take(groups, a, own), take(groups, b, own));
    let link = x.near.remove(&b).unwrap_or_else(|| between(&x, &y));
    y.near.remove(&a);
    let mut near = BTreeMap::new();
    for other in x.near.keys().chain(y.near.keys()) {
        if near.contains_key(other) {
            continue;
        }
        let there = &mut groups[*other as usize];
        let to_x = x.near.get(other).copied().unwrap_or_else(|| between(&x, there));
        let to_y = y.near.get(other).copied().unwrap_or_else(|| between(&y, there));
        there.near.remove(&a);
        there.near.remove(&b);
        there.near.insert(own, to_x + to_y);
        near.insert(*other, to_x + to_y);
    }
    let mut apart: Vec<u32> = x.apart.iter().chain(&y.apart).map(|other| root(groups, *other)).collect();
    apart.sort_unstable();
    apart.dedup();
    for other in &apart {
        groups[*other as usize].apart.push(own);
    }
    let mut forms = [x.forms, y.forms].concat();
    forms.sort_unstable();
    forms.dedup();
    let sum = add(&x.sum, &y.sum);
    let (size, timed) = (x.size + y.size, x.timed + y.timed);
    let mean = |of: fn(&Traits) -> f32| (of(&x.traits) * x.size + of(&y.traits) * y.size) / size.max(1.0);
    groups.push(Group {
        norm: dot(&sum, &sum).sqrt(),
        sum,
        size,
        figures: x.figures + y.figures,
        meaning: both(x.meaning, y.meaning),
        aloof: x.aloof + y.aloof,
        inner: x.inner + y.inner + link,
        time: if timed > 0.0 {
            (x.time * f64::from(x.timed) + y.time * f64::from(y.timed)) / f64::from(timed)
        } else {
            0.0
        },
        timed,
        traits: Traits {
            timeless: mean(|traits| traits.timeless),
            centred: mean(|traits| traits.centred),
            relative: mean(|traits| traits.relative),
        },
        forms,
        near,
        apart,
        into: None,
    });
    own
}

/// Takes what a group holds and leaves the way to the one it became part of.
fn take(groups: &mut [Group], at: u32, into: u32) -> Group {
    let gone = Group {
        sum: Vec::new(),
        meaning: Vec::new(),
        forms: Vec::new(),
        near: BTreeMap::new(),
        apart: Vec::new(),
        into: Some(into),
        ..groups[at as usize]
    };
    std::mem::replace(&mut groups[at as usize], gone)
}

fn root(groups: &[Group], mut at: u32) -> u32 {
    while let Some(into) = groups[at as usize].into {
        at = into;
    }
    at
}

/// Sum of the likenesses of all pairs across.
fn between(a: &Group, b: &Group) -> f32 {
    dot(&a.sum, &b.sum) - a.figures * b.figures + alike(&a.meaning, &b.meaning) - a.aloof * b.aloof
}

/// Nothing where one is not known.
fn alike(a: &[f32], b: &[f32]) -> f32 {
    // In lanes: one sum after the other would wait for each addition.
    let mut sums = [0.0; 8];
    for (a, b) in a.as_chunks::<8>().0.iter().zip(b.as_chunks::<8>().0) {
        for lane in 0..8 {
            sums[lane] += a[lane] * b[lane];
        }
    }
    sums.iter().sum()
}

fn both(mut a: Vec<f32>, b: Vec<f32>) -> Vec<f32> {
    if a.is_empty() {
        return b;
    }
    a.iter_mut().zip(b).for_each(|(a, b)| *a += b);
    a
}

/// For each node the ones like it, with their likeness.
fn neighbours(nodes: &[Node], rules: &Rules) -> Vec<BTreeMap<u32, f32>> {
    let mut near: Vec<BTreeMap<u32, f32>> = vec![BTreeMap::new(); nodes.len()];
    let mut latest: HashMap<u32, Vec<Weighted>> = HashMap::new();
    let mut sums = vec![0f32; nodes.len()];
    for (at, node) in nodes.iter().enumerate().filter(|(_, node)| !node.copy) {
        let mut heaviest = node.vector.clone();
        heaviest.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        heaviest.truncate(rules.effort.terms);
        let mut touched = Vec::new();
        for (term, weight) in heaviest {
            let list = latest.entry(term).or_default();
            for (other, theirs) in list.iter().rev().take(rules.effort.latest) {
                let sum = &mut sums[*other as usize];
                if *sum == 0.0 {
                    touched.push(*other);
                }
                *sum += weight * theirs;
            }
            list.push((at as u32, weight));
        }
        let mut likest: Vec<(u32, f32)> =
            touched.into_iter().map(|other| (other, std::mem::take(&mut sums[other as usize]))).collect();
        likest.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        likest.truncate(rules.effort.kept);
        for (other, _) in likest {
            meet(nodes, &mut near, at, other, rules);
        }
    }
    for (at, other) in alike_abroad(nodes, rules.effort.meanings) {
        meet(nodes, &mut near, at, other, rules);
    }
    near
}

/// Notes how like two nodes are, if that is worth a look.
fn meet(nodes: &[Node], near: &mut [BTreeMap<u32, f32>], at: usize, other: u32, rules: &Rules) {
    let (here, there) = (&nodes[at], &nodes[other as usize]);
    let words = dot(&here.vector, &there.vector) - here.figures * there.figures;
    let likeness = words + mean_alike(&here.meaning, &there.meaning);
    if likeness >= WORTH_A_LOOK * rules.bar {
        near[at].insert(other, likeness);
        near[other as usize].insert(at as u32, likeness);
    }
}

fn mean_alike(a: &Centred, b: &Centred) -> f32 {
    alike(&a.vector, &b.vector) - a.aloof * b.aloof
}

/// For each node with a meaning those before it, in other languages, that mean most alike.
fn alike_abroad(nodes: &[Node], meanings: usize) -> Vec<(usize, u32)> {
    let mut latest: Vec<u32> = Vec::new();
    let mut pairs = Vec::new();
    for (at, node) in nodes.iter().enumerate().filter(|(_, node)| !node.meaning.vector.is_empty()) {
        let before = &latest[latest.len().saturating_sub(meanings)..];
        let abroad = before.iter().filter(|other| nodes[**other as usize].language != node.language);
        let mut found: Vec<(f32, u32)> = abroad
            .map(|other| (mean_alike(&node.meaning, &nodes[*other as usize].meaning), *other))
            .filter(|(likeness, _)| *likeness > 0.0)
            .collect();
        found.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        pairs.extend(found.into_iter().take(KEPT_MEANINGS).map(|(_, other)| (at, other)));
        latest.push(at as u32);
    }
    pairs
}

/// Of two vectors sorted by term.
pub(super) fn dot(a: &[Weighted], b: &[Weighted]) -> f32 {
    let (a, b) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let mut sum = 0.0;
    let mut rest = b;
    if b.len() > 16 * a.len() {
        for (term, weight) in a {
            let at = rest.partition_point(|other| other.0 < *term);
            rest = &rest[at..];
            if let Some(other) = rest.first().filter(|other| other.0 == *term) {
                sum += weight * other.1;
            }
        }
        return sum;
    }
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        let (x, y) = (a[i], b[j]);
        if x.0 == y.0 {
            sum += x.1 * y.1;
        }
        i += usize::from(x.0 <= y.0);
        j += usize::from(y.0 <= x.0);
    }
    sum
}

fn add(a: &[Weighted], b: &[Weighted]) -> Vec<Weighted> {
    let mut out = Vec::with_capacity(a.len() + b.len());
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        let (x, y) = (a[i], b[j]);
        let first = x.0.min(y.0);
        let weight = if x.0 == first { x.1 } else { 0.0 } + if y.0 == first { y.1 } else { 0.0 };
        out.push((first, weight));
        i += usize::from(x.0 == first);
        j += usize::from(y.0 == first);
    }
    out.extend_from_slice(&a[i..]);
    out.extend_from_slice(&b[j..]);
    out
}
