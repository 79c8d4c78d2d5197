// The matrix of faults and promises, as text: one row a fault, one column a promise that has a control.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/verify.h"

namespace lofte::tests {

class Matrix {
 public:
  explicit Matrix(const policy::Policy& policy);

  // `base`: the report of the data without the fault.
  void Row(const std::string& promise, const std::string& name, const engine::VerifyReport& report, const engine::VerifyReport& base);
  // `X` broken by its own rows, `c` broken because a broken promise covers it, `k` kept and was not, `?` no longer proven, `.` as
  // before.
  std::string Print() const;

 private:
  std::vector<std::string> columns_;  // ids
  std::vector<std::pair<std::string, std::map<std::string, char>>> rows_;
};

}  // namespace lofte::tests
