#include "sql/names.h"

#include <cstdint>

namespace lofte::sql {

using expr::Expr;
using expr::Node;
using expr::Op;

namespace {

void Mix(std::size_t& hash, std::size_t more) { hash ^= more + 0x9e3779b97f4a7c15u + (hash << 6) + (hash >> 2); }

std::size_t HashOf(const expr::Value& value) {
  return std::visit(
      [](const auto& of) -> std::size_t {
        using T = std::decay_t<decltype(of)>;
        if constexpr (std::is_same_v<T, expr::Null>)
          return 0;
        else if constexpr (std::is_same_v<T, expr::Blob>)
          return std::hash<std::string>()(of.bytes);
        else if constexpr (std::is_same_v<T, time::Day>)
          return std::hash<std::int64_t>()(of.number);
        else if constexpr (std::is_same_v<T, time::Instant> || std::is_same_v<T, time::LocalTime>)
          return std::hash<std::int64_t>()(of.us);
        else
          return std::hash<T>()(of);
      },
      value);
}

// Of what tells a node from others of its operation, but for its operands.
std::size_t HashOf(const Node& node) {
  auto hash = static_cast<std::size_t>(node.op);
  switch (node.op) {
    case Op::kLiteral:
      Mix(hash, node.literal.index());
      Mix(hash, HashOf(node.literal));
      break;
    case Op::kColumn:
      Mix(hash, static_cast<std::size_t>(node.column.level));
      Mix(hash, std::hash<std::string>()(node.column.name));
      break;
    case Op::kWellFormed:
      Mix(hash, static_cast<std::size_t>(node.codec.kind));
      Mix(hash, static_cast<std::size_t>(node.codec.format));
      break;
    case Op::kRelated:
      Mix(hash, std::hash<std::string>()(node.hop.target.table));
      for (const auto& [own, theirs] : node.hop.on) Mix(hash, std::hash<std::string>()(own) + 3 * std::hash<std::string>()(theirs));
      break;
    default:
      break;
  }
  return hash;
}

bool IsSame(const Node& a, const Node& b) {
  if (a.op != b.op) return false;
  switch (a.op) {
    case Op::kLiteral:
      return a.literal == b.literal;
    case Op::kColumn:
      return a.column.level == b.column.level && a.column.name == b.column.name;
    case Op::kWellFormed:
      return a.codec.kind == b.codec.kind && a.codec.format == b.codec.format;
    case Op::kRelated:
      return a.hop == b.hop;
    default:
      return true;
  }
}

}  // namespace

bool Names::IsNamed(int name, const Node& node, const std::vector<int>& operands) const {
  const Named& named = named_[static_cast<std::size_t>(name)];
  return named.operands == operands && IsSame(*named.node, node);
}

int Names::Of(const Expr& expr) {
  auto& [node, name] = recent_[(reinterpret_cast<std::uintptr_t>(expr.get()) / sizeof(Node)) % kRecent];
  if (node == expr.get()) return name;
  const int found = Find(expr);
  node = expr.get();
  name = found;
  return found;
}

int Names::Find(const Expr& expr) {
  if (const auto known = by_node_.find(expr.get()); known != by_node_.end()) return known->second;
  std::vector<int> operands;
  operands.reserve(expr->operands.size());
  std::size_t hash = HashOf(*expr);
  for (const Expr& operand : expr->operands) Mix(hash, static_cast<std::size_t>(operands.emplace_back(Of(operand))));
  kept_.push_back(expr);
  const auto [begin, end] = by_hash_.equal_range(hash);
  for (auto it = begin; it != end; ++it)
    if (IsNamed(it->second, *expr, operands)) return by_node_.emplace(expr.get(), it->second).first->second;
  const int name = static_cast<int>(named_.size());
  around_.emplace_back();
  for (const int operand : operands) around_[static_cast<std::size_t>(operand)].push_back(name);
  named_.push_back({expr.get(), std::move(operands)});
  by_hash_.emplace(hash, name);
  by_node_.emplace(expr.get(), name);
  return name;
}

}  // namespace lofte::sql
