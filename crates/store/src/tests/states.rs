use proptest::prelude::*;
use serde_json::json;

use super::*;

#[test]
fn only_real_changes_count() {
    let library = library();
    import(&library, vec![article("one"), article("two")]);
    let all = ids(&library);
    assert_eq!(library.set_read(&all, true).unwrap(), 2);
    assert_eq!(library.set_read(&all, true).unwrap(), 0);
    assert_eq!(library.set_read(&[all[0], ArticleId(7)], false).unwrap(), 1);
    assert_eq!(library.set_bookmarked(&all[..1], true, now()).unwrap(), 1);
    assert_eq!(library.set_tags(&all, &[" Near  East ".to_owned(), " ".to_owned()], &[]).unwrap(), 2);
    assert_eq!(library.set_tags(&all, &["Near East".to_owned()], &["none".to_owned()]).unwrap(), 0);
    let counts = library.count_articles().unwrap();
    assert_eq!((counts.all, counts.unread, counts.bookmarked), (2, 1, 1));
    assert_eq!(counts.tags, [Count { name: "Near East".to_owned(), all: 2, unread: 1 }]);
    assert_eq!(library.read_rows(&all[..1]).unwrap()[0].tags, ["Near East"]);
    assert_eq!(titles(&library, &Filter { unread: true, ..Filter::default() }, Sort::Newest).len(), 1);
}

/// A newer program's settings must outlive an older one's writing.
#[test]
fn settings_that_are_not_named_stay() {
    let library = library();
    let write = |value: serde_json::Value| library.write_settings(value.as_object().unwrap()).unwrap();
    write(json!({"theme": "dark", "later": [1, 2]}));
    write(json!({"theme": "light"}));
    assert_eq!(serde_json::Value::Object(library.read_settings().unwrap()), json!({"theme": "light", "later": [1, 2]}));
}

#[derive(Clone, Debug)]
enum Step {
    Import(Vec<(u8, u8, u8)>),
    Undo(usize),
    Read(usize, bool),
    Bookmark(usize, bool),
    Tag(usize, u8),
    Untag(usize, u8),
}

fn any_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        prop::collection::vec((0u8..12, 0u8..3, 0u8..3), 1..4).prop_map(Step::Import),
        (0usize..9).prop_map(Step::Undo),
        (0usize..9, any::<bool>()).prop_map(|(i, on)| Step::Read(i, on)),
        (0usize..9, any::<bool>()).prop_map(|(i, on)| Step::Bookmark(i, on)),
        (0usize..9, 0u8..3).prop_map(|(i, tag)| Step::Tag(i, tag)),
        (0usize..9, 0u8..3).prop_map(|(i, tag)| Step::Untag(i, tag)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Counts are kept, never counted: one that is forgotten somewhere would be wrong for ever.
    #[test]
    fn counters_are_what_a_recount_gives(steps in prop::collection::vec(any_step(), 1..25)) {
        let library = library();
        for step in steps {
            let all = ids(&library);
            let pick = |i: usize| all.get(i).copied().into_iter().collect::<Vec<_>>();
            match step {
                Step::Import(traits) => {
                    let articles = traits.iter().map(|(name, day, source)| {
                        let mut one = if *day == 0 { article(&name.to_string()) } else { dated(&name.to_string(), &format!("2026-11-0{day}")) };
                        one.source = (*source > 0).then(|| Source { name: source.to_string(), host: None });
                        one
                    });
                    import(&library, articles.collect());
                }
                Step::Undo(i) => {
                    if let Some(import) = library.list_imports(100).unwrap().get(i) {
                        library.undo_import(import.id, now()).unwrap();
                    }
                }
                Step::Read(i, on) => { library.set_read(&pick(i), on).unwrap(); }
                Step::Bookmark(i, on) => { library.set_bookmarked(&pick(i), on, now()).unwrap(); }
                Step::Tag(i, tag) => { library.set_tags(&pick(i), &[tag.to_string()], &[]).unwrap(); }
                Step::Untag(i, tag) => { library.set_tags(&pick(i), &[], &[tag.to_string()]).unwrap(); }
            }
            // All of `check` at each step: rows, index, references and counters.
            assert_well(&library);
        }
    }
}
