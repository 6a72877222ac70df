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

/* What is written reaches the disk before a ref names it. */
static inline int countersign_flush_writes(void) {
  return git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, 1);
}

/* Objects are read once, so keeping them would only cost memory. */
static inline int countersign_limit_cache(void) {
  return git_libgit2_opts(GIT_OPT_ENABLE_CACHING, 0);
}

/* Merges read the same trees again and again: these may be cached, within bounds, once the first merge is repeated. */
static inline int countersign_cache_trees(void) {
  int error = git_libgit2_opts(GIT_OPT_SET_CACHE_OBJECT_LIMIT, (int)GIT_OBJECT_COMMIT, (size_t)0);
  if (error >= 0)
    error = git_libgit2_opts(GIT_OPT_SET_CACHE_OBJECT_LIMIT, (int)GIT_OBJECT_TREE, (size_t)(64 * 1024));
  if (error >= 0)
    error = git_libgit2_opts(GIT_OPT_SET_CACHE_MAX_SIZE, (ssize_t)(64 * 1024 * 1024));
  return error < 0 ? error : git_libgit2_opts(GIT_OPT_ENABLE_CACHING, 1);
}

/* No file outside of the repository's objects may change what a merge gives. */
static inline int countersign_forget_search_paths(void) {
  int levels[] = {GIT_CONFIG_LEVEL_PROGRAMDATA, GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_XDG, GIT_CONFIG_LEVEL_GLOBAL};
  for (int i = 0; i < 4; i++) {
    int error = git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, levels[i], "");
    if (error < 0)
      return error;
  }
  return 0;
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
