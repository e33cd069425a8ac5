use ::articles::KeptPicture;

use super::*;

fn picture(bytes: &[u8]) -> KeptPicture {
    KeptPicture { hash: hash_of(bytes), media: "image/png".to_owned(), width: 4, height: 3, bytes: bytes.to_vec() }
}

fn with_pictures(name: &str, pictures: &[&[u8]]) -> Article {
    Article { pictures: pictures.iter().map(|bytes| picture(bytes)).collect(), ..article(name) }
}

/// A picture that two articles show is kept once, and goes with the last of them: nothing else may be lost, and
/// nothing stay that nobody shows.
#[test]
fn pictures_come_and_go_with_their_articles() {
    let library = library();
    let both: &[u8] = b"shown by both";
    let first = import(&library, vec![with_pictures("one", &[both, b"one's own"])]);
    let second = import(&library, vec![with_pictures("two", &[both])]);
    let shown = |bytes: &[u8]| library.read_picture(&hash_of(bytes)).unwrap().map(|picture| picture.bytes);
    assert_eq!(shown(both).as_deref(), Some(both));
    assert_eq!(library.read_article(ids(&library)[0]).unwrap().article.pictures.len(), 1);

    library.undo_import(first, now()).unwrap();
    assert_eq!(shown(b"one's own"), None);
    assert_eq!(shown(both).as_deref(), Some(both));
    library.undo_import(second, now()).unwrap();
    assert_eq!(shown(both), None);
    assert_well(&library);
}

/// What is shown under a name must be what came under it.
#[test]
fn a_damaged_picture_is_told() {
    let library = library();
    import(&library, vec![with_pictures("one", &[b"as it came"])]);
    library.write(|transaction| Ok(transaction.execute("UPDATE pictures SET bytes = x'00'", [])?)).unwrap();
    assert!(matches!(library.read_picture(&hash_of(b"as it came")), Err(Error::Damaged(_))));
}
