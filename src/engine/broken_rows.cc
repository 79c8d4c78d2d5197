#include "engine/broken_rows.h"

#include <fmt/format.h>

#include "controls/question.h"
#include "engine/content_rows.h"
#include "engine/ranges.h"
#include "sql/print.h"

namespace lofte::engine {

using controls::RowQuestion;
using stores::Dialect;

namespace {

// The rows of one table, until there are more than `most` of all.
class Finder {
 public:
  Finder(Site& site, const stores::Table& table, const RowQuestion& question, const grounds::Question& asked, std::size_t most,
         BrokenRows& found)
      : site_(site),
        table_(table),
        question_(question),
        asked_(asked),
        most_(most),
        found_(found),
        listing_(question.table, site.store->dialect()) {}

  Status Run() {
    const Dialect dialect = site_.store->dialect();
    const RowKeyColumns key(site_, question_.table, {}, listing_);
    const std::size_t event = question_.event ? listing_.Value(question_.event->path) : 0;
    const std::string fails = FailsContent(question_, dialect);
    const bool is_exact = IsExact(question_, dialect);
    const FailureReader reader(is_exact ? RowQuestion() : question_, dialect, listing_);
    // A table without a key has nothing else to list.
    if (listing_.size() == 0) listing_.Raw("1");
    listing_.Where(fails.empty() ? question_.violated : question_.examined);
    const auto add = [&](const std::vector<expr::Value>& row) {
      if (found_.is_more || (!is_exact && !reader.Fails(row))) return;
      if (found_.rows.size() == most_) {
        found_.is_more = true;
        return;
      }
      found_.rows.push_back({site_.store->name(), key.Read(row), question_.event ? DayIn(row.at(event)) : std::nullopt});
    };
    if (!is_exact) return ReadStretches(fails, add);
    const std::string order = key.Ordinals();
    LOFTE_ASSIGN(const stores::Rows rows, site_.store->Query(listing_.Sql(fails) + (order.empty() ? "" : "\nORDER BY " + order.substr(2)) +
                                                             fmt::format("\nLIMIT {}", most_ - found_.rows.size() + 1)));
    for (const std::vector<expr::Value>& row : rows.rows) add(row);
    return {};
  }

 private:
  std::optional<time::Day> DayIn(const expr::Value& value) const {
    const std::optional<expr::Moment> moment = expr::Decode(question_.event->codec, value);
    return moment ? std::optional(expr::DayOf(*moment, asked_.zone)) : std::nullopt;
  }
  // Candidates may be many, and few of them found.
  template <typename F>
  Status ReadStretches(const std::string& fails, const F& add) {
    return ForEachStretch(*site_.store, table_, [&](const std::string& range) -> Status {
      if (found_.is_more) return {};
      LOFTE_ASSIGN(const stores::Rows rows, site_.store->Query(listing_.Sql((range.empty() ? "" : range + " AND ") + fails)));
      for (const std::vector<expr::Value>& row : rows.rows) add(row);
      return {};
    });
  }

  Site& site_;
  const stores::Table& table_;
  const RowQuestion& question_;
  const grounds::Question& asked_;
  const std::size_t most_;
  BrokenRows& found_;
  sql::Listing listing_;
};

Status FindIn(Site& site, const grounds::Lowering& lowering, const policy::Promise& promise, std::size_t most, BrokenRows& found) {
  LOFTE_ASSIGN(auto snapshot, site.store->BeginSnapshot());
  LOFTE_TRY(ReadPersonState(site, lowering.question().at, Asks::kAboutT, AskHolds::kIfAny));
  const controls::StoreGrounds grounds(*site.bound, lowering);
  const controls::Context context{*site.bound, lowering, grounds, site.store->dialect() == Dialect::kPostgres};
  const controls::Inquiry inquiry = controls::Ask(context, promise);
  for (const std::string& finding : inquiry.answer.findings) found.why += (found.why.empty() ? "" : "; ") + finding;
  if (found.why.empty()) found.why = inquiry.unproven;
  for (const RowQuestion& question : inquiry.rows) {
    const stores::Table* table = site.catalogue->Find(question.table);
    if (table == nullptr) continue;
    found.is_asked_of_rows = true;
    if (!found.is_more) LOFTE_TRY(Finder(site, *table, question, lowering.question(), most, found).Run());
  }
  return snapshot->Commit();
}

}  // namespace

Result<BrokenRows> FindBrokenRows(std::vector<Site>& sites, const grounds::Question& question, const policy::Promise& promise,
                                  std::size_t most) {
  BrokenRows found;
  const grounds::Lowering lowering(question);
  for (Site& site : sites) LOFTE_TRY(FindIn(site, lowering, promise, most, found));
  return found;
}

}  // namespace lofte::engine
