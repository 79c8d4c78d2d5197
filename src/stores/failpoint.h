// Named places at which a test, or the command in a crash test, may stop the process.
//
// Stores call `store.commit.before` and `store.commit.after`, with their own name, around each COMMIT; the ledger is a store too. Costs one
// atomic load when nobody listens; any thread.
#pragma once

#include <atomic>
#include <string>

namespace lofte::stores {

using FailpointHandler = void (*)(const char* name, const std::string& store);

inline std::atomic<FailpointHandler>& FailpointSlot() {
  static std::atomic<FailpointHandler> slot{nullptr};
  return slot;
}

// One handler for the process; nullptr: none. Called on the thread that reaches the place.
inline void SetFailpointHandler(FailpointHandler handler) { FailpointSlot().store(handler); }

inline void Failpoint(const char* name, const std::string& store) {
  if (FailpointHandler handler = FailpointSlot().load()) handler(name, store);
}

}  // namespace lofte::stores
