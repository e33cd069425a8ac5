//! Average-link clustering over sparse vectors.

use std::collections::{BTreeMap, BinaryHeap, HashMap};

use crate::tune::t;

pub type Vector = Vec<(u32, f32)>;

pub fn dot(a: &[(u32, f32)], b: &[(u32, f32)]) -> f32 {
    let (a, b) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let mut sum = 0.0;
    if b.len() > a.len() * 16 {
        let mut low = 0;
        for (id, w) in a {
            match b[low..].binary_search_by_key(id, |x| x.0) {
                Ok(at) => { sum += w * b[low + at].1; low += at + 1; }
                Err(at) => low += at,
            }
        }
        return sum;
    }
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        match a[i].0.cmp(&b[j].0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => { sum += a[i].1 * b[j].1; i += 1; j += 1; }
        }
    }
    sum
}

fn add(a: &[(u32, f32)], b: &[(u32, f32)]) -> Vector {
    let mut out = Vec::with_capacity(a.len() + b.len());
    let (mut i, mut j) = (0, 0);
    while i < a.len() || j < b.len() {
        if j >= b.len() || (i < a.len() && a[i].0 < b[j].0) { out.push(a[i]); i += 1; }
        else if i >= a.len() || b[j].0 < a[i].0 { out.push(b[j]); j += 1; }
        else { out.push((a[i].0, a[i].1 + b[j].1)); i += 1; j += 1; }
    }
    out
}

pub struct Node { pub figure: f32, pub ratio: f32, pub tfloor: f32, pub gamma: f32, pub vector: Vector, pub time: Option<i64>, pub bar: f32, pub language: u16 }

struct Cluster { inner: f32, ratio: f32, figure: f32, tfloor: f32, gamma: f32, sum: Vector, size: f32, time: f64, timed: f32, bar: f32, near: BTreeMap<u32, f32>, alive: bool, language: u16, norm: f32 }

#[derive(PartialEq)]
struct Pair(f32, u32, u32);
impl Eq for Pair {}
impl Ord for Pair {
    fn cmp(&self, o: &Self) -> std::cmp::Ordering { self.0.total_cmp(&o.0).then(o.1.cmp(&self.1)).then(o.2.cmp(&self.2)) }
}
impl PartialOrd for Pair { fn partial_cmp(&self, o: &Self) -> Option<std::cmp::Ordering> { Some(self.cmp(o)) } }

/// Labels: for each node the smallest index of its cluster.
pub fn average_link(nodes: &[Node]) -> Vec<u32> {
    let n = nodes.len();
    let mut postings: HashMap<u32, Vec<(u32, f32)>> = HashMap::new();
    for (i, node) in nodes.iter().enumerate() {
        for (id, w) in &node.vector { postings.entry(*id).or_default().push((i as u32, *w)); }
    }
    let mut clusters: Vec<Cluster> = nodes.iter().map(|node| Cluster {
        inner: 0.0, ratio: node.ratio, gamma: node.gamma, tfloor: node.tfloor, figure: node.figure, sum: node.vector.clone(), size: 1.0, time: node.time.unwrap_or(0) as f64, timed: node.time.is_some() as u8 as f32, bar: node.bar,
        near: BTreeMap::new(), alive: true, language: node.language, norm: dot(&node.vector,&node.vector).sqrt(),
    }).collect();
    let floor = t("FLOOR", 0.3);
    let tau = t("TAU", 2.0); let (k, w0) = (t("K", 6.0), t("W0", 1.5));
    let mut heap = BinaryHeap::new();
    let mut acc = vec![0f32; n];
    for i in 0..n {
        let mut touched = Vec::new();
        for (id, w) in &nodes[i].vector {
            for (j, v) in &postings[id] {
                if *j as usize <= i { continue; }
                if acc[*j as usize] == 0.0 { touched.push(*j); }
                acc[*j as usize] += w * v;
            }
        }
        touched.sort_unstable();
        for j in touched {
            let s = acc[j as usize] - nodes[i].figure * nodes[j as usize].figure;
            acc[j as usize] = 0.0;
            let bar = (nodes[i].bar * nodes[j as usize].bar).sqrt();
            if s < floor * bar { continue; }
            clusters[i].near.insert(j, s);
            clusters[j as usize].near.insert(i as u32, s);
        }
    }
    for i in 0..n {
        for (j, _) in clusters[i].near.iter() {
            if *j as usize > i { let v = value(&clusters, i, *j as usize, tau, k, w0); heap.push(Pair(v, i as u32, *j)); }
        }
    }
    let mut labels: Vec<u32> = (0..n as u32).collect();
    while let Some(Pair(v, a, b)) = heap.pop() {
        if v < 1.0 { break; }
        if !clusters[a as usize].alive || !clusters[b as usize].alive { continue; }
        let (ai, bi) = (a as usize, b as usize);
        // fold b and a into new cluster
        let c = clusters.len() as u32;
        let link = clusters[ai].near.get(&b).copied().unwrap_or(0.0);
        let an = std::mem::take(&mut clusters[ai].near);
        let bn = std::mem::take(&mut clusters[bi].near);
        clusters[ai].alive = false; clusters[bi].alive = false;
        let mut near = BTreeMap::new();
        let mut keys: Vec<u32> = an.keys().chain(bn.keys()).copied().filter(|k| *k != a && *k != b).collect();
        keys.sort_unstable(); keys.dedup();
        for k in keys {
            let ki = k as usize;
            let wa = an.get(&k).copied().unwrap_or_else(|| dot(&clusters[ai].sum, &clusters[ki].sum) - clusters[ai].figure * clusters[ki].figure);
            let wb = bn.get(&k).copied().unwrap_or_else(|| dot(&clusters[bi].sum, &clusters[ki].sum) - clusters[bi].figure * clusters[ki].figure);
            clusters[ki].near.remove(&a); clusters[ki].near.remove(&b);
            clusters[ki].near.insert(c, wa + wb);
            near.insert(k, wa + wb);
        }
        let (x, y) = (&clusters[ai], &clusters[bi]);
        let sum = add(&x.sum, &y.sum);
        let norm = dot(&sum, &sum).sqrt();
        let merged = Cluster {
            ratio: (x.ratio * x.size + y.ratio * y.size) / (x.size + y.size), inner: x.inner + y.inner + link, figure: x.figure + y.figure, tfloor: (x.tfloor * x.size + y.tfloor * y.size) / (x.size + y.size), gamma: (x.gamma * x.size + y.gamma * y.size) / (x.size + y.size), sum, norm, size: x.size + y.size,
            time: if x.timed + y.timed > 0.0 { (x.time * x.timed as f64 + y.time * y.timed as f64) / (x.timed + y.timed) as f64 } else { 0.0 },
            timed: x.timed + y.timed, bar: (x.bar * x.size + y.bar * y.size) / (x.size + y.size), near, alive: true,
            language: if x.language == y.language { x.language } else { 0 },
        };
        clusters.push(merged);
        labels.push(c);
        labels[ai] = c; labels[bi] = c;
        for other in clusters[c as usize].near.keys().copied().collect::<Vec<_>>() {
            let v = value(&clusters, other as usize, c as usize, tau, k, w0);
            if v >= 1.0 { heap.push(Pair(v, other.min(c), other.max(c))); }
        }
    }
    let mut first: HashMap<u32, u32> = HashMap::new();
    (0..n).map(|i| {
        let mut l = i as u32;
        while labels[l as usize] != l { l = labels[l as usize]; }
        *first.entry(l).or_insert(i as u32)
    }).collect()
}

fn value(clusters: &[Cluster], a: usize, b: usize, tau: f32, k: f32, w0: f32) -> f32 {
    let tfloor = (clusters[a].tfloor + clusters[b].tfloor) / 2.0;
    let (x, y) = (&clusters[a], &clusters[b]);
    let w = x.near.get(&(b as u32)).or_else(|| y.near.get(&(a as u32))).copied().unwrap_or(0.0);
    let mut v = w / (x.size * y.size);
    if x.timed > 0.0 && y.timed > 0.0 {
        let days = ((x.time - y.time).abs() / 86400.0) as f32;
        v *= tfloor + (1.0 - tfloor) * (-days / tau).exp();
    }
    let bar = (x.bar * y.bar).sqrt();
    let within = |c: &Cluster| { let pairs = c.size * (c.size - 1.0) / 2.0; ((c.inner / c.bar + k * w0) / (pairs + k) / w0).max(0.05) };
    v /= (within(x) * within(y)).sqrt().powf((x.ratio + y.ratio) / 2.0);
    let cx = x.norm / x.size; let cy = y.norm / y.size;
    v /= (cx * cy).max(1e-9).powf((x.gamma + y.gamma) / 2.0);
    v / bar
}
