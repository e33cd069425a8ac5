/* Loaded before the C library of a program under test: makes the program's parser children fail.
 *
 * TIDINGS_FAULT: "fail N" the N-th allocation is refused, "stop N" the process is stopped in it, "loop N" it never comes
 * back, "memory N" no more than N bytes of address space, "count 0" nothing. All but "memory" and "count" meet the first
 * child alone. TIDINGS_FAULT_STATE: a file of 16 bytes that is shared with the test, for a child may not write: whether a
 * fault was let loose and whether it happened, and the allocations of a child. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);

static struct { long fired, count; } *state;
static char kind;
static long at;

__attribute__((constructor)) static void arm(int argc, char **argv) {
    const char *fault = getenv("TIDINGS_FAULT"), *path = getenv("TIDINGS_FAULT_STATE");
    if (argc < 2 || strcmp(argv[1], "parse-worker") || !fault || !path) return;
    int file = open(path, O_RDWR | O_CLOEXEC);
    void *shared = mmap(NULL, sizeof *state, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    if (shared == MAP_FAILED) return;
    state = shared;
    at = atol(strchr(fault, ' '));
    if (*fault == 'm') {
        struct rlimit limit = { at, at };
        if (!setrlimit(RLIMIT_AS, &limit)) state->fired = 2;
        return;
    }
    long nobody = 0;
    if (*fault == 'c' || __atomic_compare_exchange_n(&state->fired, &nobody, 1, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST))
        kind = *fault;
}

/* Whether this allocation is to be refused. */
static int strike(void) {
    static long met;
    if (!kind) return 0;
    long now = __atomic_add_fetch(&met, 1, __ATOMIC_SEQ_CST);
    if (kind == 'c') { state->count = now; return 0; }
    if (now != at) return 0;
    state->fired = 2;
    if (kind == 's') raise(SIGSTOP);
    while (kind == 'l') { }
    return kind == 'f';
}

void *malloc(size_t size) { return strike() ? NULL : __libc_malloc(size); }
void *calloc(size_t count, size_t size) { return strike() ? NULL : __libc_calloc(count, size); }
void *realloc(void *old, size_t size) { return strike() ? NULL : __libc_realloc(old, size); }
