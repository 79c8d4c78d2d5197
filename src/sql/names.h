// Numbers for conditions, so that two are compared at a glance. Pure data; one thread.
#pragma once

#include <cstddef>
#include <unordered_map>
#include <utility>
#include <vector>

#include "expr/expr.h"

namespace lofte::sql {

// Numbers for conditions: two have the same number exactly when they are the same. Keeps what it has numbered, so that no address is used
// twice. Counts the nodes that were looked at on its account since the count was started.
class Names {
 public:
  int Of(const expr::Expr& expr);
  // The conditions that have this one as an operand.
  const std::vector<int>& AroundOf(int name) const { return around_[static_cast<std::size_t>(name)]; }

  void StartCount() { looks_ = 0; }
  void Look() { ++looks_; }
  std::size_t looks() const { return looks_; }

 private:
  struct Named {
    const expr::Node* node = nullptr;  // the first of this number
    std::vector<int> operands;         // their numbers
  };
  bool IsNamed(int name, const expr::Node& node, const std::vector<int>& operands) const;

  int Find(const expr::Expr& expr);

  std::unordered_map<const expr::Node*, int> by_node_;
  // Before by_node_: most are asked for again soon. By some bits of the address.
  static constexpr std::size_t kRecent = 4096;
  std::vector<std::pair<const expr::Node*, int>> recent_ = std::vector<std::pair<const expr::Node*, int>>(kRecent);
  std::unordered_multimap<std::size_t, int> by_hash_;
  std::vector<Named> named_;              // by number
  std::vector<std::vector<int>> around_;  // by number
  std::vector<expr::Expr> kept_;
  std::size_t looks_ = 0;
};

}  // namespace lofte::sql
