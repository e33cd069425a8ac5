use stories::meaning::Meaning;

use super::*;

/// What is said of articles must not outlive the encoder, and its going must be seen: they are to be grouped again.
#[test]
fn articles_wait_for_the_encoder_and_forget_it() {
    let library = library();
    let import = import(&library, vec![dated("a", "2026-11-20"), dated("b", "2026-11-21")]);
    let everything = (ArticleId(0), ArticleId(i64::MAX));
    assert_eq!(library.count_unencoded().unwrap(), 0, "nothing waits where there is none");
    library.await_encoder_of(import).unwrap();
    let waiting = library.list_unencoded(9).unwrap();
    assert!(waiting.len() == 2 && waiting[0] > waiting[1], "the newest first: {waiting:?}");

    let said = |at: usize| Some(Meaning::of(&[0.0, 1.0, at as f32]));
    library.write_meanings(&[(waiting[0], said(1)), (ArticleId(7), None)]).unwrap();
    assert_eq!(library.list_unencoded(9).unwrap(), waiting[1..]);
    library.await_encoder().unwrap();
    assert_eq!(library.list_unencoded(9).unwrap(), waiting[1..], "what is known does not wait again");
    let window = library.next_window(everything).unwrap().unwrap();
    assert_eq!(window.meanings.get(&waiting[0]), said(1).as_ref());

    library.forget_meanings().unwrap();
    assert_eq!(library.count_unencoded().unwrap(), 0);
    let window = library.next_window(everything).unwrap().unwrap();
    assert!(window.meanings.is_empty() && window.articles.len() == 2);
}
