use api::*;
use task::Task;

use crate::{desk, feed};

crate::tests![a_file_that_is_no_pack_is_refused_with_its_reason, without_a_pack_nothing_waits_and_nothing_runs];

/// A mistaken file must be told apart from a broken download, and must leave the library as it was.
fn a_file_that_is_no_pack_is_refused_with_its_reason() {
    let desk = desk();
    desk.import(&desk.write("feed.xml", feed(0, 4)));
    let before = desk.rows();
    let check = |name: &str, bytes: &[u8], expected: ErrorCode| {
        let file = desk.write(name, bytes);
        let refused = ErrorView::from(desk.app.install_encoder(&file).unwrap_err());
        assert_eq!((refused.code, refused.params["path"].as_str()), (expected, file.to_str().unwrap()));
        assert!(!desk.app.read_encoder(ReadEncoder {}).unwrap().installed, "{name}");
    };
    check("empty.whl", b"", ErrorCode::PackForeign);
    check("letter.txt", b"The harbour was closed on Monday.", ErrorCode::PackForeign);
    check("cut.whl", b"PK\x03\x04 and then nothing of a package", ErrorCode::PackDamaged);
    let absent = desk.files().join("absent.whl");
    assert_eq!(ErrorView::from(desk.app.install_encoder(&absent).unwrap_err()).code, ErrorCode::PackUnreadable);
    let left: Vec<_> = std::fs::read_dir(desk.folder.path().join("library")).unwrap().collect();
    assert!(left.iter().all(|entry| !entry.as_ref().unwrap().file_name().to_string_lossy().contains("part")));
    assert_eq!(desk.rows(), before);
    desk.assert_well();
}

/// Off until installed: an import queues nothing for it, asking it to run is an error with a code, and to take it out
/// when there is none is nothing to complain of.
fn without_a_pack_nothing_waits_and_nothing_runs() {
    let desk = desk();
    desk.import(&desk.write("feed.xml", feed(0, 4)));
    let off = EncoderState { installed: false, waiting: 0 };
    assert_eq!(desk.app.read_encoder(ReadEncoder {}).unwrap(), off);
    desk.app.start_encoding();
    let refused = ErrorView::from(desk.app.encode_waiting(&Task::quiet()).unwrap_err());
    assert_eq!(refused.code, ErrorCode::PackUnreadable);
    assert_eq!(desk.app.remove_encoder(RemoveEncoder {}).unwrap(), off);
    desk.assert_well();
}
