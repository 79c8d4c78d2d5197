// Simplification under assumptions.
//
// In `x and f(x)` the second operand matters only where x is true, so f(true) will do; in `x or f(x)` only where x is false. Nodes are interned,
// so that equal conditions are one number and an assumption is a look-up. An assumption ends at kRelated: its body is about another row.
#include <fmt/format.h>

#include <map>
#include <unordered_map>

#include "sql/print.h"
#include "sql/total.h"

namespace lofte::sql {

using expr::Expr;
using expr::Op;

namespace {

class Interner {
 public:
  int IdOf(const Expr& expr) {
    if (const auto known = by_node_.find(expr.get()); known != by_node_.end()) return known->second;
    std::string key = KeyOf(*expr);
    for (const Expr& operand : expr->operands) key += "," + std::to_string(IdOf(operand));
    const int id = by_key_.try_emplace(std::move(key), static_cast<int>(by_key_.size())).first->second;
    by_node_.emplace(expr.get(), id);
    kept_.push_back(expr);
    return id;
  }

 private:
  static std::string KeyOf(const expr::Node& node) {
    std::string key = std::to_string(static_cast<int>(node.op));
    if (node.op == Op::kLiteral) key += "=" + std::to_string(node.literal.index()) + ":" + Literal(node.literal, node.type, Dialect::kPostgres);
    if (node.op == Op::kColumn) key += "=" + std::to_string(node.column.level) + ":" + node.column.name;
    if (node.op == Op::kWellFormed) key += fmt::format("={}:{}", static_cast<int>(node.codec.kind), static_cast<int>(node.codec.format));
    if (node.op == Op::kRelated) {
      key += "=" + expr::Format(node.hop.target) + (node.hop.unique ? "!" : "?");
      for (const auto& [own, theirs] : node.hop.on) key += "|" + own + ">" + theirs;
      for (const auto& [theirs, value] : node.hop.fixed) key += "|" + theirs + "=" + Literal(value, expr::Type::kOther, Dialect::kPostgres);
    }
    return key;
  }

  std::unordered_map<const expr::Node*, int> by_node_;
  std::map<std::string, int> by_key_;
  std::vector<Expr> kept_;  // so that an address is never used again
};

using Assumptions = std::map<int, bool>;

class Simplifier {
 public:
  Expr Run(const Expr& expr, const Assumptions& known) {
    if (expr->op == Op::kAnd || expr->op == Op::kOr) return Connective(expr, known);
    if (const auto assumed = known.find(names_.IdOf(expr)); assumed != known.end()) return assumed->second ? expr::True() : expr::False();
    if (expr->op == Op::kNot) return expr::Not(Run(expr->operands[0], known));
    if (expr->op == Op::kIsTrue && IsTotal(expr->operands[0])) return Run(expr->operands[0], known);
    if (expr->op == Op::kRelated) return expr::Related(expr->hop, Run(expr->operands[0], {}));
    return expr;
  }

 private:
  // Learns that a total condition is true or false, and what follows at once.
  void Learn(const Expr& expr, bool truth, Assumptions& known) {
    if (!IsTotal(expr)) return;
    if (expr->op == Op::kNot) return Learn(expr->operands[0], !truth, known);
    known[names_.IdOf(expr)] = truth;
    if (expr->op == (truth ? Op::kAnd : Op::kOr))
      for (const Expr& operand : expr->operands) Learn(operand, truth, known);
  }

  Expr Connective(const Expr& expr, const Assumptions& known) {
    const bool of_and = expr->op == Op::kAnd;
    if (const auto assumed = known.find(names_.IdOf(expr)); assumed != known.end()) return assumed->second ? expr::True() : expr::False();
    Assumptions inner = known;
    std::vector<Expr> operands;
    for (const Expr& operand : expr->operands) {
      operands.push_back(Run(operand, inner));
      Learn(operand, of_and, inner);
      Learn(operands.back(), of_and, inner);
    }
    return of_and ? expr::And(std::move(operands)) : expr::Or(std::move(operands));
  }

  Interner names_;
};

}  // namespace

Expr Simplify(const Expr& expr) { return Simplifier().Run(expr, {}); }

}  // namespace lofte::sql
