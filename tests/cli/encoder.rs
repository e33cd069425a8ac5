//! The optional encoder: off until a pack is installed, and a file that is none is refused with a reason.

use serde_json::json;

use tests::desk::dump;

use crate::desk;

#[test]
fn a_broken_pack_is_refused_and_the_encoder_stays_off() {
    let desk = desk();
    desk.import(&desk.file("dump.txt", dump()));
    let off = json!({ "installed": false, "waiting": 0 });
    assert_eq!(desk.json(&["encoder", "show"])[0], off);
    let check = |name: &str, bytes: &[u8], reason: &str| {
        let file = desk.file(name, bytes);
        let ran = desk.run(&["encoder", "install", file.to_str().unwrap()]);
        assert!(ran.code == 1 && ran.err.contains(name) && ran.err.contains(reason), "{ran:?}");
        assert_eq!(desk.json(&["encoder", "show"])[0], off);
    };
    check("letter.txt", b"The harbour was closed on Monday.", "no encoder pack");
    check("cut.whl", b"PK\x03\x04 and then nothing of a package", "damaged");
    assert_eq!(desk.json(&["encoder", "remove"])[0], off);
    assert_eq!(desk.json(&["list"]).len(), 2);
}
