// Opens the repository and prints nothing: the least that any program on libgit2 takes.
#include <git2.h>
#include <stdio.h>

int main(int count, char **arguments) {
  if (count != 2) {
    fprintf(stderr, "usage: open-only REPOSITORY\n");
    return 64;
  }
  git_repository *repository = NULL;
  if (git_libgit2_init() < 0 || git_repository_open_ext(&repository, arguments[1], 0, NULL) < 0) {
    fprintf(stderr, "open-only: %s\n", git_error_last() ? git_error_last()->message : "unknown error");
    return 2;
  }
  git_repository_free(repository);
  git_libgit2_shutdown();
  return 0;
}
