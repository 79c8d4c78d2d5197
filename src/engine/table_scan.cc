#include "engine/table_scan.h"

#include <algorithm>
#include <map>

#include "engine/content_rows.h"

namespace lofte::engine {

using controls::RowQuestion;
using stores::Dialect;

void TableScan::AskInFull(sql::Scan& scan, Asked& asked) const {
  const RowQuestion& question = *asked.question;
  const std::string fails = FailsContent(question, dialect_);
  asked.violated = fails.empty() ? scan.Count(question.violated) : scan.Count(question.examined, fails);
  asked.undated = scan.Count(question.undated);
  asked.held = scan.Count(question.held);
  for (const controls::SinceTerm& term : question.since)
    asked.since.push_back(term.moment ? scan.Min(term.filter, term.moment->path) : scan.Count(term.filter));
}

Status TableScan::Collect(const std::vector<expr::Value>& row, const Asked& asked, const grounds::Question& question, stores::Store& store,
                          const stores::Catalogue& catalogue) const {
  std::int64_t violated = expr::IntegerOf(row.at(asked.violated));
  if (violated > 0 && !IsExact(*asked.question, dialect_)) {
    const stores::Table* table = catalogue.Find(table_);
    if (table == nullptr) return Fail(ErrorCode::kInternal, "table `" + expr::Format(table_) + "` was scanned and is not in the catalogue");
    LOFTE_ASSIGN(violated, CountFailures(store, *table, *asked.question));
  }
  asked.counters.violations += violated;
  asked.counters.undated += expr::IntegerOf(row.at(asked.undated));
  asked.counters.held += expr::IntegerOf(row.at(asked.held));
  for (std::size_t i = 0; i < asked.since.size(); ++i)
    asked.counters.since.Add(asked.question->since[i], row.at(asked.since[i]), grounds::Edge::kBroken, question);
  return {};
}

Status TableScan::Run(stores::Store& store, const stores::Catalogue& catalogue, const grounds::Question& question) {
  // One promise alone shares nothing, and its few columns cost less than a second scan would.
  const auto share = std::count_if(asked_.begin(), asked_.end(), [](const Asked& asked) { return !asked.question->suspects.empty(); });
  return share > 1 ? RunInTwo(store, catalogue, question) : RunAtOnce(store, catalogue, question);
}

Status TableScan::RunAtOnce(stores::Store& store, const stores::Catalogue& catalogue, const grounds::Question& question) {
  sql::Scan scan(table_, dialect_);
  for (Asked& asked : asked_) {
    asked.examined = scan.Count(asked.question->examined);
    AskInFull(scan, asked);
  }
  LOFTE_ASSIGN(const stores::Rows rows, store.Query(scan.Sql()));
  for (const Asked& asked : asked_) {
    asked.counters.examined += expr::IntegerOf(rows.rows.at(0).at(asked.examined));
    LOFTE_TRY(Collect(rows.rows.at(0), asked, question, store, catalogue));
  }
  return {};
}

Status TableScan::RunInTwo(stores::Store& store, const stores::Catalogue& catalogue, const grounds::Question& question) {
  sql::Scan first(table_, dialect_);
  std::vector<expr::Expr> undated;
  std::map<expr::Expr, SuspectGroup> groups;  // by what is undated: one for the values that the same rules bind
  for (Asked& asked : asked_) {
    asked.examined = first.Count(asked.question->examined);
    if (asked.question->suspects.empty()) AskInFull(first, asked);
    for (const controls::Suspects& suspects : asked.question->suspects) {
      undated.push_back(suspects.undated);
      SuspectGroup& group = groups[first.Tidied(suspects.undated)];
      group.gone.push_back(suspects.gone);
      asked.groups.push_back(&group);
    }
  }
  const std::size_t any_undated = first.Count(expr::Or(undated));
  // A row that is undated is counted as that, so the others may be found without asking for it again.
  sql::Tidier but_for;
  for (const expr::Expr& of : undated) but_for.Never(of);
  for (auto& [of, group] : groups) group.column = first.Count(but_for.Tidy(expr::Or(group.gone)));
  LOFTE_ASSIGN(const stores::Rows counts, store.Query(first.Sql()));
  const std::vector<expr::Value>& row = counts.rows.at(0);

  sql::Scan second(table_, dialect_);
  std::vector<expr::Expr> found;
  const bool some_undated = expr::IntegerOf(row.at(any_undated)) > 0;
  for (const expr::Expr& of : undated) {
    if (some_undated) found.push_back(of);
    if (!some_undated) second.Never(of);
  }
  const auto has_gone = [&](const SuspectGroup& group) { return expr::IntegerOf(row.at(group.column)) > 0; };
  for (const auto& [of, group] : groups)
    if (has_gone(group)) found.insert(found.end(), group.gone.begin(), group.gone.end());
  std::vector<Asked*> again;
  for (Asked& asked : asked_) {
    asked.counters.examined += expr::IntegerOf(row.at(asked.examined));
    if (asked.groups.empty()) LOFTE_TRY(Collect(row, asked, question, store, catalogue));
    const auto is_asked = [&](const SuspectGroup* group) { return some_undated || has_gone(*group); };
    if (std::any_of(asked.groups.begin(), asked.groups.end(), is_asked)) again.push_back(&asked);
  }
  if (again.empty()) return {};
  // Each by itself, when all is known that is never so: together they may be too many to be tidied.
  for (expr::Expr& suspect : found) suspect = second.Tidied(suspect);
  second.Where(expr::Or(std::move(found)));
  second.ReadAsItLies();  // the first scan has read it all
  for (Asked* asked : again) AskInFull(second, *asked);
  LOFTE_ASSIGN(const stores::Rows rows, store.Query(second.Sql()));
  for (const Asked* asked : again) LOFTE_TRY(Collect(rows.rows.at(0), *asked, question, store, catalogue));
  return {};
}

}  // namespace lofte::engine
