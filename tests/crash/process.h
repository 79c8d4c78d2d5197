// A child process that runs lofte_crash: started, watched, stopped and killed by its own id.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace lofte::tests {

struct Ended {
  int exit_code = -1;  // -1: by a signal
  int signal = 0;
  std::string output;  // stdout and stderr together
};

class Process {
 public:
  using Variables = std::vector<std::pair<std::string, std::string>>;
  // Output goes to a file of its own, gone with the Process. Panics when it cannot be started.
  Process(const std::vector<std::string>& arguments, const Variables& environment);
  // Kills what still runs.
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  pid_t id() const { return id_; }
  Ended Wait();
  // Whether it stopped itself (stop@N); false: it has ended, and Wait tells how.
  bool WaitUntilStopped();
  void GoOn();
  void Kill();
  // Whether it ended within that time.
  bool EndsWithin(int microseconds);

 private:
  Ended Take(int status);

  pid_t id_ = -1;
  bool ended_ = false;
  int status_ = 0;
  std::filesystem::path output_;
};

// Starts it and waits.
Ended RunLofte(const std::vector<std::string>& arguments, const Process::Variables& environment = {});

}  // namespace lofte::tests
