// From names to columns: the typed tree of a parsed expression. One function per kind of syntax; all issues of an expression are reported
// in one run.
#include <fmt/format.h>

#include <algorithm>

#include "expr/lexer.h"
#include "expr/operand.h"
#include "expr/syntax.h"
#include "expr/syntax_tree.h"

namespace lofte::expr {
namespace {

Expr Wrap(const std::optional<Hop>& hop, Expr expr) { return hop ? Related(*hop, std::move(expr)) : expr; }

bool ReadsOtherRows(const Expr& expr) {
  return expr->op == Op::kRelated || std::any_of(expr->operands.begin(), expr->operands.end(), ReadsOtherRows);
}

// The same expression, seen from one row further in. Precondition: it reads no other rows, for a hop starts at the innermost row only.
Expr MoveInward(const Expr& expr) {
  return Substitute(expr, [](const Node& leaf, int) -> Expr {
    if (leaf.op != Op::kColumn) return nullptr;
    ColumnRef column = leaf.column;
    ++column.level;
    return Column(std::move(column));
  });
}

Op Mirror(Op op) {
  switch (op) {
    case Op::kLt:
      return Op::kGt;
    case Op::kLe:
      return Op::kGe;
    case Op::kGt:
      return Op::kLt;
    case Op::kGe:
      return Op::kLe;
    default:
      return op;
  }
}

std::string Suggest(std::string_view word, const std::vector<std::string>& candidates, std::string otherwise) {
  const std::string nearest = Nearest(word, candidates);
  return nearest.empty() ? std::move(otherwise) : fmt::format("did you mean `{}`?", nearest);
}

std::string List(std::string_view what, std::vector<std::string> names) {
  constexpr std::size_t kShown = 8;
  if (names.empty()) return fmt::format("there are no {}", what);
  std::sort(names.begin(), names.end());
  const bool is_cut = names.size() > kShown;
  if (is_cut) names.resize(kShown);
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "`" : ", `") + name + "`";
  return fmt::format("the {} are {}{}", what, list, is_cut ? ", .." : "");
}

class Binder {
 public:
  Binder(const Scope& scope, Issues& issues) : scopes_{&scope}, issues_(issues) {}

  // A boolean expression, or nullptr after an issue.
  Expr BindCondition(const Syntax& syntax) {
    switch (syntax.kind) {
      case Syntax::Kind::kAnd:
      case Syntax::Kind::kOr:
        return BindJunction(syntax);
      case Syntax::Kind::kNot:
        return BindNot(syntax);
      case Syntax::Kind::kAny:
        return BindAny(syntax);
      case Syntax::Kind::kCompare:
        return BindCompare(syntax);
      case Syntax::Kind::kIs:
        return BindIs(syntax);
      case Syntax::Kind::kIn:
        return BindIn(syntax);
      case Syntax::Kind::kStartsWith:
        return BindStartsWith(syntax);
      case Syntax::Kind::kName:
      case Syntax::Kind::kLiteral:
        break;
    }
    const auto operand = BindOperand(syntax);
    if (!operand || !IsCondition(*operand, issues_)) return nullptr;
    return Wrap(operand->hop, operand->expr);
  }

 private:
  Expr BindJunction(const Syntax& syntax) {
    std::vector<Expr> operands;
    for (const SyntaxPtr& part : syntax.operands) {
      if (Expr operand = BindCondition(*part)) operands.push_back(std::move(operand));
    }
    if (operands.size() != syntax.operands.size()) return nullptr;
    return syntax.kind == Syntax::Kind::kAnd ? And(std::move(operands)) : Or(std::move(operands));
  }

  Expr BindNot(const Syntax& syntax) {
    Expr operand = BindCondition(*syntax.operands.front());
    return operand ? Not(std::move(operand)) : nullptr;
  }

  Expr BindAny(const Syntax& syntax) {
    const auto target = FindLink(syntax);
    if (!target) return nullptr;
    if (syntax.operands.empty()) return Related(target->hop, True());
    scopes_.push_back(target->scope);
    Expr body = BindCondition(*syntax.operands.front());
    scopes_.pop_back();
    return body ? Related(target->hop, std::move(body)) : nullptr;
  }

  Expr BindCompare(const Syntax& syntax) {
    auto left = BindOperand(*syntax.operands[0]);
    auto right = BindOperand(*syntax.operands[1]);
    if (!left || !right) return nullptr;
    if (!CanCompare(*left, syntax.op, issues_) || !CanCompare(*right, syntax.op, issues_) || !Unify(*left, *right, issues_)) return nullptr;
    if ((left->hop && (right->hop || ReadsOtherRows(right->expr))) || (right->hop && ReadsOtherRows(left->expr))) {
      return RefuseTwoLinks(*left, *right);
    }
    const bool right_is_linked = right->hop.has_value();
    if (left->hop) right->expr = MoveInward(right->expr);
    if (right_is_linked) left->expr = MoveInward(left->expr);
    const std::optional<Hop> hop = right_is_linked ? right->hop : left->hop;
    // The linked side, or the side that is no literal, comes first.
    const bool swap = right_is_linked || (left->expr->op == Op::kLiteral && right->expr->op != Op::kLiteral);
    if (swap) return Wrap(hop, Compare(Mirror(syntax.op), right->expr, left->expr));
    return Wrap(hop, Compare(syntax.op, left->expr, right->expr));
  }

  Expr BindIs(const Syntax& syntax) {
    const auto operand = BindOperand(*syntax.operands.front());
    if (!operand) return nullptr;
    if (syntax.test == Syntax::Test::kNull) {
      // A missing row has no value either: so absence is the outer negation.
      Expr present = Wrap(operand->hop, Not(IsNull(operand->expr)));
      return syntax.negated ? present : Not(std::move(present));
    }
    if (!IsCondition(*operand, issues_)) return nullptr;
    Expr is = syntax.test == Syntax::Test::kTrue ? IsTrue(operand->expr) : IsFalse(operand->expr);
    Expr wrapped = Wrap(operand->hop, std::move(is));
    return syntax.negated ? Not(std::move(wrapped)) : wrapped;
  }

  Expr BindIn(const Syntax& syntax) {
    auto needle = BindOperand(*syntax.operands.front());
    if (!needle || !CanCompare(*needle, Op::kEq, issues_)) return nullptr;
    std::vector<Expr> literals;
    bool is_fine = true;
    for (std::size_t i = 1; i < syntax.operands.size(); ++i) {
      auto literal = BindOperand(*syntax.operands[i]);
      is_fine = literal && Unify(*needle, *literal, issues_) && is_fine;
      if (literal) literals.push_back(literal->expr);
    }
    if (!is_fine) return nullptr;
    Expr in = In(needle->expr, std::move(literals));
    return Wrap(needle->hop, syntax.negated ? Not(std::move(in)) : std::move(in));
  }

  Expr BindStartsWith(const Syntax& syntax) {
    const auto operand = BindOperand(*syntax.operands[0]);
    if (!operand) return nullptr;
    if (operand->type() != Type::kText) {
      return Refuse("type-mismatch",
                    fmt::format("only text starts with text, {} is {}", InBackticks(operand->syntax->source), NameOf(operand->type())),
                    operand->syntax->span, "");
    }
    return Wrap(operand->hop, StartsWith(operand->expr, std::get<std::string>(syntax.operands[1]->literal)));
  }

  std::optional<Operand> BindOperand(const Syntax& syntax) {
    if (syntax.kind == Syntax::Kind::kLiteral) return Operand{Literal(syntax.literal, syntax.literal_type), std::nullopt, &syntax};
    if (syntax.kind == Syntax::Kind::kName) return BindName(syntax);
    Expr condition = BindCondition(syntax);
    if (!condition) return std::nullopt;
    return Operand{std::move(condition), std::nullopt, &syntax};
  }

  std::optional<Operand> BindName(const Syntax& syntax) {
    if (syntax.is_outer && scopes_.size() < 2) {
      Refuse("no-outer-row", "`row.` names the row outside `any(..)`, and here is no `any`", syntax.link_span,
             fmt::format("write `{}`", syntax.name));
      return std::nullopt;
    }
    std::optional<Hop> hop;
    const Scope* scope = syntax.is_outer ? scopes_[scopes_.size() - 2] : scopes_.back();
    if (!syntax.link.empty()) {
      const auto target = FindLink(syntax);
      if (!target) return std::nullopt;
      if (!target->hop.unique) {
        Refuse("link-not-unique", fmt::format("`{}` can lead to several rows, so it has no value", syntax.link), syntax.link_span,
               fmt::format("write `any({}, {} ..)`, or make the link unique", syntax.link, syntax.name));
        return std::nullopt;
      }
      hop = target->hop;
      scope = target->scope;
    }
    const auto column = scope->FindColumn(syntax.name);
    if (!column) return RefuseColumn(syntax, *scope);
    return Operand{Column({syntax.is_outer ? 1 : 0, syntax.name, column->type, column->nullable}), std::move(hop), &syntax};
  }

  std::optional<Operand> RefuseColumn(const Syntax& syntax, const Scope& scope) {
    std::string help = Suggest(syntax.name, scope.Columns(), List("columns", scope.Columns()));
    if (syntax.link.empty() && scope.Link(syntax.name)) {
      help = fmt::format("`{0}` is a link: write `{0}.column` or `any({0})`", syntax.name);
    } else if (syntax.is_quoted && Nearest(syntax.name, scope.Columns()).empty()) {
      help = fmt::format("text stands between single quotes: '{}'", syntax.name);
    }
    Refuse("unknown-column", fmt::format("there is no column {}", InBackticks(syntax.name)), syntax.name_span, std::move(help));
    return std::nullopt;
  }

  std::optional<Scope::LinkTarget> FindLink(const Syntax& syntax) {
    auto target = scopes_.back()->Link(syntax.link);
    if (target && target->scope != nullptr) return target;
    const std::vector<std::string> links = scopes_.back()->Links();
    Refuse("unknown-link", fmt::format("there is no link {}", InBackticks(syntax.link)), syntax.link_span,
           Suggest(syntax.link, links, List("links", links)));
    return std::nullopt;
  }

  Expr RefuseTwoLinks(const Operand& left, const Operand& right) {
    std::string help = "ask for each row in a condition of its own, joined with `and`";
    if (left.hop && right.hop) {
      const Syntax& name = *left.syntax;
      help = name.link == right.syntax->link
                 ? fmt::format("write `any({}, ..)` around a comparison of the two columns", name.link)
                 : fmt::format("compare one of them with a column of the row, or write `any({}, {} = row.column)`", name.link, name.name);
    }
    return Refuse("two-links", "a comparison reads at most one linked row", right.syntax->span, std::move(help));
  }

  Expr Refuse(std::string_view code, std::string message, const Span& span, std::string help) {
    AddIssue(issues_, code, std::move(message), span, std::move(help));
    return nullptr;
  }

  std::vector<const Scope*> scopes_;  // the innermost last
  Issues& issues_;
};

}  // namespace

Expr Bind(const SyntaxPtr& syntax, const Scope& scope, Issues& issues) {
  if (!syntax) return nullptr;
  return Binder(scope, issues).BindCondition(*syntax);
}

}  // namespace lofte::expr
