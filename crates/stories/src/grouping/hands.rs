use articles::ArticleId;

/// What the reader said about which articles tell one story. Remembered, and stronger than any likeness.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hands {
    said: Vec<Said>,
}

/// One thing the reader said about two articles; of two about the same articles the later counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    pub a: ArticleId,
    pub b: ArticleId,
    pub together: bool,
}

impl Hands {
    pub fn new(said: Vec<Said>) -> Hands {
        Hands { said }
    }

    /// Everything said so far, in order: what is to be stored.
    pub fn said(&self) -> &[Said] {
        &self.said
    }

    /// The articles of two stories tell one.
    pub fn merge(&mut self, one: &[ArticleId], other: &[ArticleId]) {
        self.chain(one);
        self.chain(other);
        if let (Some(a), Some(b)) = (one.first(), other.first()) {
            self.say(*a, *b, true);
        }
        // What was parted between the two before no longer holds.
        for a in one {
            for b in other {
                self.said.retain(|said| said.together || !said.is_about(*a, *b));
            }
        }
    }

    /// The articles `out` of a story tell another than the articles that `stay`.
    pub fn split(&mut self, stay: &[ArticleId], out: &[ArticleId]) {
        for a in stay {
            for b in out {
                self.said.retain(|said| !said.is_about(*a, *b));
            }
        }
        self.chain(stay);
        self.chain(out);
        if let (Some(a), Some(b)) = (stay.first(), out.first()) {
            self.say(*a, *b, false);
        }
    }

    fn chain(&mut self, articles: &[ArticleId]) {
        for pair in articles.windows(2) {
            self.say(pair[0], pair[1], true);
        }
    }

    fn say(&mut self, a: ArticleId, b: ArticleId, together: bool) {
        self.said.retain(|said| !said.is_about(a, b));
        self.said.push(Said { a, b, together });
    }
}

impl Said {
    fn is_about(&self, a: ArticleId, b: ArticleId) -> bool {
        (self.a == a && self.b == b) || (self.a == b && self.b == a)
    }
}
