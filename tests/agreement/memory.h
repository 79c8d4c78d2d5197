// The rows of a case in memory, for the native evaluator. Borrows what it is made of; one thread.
#pragma once

#include <memory>
#include <unordered_map>

#include "agreement/model.h"
#include "expr/evaluate.h"

namespace lofte::tests::agreement {

class Memory {
 public:
  explicit Memory(const Stored& stored);
  ~Memory();
  // In the order of Stored.
  std::vector<const expr::Row*> Rows(const std::string& table) const;

 private:
  class MemoryRow;
  struct Index;
  const Index& IndexOf(const std::string& table, const std::string& column) const;

  std::map<std::string, std::vector<std::unique_ptr<MemoryRow>>, std::less<>> tables_;
  mutable std::map<std::pair<std::string, std::string>, Index> indexes_;
};

}  // namespace lofte::tests::agreement
