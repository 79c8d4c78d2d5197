// The command with a hand on its failpoints, for tests that stop it at a place. What to do is in the environment variable LOFTE_CRASH:
//
//     list      prints `failpoint STORE NAME` on stderr at each place and goes on
//     exit@N    at the Nth place, counted from 1: ends without a word, as after a crash (code 86)
//     kill@N    at the Nth place: SIGKILL
//     stop@N    at the Nth place: SIGSTOP; whoever watches says when to go on
//
// LOFTE_CRASH_FSIZE=BYTES: no file may be written beyond that size, as on a disk that is full.
#include <sys/resource.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "cli/commands.h"
#include "stores/failpoint.h"

namespace {

constexpr int kDied = 86;

enum class What { kNothing, kList, kExit, kKill, kStop };
What what = What::kNothing;
long wanted = 0;
std::atomic<long> reached{0};

void AtPlace(const char* name, const std::string& store) {
  const long place = ++reached;
  if (what == What::kList) std::fprintf(stderr, "failpoint %s %s\n", store.c_str(), name);
  if (place != wanted) return;
  if (what == What::kExit) _exit(kDied);
  if (what == What::kKill) std::raise(SIGKILL);
  if (what == What::kStop) std::raise(SIGSTOP);
}

std::string FromEnvironment(const char* variable) {
  const char* value = std::getenv(variable);
  return value == nullptr ? "" : value;
}

bool ReadWish(const std::string& wish) {
  const std::size_t at = wish.find('@');
  const std::string verb = wish.substr(0, at);
  what = verb == "list"   ? What::kList
         : verb == "exit" ? What::kExit
         : verb == "kill" ? What::kKill
         : verb == "stop" ? What::kStop
                          : What::kNothing;
  if (at != std::string::npos) wanted = std::strtol(wish.c_str() + at + 1, nullptr, 10);
  return what == What::kList || (what != What::kNothing && wanted > 0) || wish.empty();
}

void LimitFileSize(const std::string& bytes) {
  if (bytes.empty()) return;
  std::signal(SIGXFSZ, SIG_IGN);  // so that the write fails (EFBIG) instead
  const rlim_t most = std::strtoull(bytes.c_str(), nullptr, 10);
  const rlimit limit{most, most};
  if (setrlimit(RLIMIT_FSIZE, &limit) != 0) std::abort();
}

}  // namespace

int main(int argc, char** argv) {
  if (!ReadWish(FromEnvironment("LOFTE_CRASH"))) {
    std::fputs("lofte_crash: LOFTE_CRASH is list, exit@N, kill@N or stop@N\n", stderr);
    return 2;
  }
  if (what != What::kNothing) lofte::stores::SetFailpointHandler(AtPlace);
  LimitFileSize(FromEnvironment("LOFTE_CRASH_FSIZE"));
  return lofte::cli::Run(argc, argv, lofte::SystemClock());
}
