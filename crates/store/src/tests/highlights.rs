use ::articles::{Colour, HighlightedArticle};

use super::*;

fn only(store: &Store) -> HighlightedArticle {
    let mut all = store.list_highlights(None).unwrap();
    assert_eq!(all.len(), 1);
    all.remove(0)
}

fn marked(store: &Store) -> Vec<(String, Colour, String)> {
    only(store).highlights.into_iter().map(|one| (one.text, one.colour, one.note)).collect()
}

#[test]
fn what_lies_over_another_mark_becomes_one_with_it() {
    let library = library();
    import(&library, vec![article("a")]);
    let id = ids(&library)[0];
    let text = library.read_text(id).unwrap().text;
    let place = |words: &str| {
        let start = text.find(words).unwrap() as u32;
        start..start + words.len() as u32
    };
    let check = |expected: &[(&str, Colour, &str)]| {
        let expected: Vec<_> =
            expected.iter().map(|(text, colour, note)| ((*text).to_owned(), *colour, (*note).to_owned())).collect();
        assert_eq!(marked(&library), expected);
    };

    library.add_highlight(id, place(" is the "), Colour::Yellow, "why").unwrap();
    check(&[("is the", Colour::Yellow, "why")]);
    library.add_highlight(id, place("two paragraphs"), Colour::Blue, "").unwrap();
    library.add_highlight(id, place("the text of a"), Colour::Green, "how").unwrap();
    check(&[("is the text of a", Colour::Green, "why\n\nhow"), ("two paragraphs", Colour::Blue, "")]);

    // Neither no words nor half a letter is a place.
    for range in [0..0, 4..5, 0..9_999, 9_998..9_999, std::ops::Range { start: 5, end: 4 }] {
        assert!(library.add_highlight(id, range.clone(), Colour::Pink, "").is_err(), "{range:?}");
    }
    assert_well(&library);
}

#[test]
fn marks_and_notes_are_changed_and_taken_away() {
    let library = library();
    import(&library, vec![article("a")]);
    let id = ids(&library)[0];
    let mark = library.add_highlight(id, 0..4, Colour::Yellow, "").unwrap();
    assert_eq!(library.edit_highlight(mark, Colour::Pink, "  a\u{7}\nb ").unwrap(), id);
    assert_eq!(marked(&library), [("This".to_owned(), Colour::Pink, "a\nb".to_owned())]);
    library.set_note(id, "on the whole").unwrap();
    let view = library.read_article(id).unwrap();
    assert_eq!((view.note.as_str(), view.highlights.len()), ("on the whole", 1));
    assert_eq!(found(&library, "is:highlighted"), ["Headline of a"]);

    assert_eq!(library.remove_highlight(mark).unwrap(), id);
    library.set_note(id, " ").unwrap();
    assert_eq!(library.list_highlights(None).unwrap(), []);
    assert!(matches!(library.remove_highlight(mark), Err(Error::NotFound { .. })), "it was taken away once");
    assert!(matches!(library.set_note(ArticleId(7), "x"), Err(Error::NotFound { .. })), "there is no such article");
    assert_eq!(found(&library, "is:highlighted"), Vec::<String>::new());
}

/// What a reader wrote is the reader's: taking an import back must not take it too.
#[test]
fn undoing_an_import_leaves_what_was_written_in() {
    let library = library();
    let import = import(&library, vec![article("a"), article("b"), article("c")]);
    let all = ids(&library);
    library.add_highlight(all[0], 0..4, Colour::Yellow, "").unwrap();
    library.set_note(all[1], "kept").unwrap();
    let undone = library.undo_import(import, now()).unwrap();
    assert_eq!((undone.removed, undone.kept), (1, 2));
    assert_eq!(library.list_highlights(None).unwrap().len(), 2);
    assert_well(&library);
}
