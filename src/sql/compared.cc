#include "sql/compared.h"

#include <string>

namespace lofte::sql {

using expr::Node;
using expr::Op;

namespace {

// The next letter of a word from `at` on, by which every collation tells it from another: one may make no difference between cases,
// blanks, signs, numbers with and without leading zeros, or `v` and `w`. 0: there is none; -1: beyond ASCII, who knows.
int NextLetter(const std::string& word, std::size_t& at) {
  while (at < word.size()) {
    const char c = word[at++];
    if (static_cast<unsigned char>(c) >= 0x80) return -1;
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (lower >= 'a' && lower <= 'z') return lower == 'w' ? 'v' : lower;
  }
  return 0;
}
bool HaveOtherLetters(const std::string& a, const std::string& b) {
  bool are_other = false;
  for (std::size_t at = 0, of_b = 0;;) {
    const int one = NextLetter(a, at), other = NextLetter(b, of_b);
    if (one < 0 || other < 0) return false;
    are_other = are_other || one != other;
    if (one == 0 && other == 0) return are_other;
  }
}

}  // namespace

const expr::Value* Bound(const Node& compare) {
  const bool ordered = compare.op == Op::kLt || compare.op == Op::kGe;
  if (!ordered || compare.operands[0]->op != Op::kColumn || compare.operands[1]->op != Op::kLiteral) return nullptr;
  return &compare.operands[1]->literal;
}

const expr::Value* EqualTo(const Node& compare) {
  const bool asks = compare.op == Op::kEq || compare.op == Op::kNe;
  if (!asks || compare.operands[0]->op != Op::kColumn || compare.operands[1]->op != Op::kLiteral) return nullptr;
  return &compare.operands[1]->literal;
}

bool ExcludeEachOther(const expr::Value& a, const expr::Value& b) {
  if (a.index() != b.index()) return false;
  if (const auto* number = std::get_if<std::int64_t>(&a)) return *number != std::get<std::int64_t>(b);
  const auto* word = std::get_if<std::string>(&a);
  return word != nullptr && HaveOtherLetters(*word, std::get<std::string>(b));
}

bool SaysItFits(const Node& compare) {
  if (compare.operands.size() < 2 || compare.operands[0]->op != Op::kColumn || compare.operands[1]->op != Op::kLiteral) return false;
  const expr::Type type = compare.operands[0]->type;
  const bool is_number = type == expr::Type::kInt || type == expr::Type::kReal;
  return type == expr::Type::kBool ||
         (is_number && (compare.op == Op::kEq || compare.op == Op::kIn || compare.op == Op::kLt || compare.op == Op::kLe));
}

std::optional<bool> LessOrEqual(const expr::Value& a, const expr::Value& b) {
  if (a.index() != b.index() || std::holds_alternative<double>(a)) return std::nullopt;
  return std::visit(
      [&](const auto& left) -> std::optional<bool> {
        using T = std::decay_t<decltype(left)>;
        if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, std::int64_t> || std::is_same_v<T, time::Day> ||
                      std::is_same_v<T, time::Instant> || std::is_same_v<T, time::LocalTime>)
          return left <= std::get<T>(b);
        return std::nullopt;
      },
      a);
}

bool IsTotal(Op op) {
  return op == Op::kIsNull || op == Op::kIsTrue || op == Op::kIsFalse || op == Op::kWellFormed || op == Op::kFits || op == Op::kRelated;
}

}  // namespace lofte::sql
