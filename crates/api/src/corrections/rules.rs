//! Corrections of all articles of an outlet.

use articles::{Article, ArticleId, Outlet, OutletRule, Pattern};
use store::{Corrected, PlaceOfArticle, Ruled, TextId, WholeText};

use super::effect::take_effect;
use crate::{App, Error, operations::*};

/// So many articles are looked at to say what a rule would do: 2 s.
const MOST_TRIED: usize = 20_000;
const MOST_EXAMPLES: usize = 12;
/// A transaction of so many takes .1 s, in which nothing else is written.
const BATCH: u32 = 200;

type Last = Option<(TextId, WholeText)>;
/// As it stands, and as it would be.
type Held = Option<(Corrected, Article)>;

impl App {
    pub fn list_outlet_rules(&self, _ask: ListOutletRules) -> Result<OutletRuleList, Error> {
        self.rule_list(0)
    }

    pub fn try_outlet_rule(&self, ask: OutletRule) -> Result<RuleTrial, Error> {
        let rule = checked(ask)?;
        let mut rules = self.rules()?;
        rules.push(rule.clone());
        let mut trial = RuleTrial::default();
        let mut before = None;
        let (mut tried, mut last) = (0, None);
        loop {
            let ids = self.store().list_of_outlet(&rule.outlet, before, BATCH)?;
            let Some(oldest) = ids.last() else { break };
            before = Some(*oldest);
            for id in &ids {
                if let Some((old, new)) =
                    self.hold_against(*id, &rules, &mut last)?.filter(|(old, new)| old.article != *new)
                {
                    trial.articles += 1;
                    if trial.examples.len() < MOST_EXAMPLES {
                        let (before, after) = shown(&rule.pattern, &old.article, &new);
                        trial.examples.push(RuleExample { id: *id, title: old.article.title, before, after });
                    }
                }
            }
            tried += ids.len();
            if tried >= MOST_TRIED {
                trial.more = true;
                break;
            }
        }
        Ok(trial)
    }

    /// Kept for later imports, and done to what is there.
    pub fn add_outlet_rule(&self, ask: OutletRule) -> Result<OutletRuleList, Error> {
        self.store().add_outlet_rule(&checked(ask)?)?;
        let changed = self.apply_rules()?;
        self.rule_list(changed)
    }

    /// Articles are again what they were read as, but for what else is said of them.
    pub fn remove_outlet_rule(&self, ask: RemoveOutletRule) -> Result<OutletRuleList, Error> {
        self.store().remove_outlet_rule(ask.id)?;
        let changed = self.apply_rules()?;
        self.rule_list(changed)
    }

    /// What waits for the rules is held against them; also what waited when the program ended.
    pub(crate) fn apply_rules(&self) -> Result<u32, Error> {
        let rules = self.rules()?;
        let (mut changed, mut last) = (0, None);
        loop {
            let waiting = self.store().list_unruled(BATCH)?;
            if waiting.is_empty() {
                break;
            }
            let mut ruled = Vec::new();
            for id in waiting {
                let held = match self.hold_against(id, &rules, &mut last) {
                    // It would wait for ever, and all that come after it.
                    Err(Error::Store(store::Error::Damaged(_))) => None,
                    held => held?,
                };
                let other = held.filter(|(old, new)| old.article != *new);
                let change = other.map(|(old, article)| (old.article, Corrected { article, as_read: old.as_read }));
                ruled.push(Ruled { id, change });
            }
            changed += self.store().put_ruled(&ruled, self.now())?;
        }
        if changed > 0 {
            self.tell(Event::LibraryChanged {});
        }
        Ok(changed)
    }

    /// Those of outlets, and what the register calls them: under each of an outlet's names, as it compares them.
    pub(crate) fn rules(&self) -> Result<Vec<OutletRule>, Error> {
        let mut rules: Vec<OutletRule> = self.store().list_outlet_rules()?.into_iter().map(|(_, rule)| rule).collect();
        for outlet in self.store().read_register()?.outlets() {
            rules.extend(naming(outlet));
        }
        Ok(rules)
    }

    /// An article as it stands, and as it would be with these rules. None where it is gone, or its text is: then nothing
    /// more can be said than what is there. `last`: a text of many articles is read once.
    fn hold_against(&self, id: ArticleId, rules: &[OutletRule], last: &mut Last) -> Result<Held, Error> {
        let Some(corrected) = self.store().read_corrected(id)? else { return Ok(None) };
        let Ok(PlaceOfArticle { file_hash, text, place, at, .. }) = self.store().find_place(id) else {
            return Ok(None);
        };
        let corrections = self.store().read_corrections(&file_hash)?.now;
        let mut unread = None;
        let mut printed = |day_first| {
            if last.as_ref().is_none_or(|(known, _)| *known != text) {
                match self.store().read_whole_text(text) {
                    Ok(whole) => *last = Some((text, whole)),
                    Err(error) => unread = Some(error),
                }
            }
            let (_, whole) = last.as_ref().filter(|(known, _)| *known == text)?;
            split::printed_date(&whole.text, &whole.spans, place, day_first)
        };
        let article = take_effect(&corrected.as_read, &corrections.fields(&at), rules, &mut printed);
        match unread {
            Some(error) => Err(error.into()),
            None => Ok(Some((corrected, article))),
        }
    }

    fn rule_list(&self, changed: u32) -> Result<OutletRuleList, Error> {
        let rules = self.store().list_outlet_rules()?;
        let rules = rules.into_iter().map(|(id, rule)| KeptRule { id, rule }).collect();
        Ok(OutletRuleList { rules, changed })
    }
}

/// What an outlet of the register is called, under each of its names as they are compared.
pub(crate) fn naming(outlet: &Outlet) -> impl Iterator<Item = OutletRule> + '_ {
    outlet.keys().map(|key| OutletRule { outlet: key, pattern: Pattern::Alias { name: outlet.name.clone() } })
}

/// A rule that says something.
fn checked(rule: OutletRule) -> Result<OutletRule, Error> {
    let tidy = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let pattern = match rule.pattern {
        Pattern::BylinePrefix { prefix } => Pattern::BylinePrefix { prefix: tidy(&prefix) },
        Pattern::Alias { name } => Pattern::Alias { name: tidy(&name) },
        Pattern::Residue { line } => Pattern::Residue { line: tidy(&line) },
        Pattern::DayFirst { day_first } => Pattern::DayFirst { day_first },
    };
    let is_empty = match &pattern {
        Pattern::BylinePrefix { prefix: text } | Pattern::Alias { name: text } | Pattern::Residue { line: text } => {
            text.is_empty() || *text == rule.outlet && matches!(pattern, Pattern::Alias { .. })
        }
        Pattern::DayFirst { .. } => false,
    };
    if is_empty || rule.outlet.is_empty() {
        return Err(Error::BadAsk("a rule of an outlet that says nothing".to_owned()));
    }
    Ok(OutletRule { outlet: rule.outlet, pattern })
}

/// What is different, for people.
fn shown(pattern: &Pattern, before: &Article, after: &Article) -> (String, String) {
    let show = |article: &Article| match pattern {
        Pattern::BylinePrefix { .. } => article.byline.join(", "),
        Pattern::Alias { .. } => article.source.as_ref().map(|source| source.name.clone()).unwrap_or_default(),
        Pattern::DayFirst { .. } => {
            article.published.as_ref().map(|published| published.at.to_string()).unwrap_or_default()
        }
        Pattern::Residue { .. } => String::new(),
    };
    match pattern {
        Pattern::Residue { line } => (line.clone(), String::new()),
        _ => (show(before), show(after)),
    }
}
