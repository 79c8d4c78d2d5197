#include "engine/verify.h"

#include <algorithm>
#include <map>

#include "controls/question.h"
#include "sql/content.h"
#include "sql/print.h"
#include "stores/card_number.h"

namespace lofte::engine {

using controls::Inquiry;
using controls::RowQuestion;
using expr::And;
using expr::Not;
using expr::Or;
using stores::Dialect;

std::string_view NameOf(Verdict verdict) {
  switch (verdict) {
    case Verdict::kKept: return "kept";
    case Verdict::kBroken: return "broken";
    case Verdict::kAttested: return "attested";
    case Verdict::kUnproven: return "unproven";
  }
  return "";
}

std::int64_t VerifyReport::Count(Verdict verdict) const {
  return std::count_if(promises.begin(), promises.end(), [&](const PromiseReport& report) { return report.verdict == verdict; });
}

namespace {

std::string Column(const std::string& name) { return "t." + sql::Identifier(name); }

// The rows that fail a content test, as SQL over `t`.
std::string Fails(const controls::ContentTest& test, Dialect dialect) {
  std::string any;
  for (const std::string& column : test.columns) {
    std::string matches;
    for (const std::string& pattern : test.patterns) matches += (matches.empty() ? "" : " OR ") + sql::Matches(Column(column), pattern, dialect);
    const std::string fails = test.must_match ? "(" + Column(column) + " IS NOT NULL AND NOT (" + matches + "))" : "(" + matches + ")";
    any += (any.empty() ? "" : " OR ") + fails;
  }
  return "(" + any + ")";
}

bool NeedsCandidates(const RowQuestion& question, Dialect dialect) {
  for (const controls::ContentTest& test : question.content)
    for (const std::string& pattern : test.patterns)
      if (!sql::IsExact(pattern, dialect)) return true;
  return false;
}

// One question's place in the scan of its table.
struct Asked {
  const RowQuestion* question = nullptr;
  PromiseReport* report = nullptr;
  std::size_t examined = 0, violated = 0, undated = 0, held = 0;
};

class TableScan {
 public:
  TableScan(const expr::TableName& table, Dialect dialect) : table_(table), dialect_(dialect), scan_(table, dialect) {}

  void Add(const RowQuestion& question, PromiseReport& report) {
    Asked asked;
    asked.question = &question;
    asked.report = &report;
    asked.examined = scan_.Count(question.examined);
    asked.violated = question.content.empty() ? scan_.Count(question.violated) : AddContent(question);
    asked.undated = scan_.Count(question.undated);
    asked.held = scan_.Count(question.held);
    asked_.push_back(asked);
  }

  Status Run(stores::Store& store, const grounds::Question& question);
  Status Date(stores::Store& store, const std::vector<const Asked*>& broken, const grounds::Question& question);

 private:
  std::size_t AddContent(const RowQuestion& question) {
    std::string fails;
    for (const controls::ContentTest& test : question.content) fails += (fails.empty() ? "" : " OR ") + Fails(test, dialect_);
    return scan_.Count(question.examined, "(" + fails + ")");
  }

  expr::TableName table_;
  Dialect dialect_;
  sql::Scan scan_;
  std::vector<Asked> asked_;
};

std::int64_t CountOf(const std::vector<expr::Value>& row, std::size_t column) {
  const auto* count = std::get_if<std::int64_t>(&row.at(column));
  return count == nullptr ? 0 : *count;
}

// How many of the candidate rows hold a card number by the exact test. Read a stretch of the table at a time, so that memory stays flat.
Result<std::int64_t> CountCardNumbers(stores::Store& store, const RowQuestion& question) {
  constexpr std::int64_t kStretch = 4096 * stores::kTuplesPerBlock;
  const Dialect dialect = store.dialect();
  std::string columns;
  for (const controls::ContentTest& test : question.content)
    for (const std::string& column : test.columns) columns += (columns.empty() ? "" : ", ") + Column(column);
  std::string fails;
  for (const controls::ContentTest& test : question.content) fails += (fails.empty() ? "" : " OR ") + Fails(test, dialect);
  LOFTE_ASSIGN(const std::optional<stores::PositionRange> extent, store.Extent(question.table));
  if (!extent) return Fail(ErrorCode::kInternal, "table `" + expr::Format(question.table) + "` has no physical order to read it by");
  std::int64_t found = 0;
  for (std::int64_t begin = extent->begin; begin < extent->end; begin += kStretch) {
    const std::string range = store.RangeCondition({begin, std::min(begin + kStretch, extent->end)}, "t");
    LOFTE_ASSIGN(const stores::Rows rows, store.Query("SELECT " + columns + " FROM " + sql::TableRef(question.table, dialect) + " t WHERE " + range + " AND (" + fails + ")"));
    for (const std::vector<expr::Value>& row : rows.rows)
      found += std::any_of(row.begin(), row.end(), [](const expr::Value& value) {
        const auto* text = std::get_if<std::string>(&value);
        return text != nullptr && stores::HasCardNumber(*text);
      });
  }
  return found;
}

Status TableScan::Run(stores::Store& store, const grounds::Question& question) {
  LOFTE_ASSIGN(const stores::Rows rows, store.Query(scan_.Sql()));
  const std::vector<expr::Value>& row = rows.rows.at(0);
  std::vector<const Asked*> broken;
  for (const Asked& asked : asked_) {
    PromiseReport& report = *asked.report;
    report.examined += CountOf(row, asked.examined);
    std::int64_t violated = CountOf(row, asked.violated);
    if (violated > 0 && NeedsCandidates(*asked.question, dialect_)) {
      LOFTE_ASSIGN(violated, CountCardNumbers(store, *asked.question));
    }
    report.violations += violated;
    report.undated += CountOf(row, asked.undated);
    report.held += CountOf(row, asked.held);
    if (violated > 0) broken.push_back(&asked);
  }
  return Date(store, broken, question);
}

// A second scan, only of tables with violations: since when there are any.
Status TableScan::Date(stores::Store& store, const std::vector<const Asked*>& broken, const grounds::Question& question) {
  sql::Scan scan(table_, dialect_);
  std::vector<std::pair<PromiseReport*, const controls::SinceTerm*>> columns;
  for (const Asked* asked : broken) {
    for (const controls::SinceTerm& term : asked->question->since) {
      scan.Min(term.filter, {term.moment.hops, term.moment.column});
      columns.emplace_back(asked->report, &term);
    }
  }
  if (columns.empty()) return {};
  LOFTE_ASSIGN(const stores::Rows rows, store.Query(scan.Sql()));
  for (std::size_t i = 0; i < columns.size(); ++i) {
    PromiseReport& report = *columns[i].first;
    const auto day = controls::SinceDay(*columns[i].second, rows.rows.at(0).at(i), grounds::Edge::kBroken, question);
    if (day && (!report.since || *day < *report.since)) report.since = day;
  }
  return {};
}

// Asks every promise of one store and adds the answers to the reports.
Status AskSite(Site& site, const grounds::Lowering& lowering, std::vector<PromiseReport>& reports) {
  const controls::Context context{*site.bound, lowering, site.store->dialect() == Dialect::kPostgres};
  std::vector<Inquiry> inquiries;
  inquiries.reserve(reports.size());
  std::map<expr::TableName, TableScan> scans;
  for (PromiseReport& report : reports) {
    const Inquiry& inquiry = inquiries.emplace_back(controls::Ask(context, *report.promise));
    report.examined += inquiry.answer.examined;
    report.violations += static_cast<std::int64_t>(inquiry.answer.findings.size());
    for (const std::string& finding : inquiry.answer.findings) report.why += (report.why.empty() ? "" : "; ") + finding;
    if (report.why.empty()) report.why = inquiry.unproven;
    for (const RowQuestion& question : inquiry.rows)
      scans.try_emplace(question.table, question.table, site.store->dialect()).first->second.Add(question, report);
  }
  LOFTE_ASSIGN(auto snapshot, site.store->BeginSnapshot());
  for (auto& [table, scan] : scans) LOFTE_TRY(scan.Run(*site.store, lowering.question()));
  return snapshot->Commit();
}

Verdict VerdictOf(const PromiseReport& report) {
  if (report.violations > 0) return Verdict::kBroken;
  const bool attested = std::holds_alternative<policy::Attested>(report.promise->control);
  if (attested) return report.why.empty() ? Verdict::kAttested : Verdict::kUnproven;
  if (report.examined == 0 || report.undated > 0 || !report.why.empty()) return Verdict::kUnproven;
  return Verdict::kKept;
}

void Explain(PromiseReport& report) {
  if (report.verdict != Verdict::kUnproven || !report.why.empty()) return;
  report.why = report.undated > 0 ? std::to_string(report.undated) + " rows have no date that can be read" : "nothing was found to examine";
}

// A broken promise breaks those it declares to cover, and those that they cover.
void Imply(const PromiseReport& broken, std::vector<PromiseReport>& reports) {
  for (const std::string& id : broken.promise->covers) {
    for (PromiseReport& report : reports) {
      if (report.promise->id != id || report.verdict == Verdict::kBroken) continue;
      report.verdict = Verdict::kBroken;
      report.implied_by = broken.promise->id;
      report.why = "broken with " + broken.promise->id + ", which covers it";
      report.since = broken.since;
      Imply(report, reports);
    }
  }
}

// A promise that has no control of its own is as good as the one that covers it.
void InheritKept(std::vector<PromiseReport>& reports) {
  for (const PromiseReport& covering : reports) {
    if (covering.verdict != Verdict::kKept) continue;
    for (PromiseReport& report : reports) {
      const auto& covers = covering.promise->covers;
      const bool covered = std::find(covers.begin(), covers.end(), report.promise->id) != covers.end();
      if (!covered || report.verdict != Verdict::kUnproven || report.examined > 0) continue;
      if (!std::holds_alternative<policy::RetentionControl>(report.promise->control)) continue;
      report.verdict = Verdict::kKept;
      report.examined = covering.examined;
      report.why = "kept with " + covering.promise->id + ", which covers it";
    }
  }
}

}  // namespace

Result<VerifyReport> Verify(const policy::Policy& policy, std::vector<Site>& sites, const grounds::Question& question) {
  VerifyReport report;
  report.at = question.at;
  for (const policy::Promise& promise : policy.promises) report.promises.emplace_back().promise = &promise;
  const grounds::Lowering lowering(question);
  for (Site& site : sites) LOFTE_TRY(AskSite(site, lowering, report.promises));
  for (PromiseReport& one : report.promises) {
    one.verdict = VerdictOf(one);
    Explain(one);
  }
  for (std::size_t i = 0; i < report.promises.size(); ++i)
    if (report.promises[i].verdict == Verdict::kBroken && report.promises[i].implied_by.empty()) Imply(report.promises[i], report.promises);
  InheritKept(report.promises);
  return report;
}

}  // namespace lofte::engine
