// Acts while a batch of this thread is in flight: everything in it is done, and nothing is committed.
#pragma once

#include <functional>
#include <string>
#include <thread>
#include <utility>

#include "stores/failpoint.h"

namespace lofte::tests {

// Calls `act` at the next commit of the store `main` on this thread, before it; once.
class BeforeNextCommit {
 public:
  explicit BeforeNextCommit(std::function<void()> act) {
    Act() = std::move(act);
    Thread() = std::this_thread::get_id();
    stores::SetFailpointHandler(AtPlace);
  }
  ~BeforeNextCommit() { stores::SetFailpointHandler(nullptr); }
  BeforeNextCommit(const BeforeNextCommit&) = delete;
  BeforeNextCommit& operator=(const BeforeNextCommit&) = delete;

 private:
  static std::function<void()>& Act() {
    static std::function<void()> act;
    return act;
  }
  static std::thread::id& Thread() {
    static std::thread::id thread;
    return thread;
  }
  static void AtPlace(const char* name, const std::string& store) {
    if (store != "main" || std::string(name) != "store.commit.before" || std::this_thread::get_id() != Thread() || !Act()) return;
    const std::function<void()> act = std::exchange(Act(), nullptr);
    act();
  }
};

}  // namespace lofte::tests
