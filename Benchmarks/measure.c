// Runs a command with its output thrown away and prints: seconds, peak memory in kB, exit status.
//
// Small on purpose: the peak memory of a child is at least that of the program that started it.
#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int main(int count, char **arguments) {
  struct timespec before, after;
  struct rusage usage;
  int status;

  if (count < 2) {
    fprintf(stderr, "usage: measure COMMAND [ARGUMENT...]\n");
    return 64;
  }
  clock_gettime(CLOCK_MONOTONIC, &before);
  pid_t child = fork();
  if (child == 0) {
    int sink = open("/dev/null", O_WRONLY);
    if (sink < 0 || dup2(sink, STDOUT_FILENO) < 0) _exit(126);
    execvp(arguments[1], arguments + 1);
    perror(arguments[1]);
    _exit(127);
  }
  if (child < 0 || wait4(child, &status, 0, &usage) != child) {
    perror("measure");
    return 2;
  }
  clock_gettime(CLOCK_MONOTONIC, &after);
  double seconds = (double)(after.tv_sec - before.tv_sec) + (double)(after.tv_nsec - before.tv_nsec) / 1e9;
#ifdef __APPLE__
  long kilobytes = usage.ru_maxrss / 1024;  // there in bytes
#else
  long kilobytes = usage.ru_maxrss;
#endif
  printf("%.6f %ld %d\n", seconds, kilobytes, WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
  return 0;
}
