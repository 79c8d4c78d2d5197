#include "support/matrix.h"

#include <algorithm>

namespace lofte::tests {

namespace {

std::string Padded(std::string text, std::size_t width) { return text + std::string(width - std::min(width, text.size()), ' '); }

// `gigcoms-037` -> `037`
std::string Short(const std::string& promise) { return promise.substr(promise.rfind('-') + 1); }

char MarkOf(const engine::PromiseReport& is, const engine::PromiseReport& was) {
  if (is.verdict == was.verdict) return '.';
  if (is.verdict == engine::Verdict::kBroken) return is.implied_by.empty() ? 'X' : 'c';
  return is.verdict == engine::Verdict::kKept ? 'k' : '?';
}

}  // namespace

Matrix::Matrix(const policy::Policy& policy) {
  for (const policy::Promise& promise : policy.promises)
    if (!std::holds_alternative<policy::Unproven>(promise.control)) columns_.push_back(promise.id);
}

void Matrix::Row(const std::string& promise, const std::string& name, const engine::VerifyReport& report,
                 const engine::VerifyReport& base) {
  std::map<std::string, char> marks;
  for (std::size_t i = 0; i < report.promises.size(); ++i)
    marks[report.promises[i].promise->id] = MarkOf(report.promises[i], base.promises[i]);
  rows_.emplace_back(Short(promise) + " " + name, std::move(marks));
}

std::string Matrix::Print() const {
  std::size_t width = 0;
  for (const auto& [name, marks] : rows_) width = std::max(width, name.size());
  std::string out = Padded("", width);
  for (const std::string& id : columns_) out += " " + Short(id);
  out += "\n";
  for (const auto& [name, marks] : rows_) {
    std::string line = Padded(name, width);
    for (const std::string& id : columns_) line += " " + std::string(Short(id).size() - 1, ' ') + marks.at(id);
    out += line + "\n";
  }
  return out + "X broken by its own rows, c broken with a promise that covers it, k kept now, ? no longer proven, . as before\n";
}

}  // namespace lofte::tests
