// Says the same with less: fewer guards, fewer rows looked up, cheap conditions first.
//
// 1 Normal form, so that the rest may reason in two values. 2 Reduce: in `x and f(x)` the second operand matters only where x is true; in
// `x or f(x)` only where it is not. Bounds on one column are compared, so `at < 5 or at < 7` is `at < 7`. 3 Merge what is asked of one
// related row: for a unique hop h, R(h,a) and R(h,b) = R(h, a and b); R(h,a) and not R(h,b) = R(h, a and not b); not R(h,a) and not R(h,b)
// = not R(h, a or b); and the duals for `or`; what all operands of an `or` have in common stands once. 4 Reduce again. O(nodes x depth x
// log operands), but for what is concluded again and again; and bounded.
#include <algorithm>
#include <optional>
#include <unordered_map>

#include "sql/knowledge.h"
#include "sql/normal_form.h"
#include "sql/print.h"

namespace lofte::sql {

using expr::Expr;
using expr::Op;

namespace {

// Reduce --------------------------------------------------------------------------------------------------------------------------------

// Past so many nodes looked at a tree is left as it is: all of it is true already, it could only be said with less.
constexpr std::size_t kMostLooks = 1'000'000;

class Reducer {
 public:
  explicit Reducer(const Names& names) : names_(names) {}

  // Leaves `known` as it was.
  Expr Reduce(const Expr& expr, Knowledge& known) {
    if (expr->op == Op::kLiteral || IsTooMuch()) return expr;
    if (const std::optional<bool> truth = known.Of(expr)) return *truth ? expr::True() : expr::False();
    if (expr->op != Op::kAnd && expr->op != Op::kOr) return ReduceRelated(expr, known);
    const bool of_and = expr->op == Op::kAnd;
    std::vector<Expr> operands = expr->operands;
    ReduceRange(operands, 0, operands.size(), of_and, known);
    if (operands == expr->operands) return expr;
    return of_and ? expr::And(std::move(operands)) : expr::Or(std::move(operands));
  }

 private:
  // Each knows of those before it as they have become, and of those after it as they are. By halves, so each is told to a place
  // log(operands) times.
  void ReduceRange(std::vector<Expr>& operands, std::size_t begin, std::size_t end, bool of_and, Knowledge& known) {
    if (IsTooMuch()) return;
    if (end - begin == 1) {
      operands[begin] = Reduce(operands[begin], known);
      return;
    }
    const std::size_t middle = begin + (end - begin) / 2;
    const std::size_t mark = known.Mark();
    Tell(operands, middle, end, of_and, known);
    ReduceRange(operands, begin, middle, of_and, known);
    known.Forget(mark);
    Tell(operands, begin, middle, of_and, known);
    ReduceRange(operands, middle, end, of_and, known);
    known.Forget(mark);
  }

  bool IsTooMuch() const { return names_.looks() > kMostLooks; }

  void Tell(const std::vector<Expr>& operands, std::size_t begin, std::size_t end, bool of_and, Knowledge& known) const {
    for (std::size_t i = begin; i < end && !IsTooMuch(); ++i) {
      if (of_and) {
        known.Assume(operands[i]);
      } else {
        known.Deny(operands[i]);
      }
    }
  }

  Expr ReduceRelated(const Expr& literal, Knowledge& known) {
    const bool negated = literal->op == Op::kNot;
    const Expr& inner = negated ? literal->operands[0] : literal;
    if (inner->op != Op::kRelated) return literal;
    Knowledge other = known.OfOtherRow();
    Expr body = Reduce(inner->operands[0], inner->hop.unique ? known.Behind(inner->hop) : other);
    if (inner->hop.unique && expr::IsTrueLiteral(body) && known.HasRow(inner->hop)) return negated ? expr::False() : expr::True();
    if (body == inner->operands[0]) return literal;
    Expr related = expr::Related(inner->hop, std::move(body));
    return negated ? expr::Not(std::move(related)) : related;
  }

  const Names& names_;
};

// Merge ---------------------------------------------------------------------------------------------------------------------------------

const expr::Node* UniqueRelated(const Expr& expr) {
  const Expr& inner = expr->op == Op::kNot ? expr->operands[0] : expr;
  return inner->op == Op::kRelated && inner->hop.unique ? inner.get() : nullptr;
}

// The bodies of R and of not R over one hop.
struct Gathered {
  expr::Hop hop;
  std::vector<Expr> positive, negative;
  Expr first;
};

// The first instant after any cutoff: what lies before it is no rare value.
bool IsFarFuture(const expr::Value& value) {
  constexpr time::Day kFar{47'482};  // 2100-01-01, the usual end of the plausible
  if (const auto* day = std::get_if<time::Day>(&value)) return *day >= kFar;
  if (const auto* instant = std::get_if<time::Instant>(&value)) return instant->us >= kFar.number * time::kMicrosPerDay;
  if (const auto* local = std::get_if<time::LocalTime>(&value)) return local->us >= kFar.number * time::kMicrosPerDay;
  const auto* text = std::get_if<std::string>(&value);
  return text != nullptr && *text >= "2100";
}

// What to evaluate first: what is cheap and seldom true. A value before a cutoff is rare, one within the plausible range is not. Of a
// conjunction mostly its first operand is evaluated, of a disjunction all are.
int Cost(const Expr& expr) {
  switch (expr->op) {
    case Op::kLt:
      return expr->operands[1]->op == Op::kLiteral && IsFarFuture(expr->operands[1]->literal) ? 1 : 0;
    case Op::kEq:
      return 0;
    case Op::kWellFormed:
    case Op::kFits:
      return 2;
    case Op::kRelated:
      return expr->hop.unique ? 3 : 4;
    case Op::kNot:
      return std::max(1, Cost(expr->operands[0]));
    case Op::kAnd: {
      int cost = 4;
      for (const Expr& operand : expr->operands) cost = std::min(cost, Cost(operand));
      return cost;
    }
    case Op::kOr: {
      int cost = 0;
      for (const Expr& operand : expr->operands) cost = std::max(cost, Cost(operand));
      return cost;
    }
    default:
      return 1;
  }
}

class Merger {
 public:
  Merger(Normaliser& normaliser, Names& names) : normaliser_(normaliser), names_(names) {}

  Expr Merge(const Expr& expr) {
    if (expr->operands.empty()) return expr;
    if (const auto found = known_.find(expr.get()); found != known_.end()) return found->second.merged;
    Expr merged = Make(expr);
    known_.emplace(expr.get(), Known{expr, merged});
    return merged;
  }

 private:
  struct Known {
    Expr expr, merged;
  };

  Expr MergeHop(const Gathered& gathered, bool of_and) {
    std::vector<Expr> bodies = of_and ? gathered.positive : gathered.negative;
    const std::vector<Expr>& opposite = of_and ? gathered.negative : gathered.positive;
    const auto related = [&](const Expr& body) { return expr::Related(gathered.hop, Merge(body)); };
    if (bodies.empty()) {
      Expr some = related(expr::Or(opposite));
      return of_and ? expr::Not(some) : some;
    }
    for (const Expr& body : opposite) bodies.push_back(normaliser_.Of(body, Asks::kNotTrue));
    Expr all = related(expr::And(std::move(bodies)));
    return of_and ? all : expr::Not(all);
  }

  std::vector<Expr> MergeOperands(const std::vector<Expr>& operands, bool of_and) {
    std::vector<Expr> rest;
    std::vector<Gathered> hops;
    for (const Expr& operand : operands) {
      const expr::Node* related = UniqueRelated(operand);
      if (related == nullptr) {
        rest.push_back(operand);
        continue;
      }
      auto known = std::find_if(hops.begin(), hops.end(), [&](const Gathered& g) { return g.hop == related->hop; });
      if (known == hops.end()) known = hops.insert(hops.end(), Gathered{related->hop, {}, {}, operand});
      (operand->op == Op::kNot ? known->negative : known->positive).push_back(related->operands[0]);
    }
    for (const Gathered& gathered : hops) {
      const bool is_one = gathered.positive.size() + gathered.negative.size() == 1;
      rest.push_back(is_one ? gathered.first : MergeHop(gathered, of_and));
    }
    return ByCost(std::move(rest));
  }

  static std::vector<Expr> ByCost(std::vector<Expr> operands) {
    std::vector<std::pair<int, Expr>> by_cost;
    for (Expr& operand : operands) by_cost.emplace_back(Cost(operand), std::move(operand));
    std::stable_sort(by_cost.begin(), by_cost.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    operands.clear();
    for (auto& [cost, operand] : by_cost) operands.push_back(std::move(operand));
    return operands;
  }

  // `(a and x) or (b and x)` is `(a or b) and x`. Nothing where they have nothing in common.
  std::optional<Expr> Factored(const std::vector<Expr>& operands) {
    if (operands.size() < 2) return std::nullopt;
    const auto parts_of = [](const Expr& operand) { return operand->op == Op::kAnd ? operand->operands : std::vector<Expr>{operand}; };
    const auto has = [&](const std::vector<Expr>& parts, const Expr& part) {
      return std::any_of(parts.begin(), parts.end(), [&](const Expr& of) { return names_.Of(of) == names_.Of(part); });
    };
    std::vector<Expr> common = parts_of(operands.front());
    for (const Expr& operand : operands) {
      const std::vector<Expr> parts = parts_of(operand);
      common.erase(std::remove_if(common.begin(), common.end(), [&](const Expr& part) { return !has(parts, part); }), common.end());
      if (common.empty()) return std::nullopt;
    }
    std::vector<Expr> rests;
    for (const Expr& operand : operands) {
      std::vector<Expr> parts = parts_of(operand);
      parts.erase(std::remove_if(parts.begin(), parts.end(), [&](const Expr& part) { return has(common, part); }), parts.end());
      rests.push_back(expr::And(std::move(parts)));
    }
    common.push_back(expr::Or(ByCost(std::move(rests))));
    return expr::And(ByCost(std::move(common)));
  }

  Expr Make(const Expr& expr) {
    std::vector<Expr> operands;
    operands.reserve(expr->operands.size());
    for (const Expr& operand : expr->operands) operands.push_back(Merge(operand));
    const bool is_junction = expr->op == Op::kAnd || expr->op == Op::kOr;
    if (is_junction) operands = MergeOperands(operands, expr->op == Op::kAnd);
    if (expr->op == Op::kOr)
      if (std::optional<Expr> factored = Factored(operands)) return *std::move(factored);
    if (operands == expr->operands) return expr;
    if (!is_junction) return expr::Rebuild(*expr, std::move(operands));
    return expr->op == Op::kAnd ? expr::And(std::move(operands)) : expr::Or(std::move(operands));
  }

  Normaliser& normaliser_;
  Names& names_;
  std::unordered_map<const expr::Node*, Known> known_;
};

}  // namespace

// Tidier --------------------------------------------------------------------------------------------------------------------------------

struct Tidier::Memory {
  Names names;
  Knowledge known{names};
  Normaliser normaliser;
  Merger merger{normaliser, names};
  std::unordered_map<int, Expr> tidied;  // by the name of the condition
};

Tidier::Tidier() : memory_(std::make_unique<Memory>()) {}
Tidier::~Tidier() = default;
Tidier::Tidier(Tidier&&) noexcept = default;

void Tidier::Never(const Expr& condition) {
  memory_->known.Deny(memory_->normaliser.Of(condition, Asks::kTrue));
  memory_->tidied.clear();
}

void Tidier::Always(const Expr& condition) {
  memory_->known.Assume(memory_->normaliser.Of(condition, Asks::kTrue));
  memory_->tidied.clear();
}

Expr Tidier::Tidy(const Expr& expr) {
  Memory& memory = *memory_;
  const int name = memory.names.Of(expr);
  if (const auto found = memory.tidied.find(name); found != memory.tidied.end()) return found->second;
  memory.names.StartCount();
  Reducer reducer(memory.names);
  const auto reduce_and_merge = [&](const Expr& tree) { return memory.merger.Merge(reducer.Reduce(tree, memory.known)); };
  Expr tidy = reduce_and_merge(reduce_and_merge(memory.normaliser.Of(expr, Asks::kTrue)));
  memory.tidied.emplace(name, tidy);
  memory.tidied.insert_or_assign(memory.names.Of(tidy), tidy);
  return tidy;
}

std::size_t Tidier::looks() const { return memory_->names.looks(); }

Expr Tidy(const Expr& expr, const std::vector<Expr>& never, std::size_t* looks) {
  Tidier tidier;
  for (const Expr& condition : never) tidier.Never(condition);
  Expr tidy = tidier.Tidy(expr);
  if (looks != nullptr) *looks = tidier.looks();
  return tidy;
}

}  // namespace lofte::sql
