//! What a program could do with what it got hold of.

use std::{
    fs,
    net::{TcpStream, UdpSocket},
    path::Path,
    process::Command,
};

/// The names of the ways that were open: to write into `folder`, to reach the listener at `address`, to run a program.
pub fn reach_out(folder: &Path, address: &str) -> Vec<&'static str> {
    let kept = folder.join("kept");
    let ways = [
        ("read", fs::read(&kept).is_ok()),
        ("list", fs::read_dir(folder).is_ok()),
        ("make", fs::write(folder.join("made"), b"").is_ok()),
        ("write", fs::OpenOptions::new().append(true).open(&kept).is_ok()),
        ("folder", fs::create_dir(folder.join("folder")).is_ok()),
        ("link", fs::hard_link(&kept, folder.join("link")).is_ok()),
        ("rights", fs::metadata(&kept).and_then(|data| fs::set_permissions(&kept, data.permissions())).is_ok()),
        ("rename", fs::rename(&kept, folder.join("renamed")).is_ok()),
        ("remove", fs::remove_file(folder.join("renamed")).is_ok()),
        ("connect", TcpStream::connect(address).is_ok()),
        ("look up", UdpSocket::bind("127.0.0.1:0").is_ok()),
        ("run", Command::new("/bin/true").spawn().and_then(|mut child| child.wait()).is_ok()),
    ];
    ways.into_iter().filter_map(|(name, open)| open.then_some(name)).collect()
}
