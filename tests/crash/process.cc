#include "process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <ctime>

#include "base/file.h"
#include "base/result.h"

namespace lofte::tests {

namespace {

std::vector<std::string> EnvironmentWith(const Process::Variables& more) {
  std::vector<std::string> all;
  for (char** each = environ; *each != nullptr; ++each) {
    if (std::string(*each).rfind("LOFTE_CRASH", 0) != 0) all.emplace_back(*each);
  }
  for (const auto& [name, value] : more) all.push_back(name + "=" + value);
  return all;
}

std::vector<char*> Pointers(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

int WaitFor(pid_t id, int options) {
  int status = 0;
  while (waitpid(id, &status, options) < 0)
    if (errno != EINTR) Panic("a child process could not be waited for");
  return status;
}

}  // namespace

Process::Process(const std::vector<std::string>& arguments, const Variables& environment) {
  std::string name = (std::filesystem::temp_directory_path() / "lofte_process_XXXXXX").string();
  const int file = mkstemp(name.data());
  if (file < 0) Panic("no file for a child's output");
  output_ = name;
  std::vector<std::string> words = {LOFTE_CRASH};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> variables = EnvironmentWith(environment);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, file, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, file, STDERR_FILENO);
  posix_spawn_file_actions_addclose(&actions, file);
  const int failed = posix_spawn(&id_, LOFTE_CRASH, &actions, nullptr, Pointers(words).data(), Pointers(variables).data());
  posix_spawn_file_actions_destroy(&actions);
  close(file);
  if (failed != 0) Panic("lofte_crash could not be started");
}

Process::~Process() {
  if (!ended_) {
    Kill();
    WaitFor(id_, 0);
  }
  std::error_code ignored;
  std::filesystem::remove(output_, ignored);
}

Ended Process::Wait() {
  if (!ended_) status_ = WaitFor(id_, 0);
  ended_ = true;
  return Take(status_);
}

bool Process::WaitUntilStopped() {
  status_ = WaitFor(id_, WUNTRACED);
  if (WIFSTOPPED(status_)) return true;
  ended_ = true;
  return false;
}

void Process::GoOn() { kill(id_, SIGCONT); }
void Process::Kill() { kill(id_, SIGKILL); }

bool Process::EndsWithin(int microseconds) {
  const int watched = static_cast<int>(syscall(SYS_pidfd_open, id_, 0));
  if (watched < 0) Panic("a child process could not be watched");
  pollfd one{watched, POLLIN, 0};
  const timespec time{microseconds / 1'000'000, microseconds % 1'000'000 * 1000L};
  const int ready = ppoll(&one, 1, &time, nullptr);
  close(watched);
  return ready > 0;
}

Ended Process::Take(int status) {
  Ended ended;
  if (WIFEXITED(status)) ended.exit_code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) ended.signal = WTERMSIG(status);
  if (Result<std::string> text = ReadFile(output_)) ended.output = std::move(*text);
  return ended;
}

Ended RunLofte(const std::vector<std::string>& arguments, const Process::Variables& environment) {
  return Process(arguments, environment).Wait();
}

}  // namespace lofte::tests
