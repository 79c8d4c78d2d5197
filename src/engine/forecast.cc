#include "engine/forecast.h"

#include <algorithm>
#include <map>
#include <memory>
#include <numeric>

#include "controls/table_grounds.h"
#include "engine/sealed.h"
#include "sql/print.h"

namespace lofte::engine {

using controls::TableGrounds;
using datamap::FieldGroup;
using expr::And;
using expr::Expr;
using expr::Not;
using expr::Or;
using grounds::Edge;
using grounds::Lowering;

namespace {

// T, and the end of each month from T's own on.
void SetSpans(const grounds::Question& question, int months, Forecast& forecast) {
  const time::Day today = question.zone.DayOf(question.at);
  forecast.until.push_back(question.at);
  forecast.first.push_back(today);
  time::Day first = today;
  for (int i = 0; i < months; ++i) {
    const time::Day next{time::EndOfMonth(first).number + 1};
    forecast.first.push_back(first);
    forecast.until.push_back({question.zone.StartOf(next).us - 1});
    first = next;
  }
}

// Spans that one statement asks about: SQLite takes 2000 columns and a million bytes.
constexpr std::size_t kSpansAtOnce = 13;

using Lines = std::map<std::string, ForecastLine*>;

// One table: what some of the spans add, for all promises and for each.
class TableForecast {
 public:
  TableForecast(const datamap::BoundTable& table, const std::vector<Lowering>& spans, std::size_t begin, std::size_t end,
                stores::Dialect dialect)
      : scan_(table.map().name, dialect) {
    std::unique_ptr<TableGrounds> before, now;
    if (begin > 0) now = std::make_unique<TableGrounds>(table, spans[begin - 1]);
    for (std::size_t i = begin; i < end; ++i) {
      before = std::move(now);
      now = std::make_unique<TableGrounds>(table, spans[i]);
      AddSpan(*now, before.get(), i);
    }
  }

  bool is_empty() const { return columns_.empty(); }
  std::string Sql() const { return scan_.Sql(); }

  void Read(const std::vector<expr::Value>& row, Forecast& forecast, const Lines& lines) const {
    for (const auto& [span, what, promise, column] : columns_) {
      ForecastLine& line = promise.empty() ? forecast.all : *lines.at(promise);
      std::vector<std::int64_t>& counts = what == What::kSealed ? forecast.sealed : what == What::kCopies ? line.copies : line.rows;
      counts[span] += expr::IntegerOf(row.at(column));
    }
  }

 private:
  enum class What { kRows, kSealed, kCopies };
  struct Column {
    std::size_t span = 0;
    What what = What::kRows;
    std::string promise;  // empty: all
    std::size_t column = 0;
  };

  // `before`: at the end of the span before, if there is one.
  void AddSpan(const TableGrounds& now, const TableGrounds* before, std::size_t i) {
    std::vector<Expr> any, any_sealed;
    std::map<std::string, std::vector<Expr>> of_promise;
    for (const FieldGroup& group : now.groups()) {
      if (!group.link_of.empty()) continue;
      // Each part is tidied by itself first: what they have in common is worked through once and not with each.
      const Expr value = now.table().HasValue(group);
      const Expr went = before == nullptr ? expr::False() : Tidied(before->Goes(group));
      const Expr was_sealed = before == nullptr ? expr::False() : Tidied(before->IsSealed(group));
      const Expr is_new = Tidied(And({value, Not(was_sealed), Not(went)}));
      const Expr goes = Tidied(And({is_new, Tidied(now.Goes(group))})), is_sealed = Tidied(And({is_new, Tidied(now.IsSealed(group))}));
      const Expr copy_goes = Tidied(And({value, was_sealed, now.Gone(group, Edge::kDue)}));
      any.push_back(Or({goes, is_sealed}));
      any_sealed.push_back(is_sealed);
      std::map<std::string, std::pair<std::vector<Expr>, std::vector<Expr>>> wanted;  // once it is gone, once it is out of use
      for (const policy::Rule* rule : group.binding.rules) {
        const Expr charged = Tidied(now.ChargedIfGone(group, *rule, Edge::kDue)),
                   shown = Tidied(now.ShownTooLong(group, *rule, Edge::kDue));
        for (const std::string& id : rule->promises) {
          wanted[id].first.push_back(charged);
          wanted[id].second.push_back(shown);
        }
      }
      Add(i, What::kCopies, "", copy_goes);  // a copy holds one group
      for (auto& [id, by] : wanted) {
        const Expr charged = Or(std::move(by.first));
        of_promise[id].push_back(Tidied(Or({And({goes, charged}), And({is_sealed, Or(std::move(by.second))})})));
        Add(i, What::kCopies, id, And({copy_goes, charged}));
      }
    }
    Add(i, What::kRows, "", Or(std::move(any)));
    Add(i, What::kSealed, "", Or(std::move(any_sealed)));
    for (auto& [id, exprs] : of_promise) Add(i, What::kRows, id, Or(std::move(exprs)));
  }

  Expr Tidied(const Expr& of) { return scan_.Tidied(of); }

  void Add(std::size_t span, What what, const std::string& promise, const Expr& of) {
    const Expr filter = Tidied(of);
    if (!expr::IsFalseLiteral(filter)) columns_.push_back({span, what, promise, scan_.Count(filter)});
  }

  sql::Scan scan_;
  std::vector<Column> columns_;
};

// The copies that are there.
Status ForecastCopies(Site& site, const grounds::Question& question, Forecast& forecast, const Lines& lines) {
  const time::Day last = question.zone.DayOf(forecast.until.back());
  LOFTE_ASSIGN(const std::vector<CopiesDue> due, CopiesDueUntil(site, last));
  for (const CopiesDue& copies : due) {
    std::size_t span = 0;
    while (question.zone.DayOf(forecast.until[span]) < copies.due) ++span;
    forecast.all.copies[span] += copies.copies;
    for (const std::string& promise : copies.charged)
      if (const auto line = lines.find(promise); line != lines.end()) line->second->copies[span] += copies.copies;
  }
  return {};
}

Status ForecastSite(Site& site, const std::vector<Lowering>& spans, Forecast& forecast, const Lines& lines) {
  LOFTE_ASSIGN(auto snapshot, site.store->BeginSnapshot());
  LOFTE_TRY(ReadPersonState(site, spans.front().question().at, Asks::kForASweep, AskHolds::kIfAny));
  for (const auto& table : site.bound->tables()) {
    for (std::size_t begin = 0; begin < spans.size(); begin += kSpansAtOnce) {
      const TableForecast of(*table, spans, begin, std::min(begin + kSpansAtOnce, spans.size()), site.store->dialect());
      if (of.is_empty()) continue;
      LOFTE_ASSIGN(const stores::Rows rows, site.store->Query(of.Sql()));
      of.Read(rows.rows.at(0), forecast, lines);
    }
  }
  LOFTE_TRY(ForecastCopies(site, spans.front().question(), forecast, lines));
  return snapshot->Commit();
}

}  // namespace

std::int64_t Sum(const std::vector<std::int64_t>& counts) { return std::accumulate(counts.begin(), counts.end(), std::int64_t{0}); }

Result<Forecast> MakeForecast(const policy::Policy& policy, std::vector<Site>& sites, const grounds::Question& question, int months) {
  Forecast forecast;
  forecast.at = question.at;
  SetSpans(question, months, forecast);
  std::vector<Lowering> spans;
  for (const time::Instant until : forecast.until) {
    grounds::Question asked = question;
    asked.at = until;
    spans.emplace_back(asked);
  }
  const std::vector<std::int64_t> none(spans.size(), 0);
  forecast.all = {nullptr, none, none};
  forecast.sealed = none;
  for (const policy::Promise& promise : policy.promises) forecast.lines.push_back({&promise, none, none});
  Lines lines;
  for (ForecastLine& line : forecast.lines) lines[line.promise->id] = &line;
  for (Site& site : sites) LOFTE_TRY(ForecastSite(site, spans, forecast, lines));
  const auto is_empty = [](const ForecastLine& line) { return Sum(line.rows) + Sum(line.copies) == 0; };
  forecast.lines.erase(std::remove_if(forecast.lines.begin(), forecast.lines.end(), is_empty), forecast.lines.end());
  return forecast;
}

}  // namespace lofte::engine
