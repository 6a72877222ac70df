#ifndef COUNTERSIGN_CLIBGIT2_SHIM_H
#define COUNTERSIGN_CLIBGIT2_SHIM_H

#include <git2.h>
#include <git2/sys/commit.h>
#include <git2/sys/repository.h>
#include <git2/sys/odb_backend.h>
#include <git2/sys/mempack.h>

/* git_libgit2_opts() is variadic and cannot be called from Swift. */

static inline int countersign_set_strict_hash_verification(int enabled) {
  return git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, enabled);
}

/* Objects are read once, so keeping them would only cost memory. */
static inline int countersign_limit_cache(void) {
  return git_libgit2_opts(GIT_OPT_ENABLE_CACHING, 0);
}

/* Packs are mapped in parts: mapped whole, a large one would count as memory in full, and once for each thread. */
static inline int countersign_limit_windows(void) {
  int error = git_libgit2_opts(GIT_OPT_SET_MWINDOW_SIZE, (size_t)(16 << 20));
  if (error < 0)
    return error;
  return git_libgit2_opts(GIT_OPT_SET_MWINDOW_MAPPED_LIMIT, (size_t)(160 << 20));
}

/* Extensions that change nothing for a reader of objects. A reader must know them to open the repository. */
static inline int countersign_know_extensions(void) {
  const char *names[] = {"partialclone", "preciousobjects", "worktreeconfig"};
  return git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, names, (size_t)3);
}

/* glibc would give memory back to the system and take it again with each object that zlib inflates. */
#ifdef __GLIBC__
#include <malloc.h>
static inline void countersign_keep_memory(void) {
  mallopt(M_TRIM_THRESHOLD, 256 << 20);
  mallopt(M_TOP_PAD, 4 << 20);
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
}
#else
static inline void countersign_keep_memory(void) {}
#endif

#endif
