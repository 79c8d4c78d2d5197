// The command.
#include <cstdio>
#include <iostream>

#include "base/clock.h"
#include "cli/commands.h"

int main(int argc, char** argv) {
  const int code = lofte::cli::Run(argc, argv, lofte::SystemClock());
  // An answer that did not reach its file must not look like one that did.
  std::cout.flush();
  // What a write has failed of is gone from the buffer, so a flush may find nothing wrong.
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0 && std::cout.good()) return code;
  std::fputs("error: the output could not be written; is the disk full?\n", stderr);
  return code == lofte::cli::kFine ? lofte::cli::kUnreachable : code;
}
