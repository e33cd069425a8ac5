//! What a parser child may not do, whatever the bytes that it reads have made of it.

#[cfg(unix)]
pub(super) use unix::apply;

/// Elsewhere the parent's patience is the only limit.
#[cfg(not(unix))]
pub(super) fn apply() -> std::io::Result<()> {
    Ok(())
}

#[cfg(unix)]
mod unix {
    use std::io;

    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    use crate::limits::CHILD_MEMORY;

    /// Nothing written, nothing dumped; on Linux no right gained, an end when the parent ends, no socket, no other program.
    /// For the process as long as it lives, so call it before a second thread is there.
    pub fn apply() -> io::Result<()> {
        let at_most = |limit| Rlimit { current: Some(limit), maximum: Some(limit) };
        // Where the system or whoever started us allows less, less it is: nobody may raise it, and asking would be the end.
        let allowed = getrlimit(Resource::As).maximum.unwrap_or(CHILD_MEMORY).min(CHILD_MEMORY);
        // macOS knows the address-space limit and refuses to set it.
        let memory = setrlimit(Resource::As, at_most(allowed));
        if cfg!(target_os = "linux") {
            memory?;
        }
        setrlimit(Resource::Core, at_most(0))?;
        setrlimit(Resource::Fsize, at_most(0))?;
        #[cfg(target_os = "linux")]
        {
            rustix::thread::set_no_new_privs(true)?;
            rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL))?;
            super::linux::leave_only_reading();
            super::linux::leave_no_way_out();
        }
        Ok(())
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use std::collections::BTreeMap;

    use landlock::{
        ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, RulesetCreatedAttr, RulesetError, Scope,
        path_beneath_rules,
    };
    use seccompiler::{SeccompAction, SeccompFilter};

    /// Files and folders are read, and nothing is written, made, taken away or run; no port is reached, no signal sent to
    /// another. A kernel that knows less of it (before 5.13 nothing) keeps what it knows: the child is the second wall, the
    /// readers' own caps are the first.
    pub(super) fn leave_only_reading() {
        let restrict = || -> Result<(), RulesetError> {
            Ruleset::default()
                .handle_access(AccessFs::from_all(ABI::V6))?
                .handle_access(AccessNet::from_all(ABI::V6))?
                .scope(Scope::from_all(ABI::V6))?
                .create()?
                .add_rules(path_beneath_rules(["/"], AccessFs::ReadFile | AccessFs::ReadDir))?
                .restrict_self()?;
            Ok(())
        };
        let _ = restrict();
    }

    /// Calls that answer "not permitted": sockets of every kind, other programs, other processes' memory, and what changes a
    /// file's rights, owner or times, which Landlock does not know.
    const DENIED: &[libc::c_long] = &[
        libc::SYS_socket,
        libc::SYS_socketpair,
        libc::SYS_connect,
        libc::SYS_bind,
        libc::SYS_listen,
        libc::SYS_accept,
        libc::SYS_accept4,
        libc::SYS_sendto,
        libc::SYS_sendmsg,
        libc::SYS_sendmmsg,
        libc::SYS_execve,
        libc::SYS_execveat,
        libc::SYS_ptrace,
        libc::SYS_process_vm_readv,
        libc::SYS_process_vm_writev,
        libc::SYS_pidfd_getfd,
        libc::SYS_kill,
        libc::SYS_io_uring_setup,
        libc::SYS_bpf,
        libc::SYS_perf_event_open,
        libc::SYS_userfaultfd,
        libc::SYS_mount,
        libc::SYS_umount2,
        libc::SYS_unshare,
        libc::SYS_setns,
        libc::SYS_keyctl,
        libc::SYS_add_key,
        libc::SYS_request_key,
        libc::SYS_open_by_handle_at,
        libc::SYS_fchmod,
        libc::SYS_fchmodat,
        libc::SYS_fchown,
        libc::SYS_fchownat,
        libc::SYS_utimensat,
        libc::SYS_setxattr,
        libc::SYS_lsetxattr,
        libc::SYS_fsetxattr,
        libc::SYS_removexattr,
        libc::SYS_lremovexattr,
        libc::SYS_fremovexattr,
    ];
    /// The older forms of some of them, which newer processors' systems never had.
    #[cfg(target_arch = "x86_64")]
    const DENIED_OLD: &[libc::c_long] =
        &[libc::SYS_chmod, libc::SYS_chown, libc::SYS_lchown, libc::SYS_utime, libc::SYS_utimes, libc::SYS_futimesat];
    #[cfg(not(target_arch = "x86_64"))]
    const DENIED_OLD: &[libc::c_long] = &[];

    /// Where the kernel or the processor's family knows no such filter, the child goes on without.
    pub(super) fn leave_no_way_out() {
        let Ok(family) = std::env::consts::ARCH.try_into() else { return };
        let denied: BTreeMap<i64, Vec<_>> = DENIED.iter().chain(DENIED_OLD).map(|call| (*call, Vec::new())).collect();
        let not_permitted = SeccompAction::Errno(libc::EPERM.unsigned_abs());
        let filter = SeccompFilter::new(denied, SeccompAction::Allow, not_permitted, family);
        let program: Option<seccompiler::BpfProgram> = filter.ok().and_then(|filter| filter.try_into().ok());
        if let Some(program) = program {
            let _ = seccompiler::apply_filter(&program);
        }
    }
}
