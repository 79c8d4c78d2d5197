#include "engine/forecast.h"

#include <algorithm>
#include <map>
#include <memory>

#include "controls/table_grounds.h"
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

  void Read(const std::vector<expr::Value>& row, Forecast& forecast, std::map<std::string, ForecastLine*>& lines) const {
    for (const auto& [span, promise, column] : columns_) {
      ForecastLine& line = promise.empty() ? forecast.all : *lines.at(promise);
      line.rows[span] += expr::IntegerOf(row.at(column));
    }
  }

 private:
  struct Column {
    std::size_t span = 0;
    std::string promise;  // empty: all
    std::size_t column = 0;
  };

  // `before`: at the end of the span before, if there is one.
  void AddSpan(const TableGrounds& now, const TableGrounds* before, std::size_t i) {
    std::vector<Expr> any;
    std::map<std::string, std::vector<Expr>> of_promise;
    for (const FieldGroup& group : now.groups()) {
      if (!group.link_of.empty()) continue;
      std::vector<Expr> is_new = {now.table().HasValue(group), now.Goes(group)};
      if (before != nullptr) is_new.push_back(Not(before->Goes(group)));
      const Expr due = And(std::move(is_new));
      any.push_back(due);
      for (const policy::Rule* rule : group.binding.rules)
        for (const std::string& id : rule->promises) of_promise[id].push_back(And({due, now.ChargedIfGone(group, *rule, Edge::kDue)}));
    }
    Add(i, "", std::move(any));
    for (auto& [id, exprs] : of_promise) Add(i, id, std::move(exprs));
  }

  void Add(std::size_t span, const std::string& promise, std::vector<Expr> any) {
    const Expr filter = scan_.Tidied(Or(std::move(any)));
    if (!expr::IsFalseLiteral(filter)) columns_.push_back({span, promise, scan_.Count(filter)});
  }

  sql::Scan scan_;
  std::vector<Column> columns_;
};

Status ForecastSite(Site& site, const std::vector<Lowering>& spans, Forecast& forecast, std::map<std::string, ForecastLine*>& lines) {
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
  return snapshot->Commit();
}

}  // namespace

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
  forecast.all.rows = none;
  for (const policy::Promise& promise : policy.promises) forecast.lines.push_back({&promise, none});
  std::map<std::string, ForecastLine*> lines;
  for (ForecastLine& line : forecast.lines) lines[line.promise->id] = &line;
  for (Site& site : sites) LOFTE_TRY(ForecastSite(site, spans, forecast, lines));
  const auto is_empty = [](const ForecastLine& line) {
    return std::all_of(line.rows.begin(), line.rows.end(), [](std::int64_t rows) { return rows == 0; });
  };
  forecast.lines.erase(std::remove_if(forecast.lines.begin(), forecast.lines.end(), is_empty), forecast.lines.end());
  return forecast;
}

}  // namespace lofte::engine
