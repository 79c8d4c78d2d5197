// Moments and the references that depend on the layout of rows.
#include <tuple>

#include "demo/reading.h"

namespace lofte::demo::reading {
namespace {

constexpr std::int64_t kSecondsPerDay = 86'400;
constexpr std::int64_t kSecondsPerMonth =
    2'629'746;  // of the mean Gregorian year; distances are drawn at random, so exactness is for edges

const std::vector<std::string> kMomentKeys = {"any", "ago", "ahead", "edge", "after", "before", "later", "earlier", "future", "optional"};

std::int64_t ReadDistance(const text::Node& node, Issues& issues) {
  if (!RequireText(node, "a distance", issues)) return 0;
  Result<time::Period> period = time::ParsePeriod(node.scalar);
  if (!period) {
    Report(issues, node.span, "bad-period", period.error().message);
    return 0;
  }
  return period->months * kSecondsPerMonth + period->days * kSecondsPerDay + period->seconds;
}

std::pair<std::int64_t, std::int64_t> ReadDistances(const text::Node& node, std::string_view what, Issues& issues) {
  if (!node.is_sequence() || node.items.size() != 2) {
    Report(issues, node.span, "wrong-shape", std::string(what).append(" has to be `[least, most]`, two periods"));
    return {};
  }
  std::pair<std::int64_t, std::int64_t> distances = {ReadDistance(node.items[0], issues), ReadDistance(node.items[1], issues)};
  if (distances.first > distances.second)
    Report(issues, node.span, "empty-range", std::string(what).append(" has its longer period first"));
  return distances;
}

std::optional<time::Step> ReadStep(const text::Node& node, Issues& issues) {
  if (!RequireText(node, "an edge", issues)) return std::nullopt;
  if (node.scalar == "month-end") return time::Step{time::Step::Kind::kEndOfMonth, {}};
  if (node.scalar == "calendar-year-end") return time::Step{time::Step::Kind::kEndOfCalendarYear, {}};
  if (node.scalar == "financial-year-end") return time::Step{time::Step::Kind::kEndOfFinancialYear, {}};
  Result<time::Period> period = time::ParsePeriod(node.scalar);
  if (period && !period->is_clock()) return time::Step{time::Step::Kind::kAdd, *period};
  Report(issues, node.span, "bad-edge", "`" + node.scalar + "` is no period of whole days",
         "write a period such as `P90D`, `month-end`, `calendar-year-end` or `financial-year-end`");
  return std::nullopt;
}

time::Chain ReadEdge(const text::Node& node, Issues& issues) {
  time::Chain chain;
  auto add = [&](const text::Node& item) {
    if (std::optional<time::Step> step = ReadStep(item, issues)) chain.push_back(*step);
  };
  if (!node.is_sequence()) add(node);
  for (const text::Node& item : node.items) add(item);
  return chain;
}

// The alternative that `map` itself describes; kOpen when it says nothing of `at`.
Alternative ReadAlternative(const text::Node& map, Issues& issues) {
  Alternative alternative;
  const text::Node *ago = map.Find("ago"), *ahead = map.Find("ahead"), *edge = map.Find("edge");
  if ((ago != nullptr) + (ahead != nullptr) + (edge != nullptr) > 1) {
    Report(issues, map.span, "wrong-shape", "a moment has one of `ago`, `ahead` and `edge`", "list them under `any`, each with a `weight`");
  }
  if (const text::Node* range = ago ? ago : ahead) {
    std::tie(alternative.from_s, alternative.to_s) = ReadDistances(*range, ago ? "`ago`" : "`ahead`", issues);
    alternative.kind = ago ? Alternative::Kind::kAgo : Alternative::Kind::kAhead;
  } else if (edge) {
    alternative.kind = Alternative::Kind::kEdge;
    alternative.edge = ReadEdge(*edge, issues);
  }
  return alternative;
}

void ReadAlternatives(const text::Node& node, Moment& moment, Issues& issues) {
  std::vector<double> weights;
  const text::Node* any = node.Find("any");
  if (!any) {
    moment.any.push_back(ReadAlternative(node, issues));
    weights.push_back(1);
  } else if (RequireList(*any, "`any`", issues)) {
    for (const text::Node& item : any->items) {
      text::RefuseUnknownKeys(item, {"weight", "ago", "ahead", "edge"}, issues);
      const text::Node* weight = item.Find("weight");
      moment.any.push_back(ReadAlternative(item, issues));
      weights.push_back(weight ? ReadWeight(*weight, "`weight`", issues) : 1);
    }
  }
  moment.upto = Accumulate(weights);
}

}  // namespace

Moment ReadMoment(const text::Node& node, bool day, const Scope& scope) {
  Moment moment;
  moment.day = day;
  if (!RequireMap(node, day ? "`day`" : "`instant`", scope.issues)) return moment;
  text::RefuseUnknownKeys(node, kMomentKeys, scope.issues);
  ReadAlternatives(node, moment, scope.issues);
  if (const text::Node* after = node.Find("after")) moment.after = ReadPaths(*after, "`after`", scope);
  if (const text::Node* before = node.Find("before")) moment.before = ReadPaths(*before, "`before`", scope);
  if (const text::Node* later = node.Find("later")) moment.later_s = ReadDistances(*later, "`later`", scope.issues);
  if (const text::Node* earlier = node.Find("earlier")) moment.earlier_s = ReadDistances(*earlier, "`earlier`", scope.issues);
  moment.future = ReadFlag(node, "future", scope.issues) || node.Find("ahead") != nullptr;
  for (const Alternative& alternative : moment.any) moment.future = moment.future || alternative.kind == Alternative::Kind::kAhead;
  moment.optional = ReadFlag(node, "optional", scope.issues);
  bool bounded = !node.Find("any") && moment.any.front().kind != Alternative::Kind::kOpen;
  for (const char* key : {"any", "after", "earlier"}) bounded = bounded || node.Find(key);
  if (!bounded)
    Report(scope.issues, node.span, "unbounded-moment", "nothing says how early the moment may be",
           "write `ago: [least, most]` or `after: column`");
  return moment;
}

Pick ReadPick(const text::Node& node, const Scope& scope) {
  Pick pick;
  if (!RequireMap(node, "`pick`", scope.issues)) return pick;
  text::RefuseUnknownKeys(node, {"from", "where", "unlike", "skew", "tries", "optional"}, scope.issues);
  const text::Node* from = Require(node, "from", "`pick`", scope.issues);
  if (!from || !RequireText(*from, "`from`", scope.issues)) return pick;
  const int table = scope.names.FindTable(from->scalar);
  if (table < 0) {
    Report(scope.issues, from->span, "unknown-table", "there is no table `" + from->scalar + "`",
           Suggest(from->scalar, scope.names.TableNames()));
    return pick;
  }
  pick.table = table;
  if (const text::Node* where = node.Find("where")) pick.where = ReadConditions(*where, scope.StartingFrom(table));
  if (const text::Node* unlike = node.Find("unlike")) pick.unlike = ReadPath(*unlike, "`unlike`", scope);
  if (const text::Node* skew = node.Find("skew")) pick.skew = static_cast<int>(ReadInteger(*skew, "`skew`", 1, 8, scope.issues));
  if (const text::Node* tries = node.Find("tries")) pick.tries = static_cast<int>(ReadInteger(*tries, "`tries`", 1, 10'000, scope.issues));
  pick.optional = ReadFlag(node, "optional", scope.issues);
  return pick;
}

RowOf ReadRowOf(const text::Node& node, const Scope& scope) {
  RowOf row_of;
  if (!RequireMap(node, "`row`", scope.issues)) return row_of;
  text::RefuseUnknownKeys(node, {"of", "under", "slot"}, scope.issues);
  const text::Node *of = Require(node, "of", "`row`", scope.issues), *under = Require(node, "under", "`row`", scope.issues);
  if (!of || !under || !RequireText(*of, "`of`", scope.issues)) return row_of;
  const std::optional<Path> path = ReadPath(*under, "`under`", scope);
  if (!path) return row_of;
  row_of.under = *path;
  const int table = scope.names.FindTable(of->scalar), parent = TargetOf(*path, scope);
  int fill = -1;
  for (std::size_t i = 0; i < scope.spec.fills.size(); ++i) {
    if (table >= 0 && parent >= 0 && scope.spec.fills[i].table == table && scope.spec.fills[i].parent == parent) fill = static_cast<int>(i);
  }
  if (fill < 0) {
    Report(scope.issues, of->span, "no-such-rows", "no fill puts rows of `" + of->scalar + "` under what `" + under->scalar + "` refers to",
           "`of` names a table with `per:` that table");
    return row_of;
  }
  row_of.fill = fill;
  const std::int64_t slots = scope.spec.fills[static_cast<std::size_t>(fill)].slots;
  if (const text::Node* slot = node.Find("slot")) row_of.slot = static_cast<int>(ReadInteger(*slot, "`slot`", 0, slots - 1, scope.issues));
  return row_of;
}

}  // namespace lofte::demo::reading
