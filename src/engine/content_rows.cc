#include "engine/content_rows.h"

#include <algorithm>

#include "engine/ranges.h"
#include "sql/content.h"

namespace lofte::engine {

using controls::ContentTest;
using controls::RowQuestion;
using stores::Dialect;

namespace {

std::string Column(const std::string& name) { return "t." + sql::Identifier(name); }

std::string FailsOne(const ContentTest& test, Dialect dialect) {
  std::string any;
  for (const std::string& column : test.columns) {
    std::string matches;
    for (const std::string& pattern : test.patterns)
      matches += (matches.empty() ? "" : " OR ") + sql::Matches(Column(column), pattern, dialect);
    const std::string fails = test.must_match ? "(" + Column(column) + " IS NOT NULL AND NOT (" + matches + "))" : "(" + matches + ")";
    any += (any.empty() ? "" : " OR ") + fails;
  }
  return "(" + any + ")";
}

// What the columns of a test are asked for.
std::vector<stores::NumberPattern> NumbersOf(const ContentTest& test) {
  std::vector<stores::NumberPattern> numbers;
  for (const std::string& pattern : test.patterns)
    if (const auto number = stores::ParseNumberPattern(pattern)) numbers.push_back(*number);
  return numbers;
}

}  // namespace

std::string FailsContent(const RowQuestion& question, Dialect dialect) {
  std::string any;
  for (const ContentTest& test : question.content) any += (any.empty() ? "" : " OR ") + FailsOne(test, dialect);
  return any.empty() ? "" : "(" + any + ")";
}

bool IsExact(const RowQuestion& question, Dialect dialect) {
  for (const ContentTest& test : question.content)
    for (const std::string& pattern : test.patterns)
      if (!sql::IsExact(pattern, dialect)) return false;
  return true;
}

FailureReader::FailureReader(const RowQuestion& question, Dialect dialect, sql::Listing& listing) {
  for (const ContentTest& test : question.content)
    for (const std::string& column : test.columns) asked_.push_back({listing.Raw(sql::AsText(Column(column), dialect)), NumbersOf(test)});
}

bool FailureReader::Fails(const std::vector<expr::Value>& row) const {
  return std::any_of(asked_.begin(), asked_.end(), [&row](const Asked& asked) {
    const auto* text = std::get_if<std::string>(&row.at(asked.column));
    const auto holds = [text](stores::NumberPattern number) { return stores::Holds(number, *text); };
    return text != nullptr && std::any_of(asked.numbers.begin(), asked.numbers.end(), holds);
  });
}

Result<std::int64_t> CountFailures(stores::Store& store, const stores::Table& table, const RowQuestion& question) {
  sql::Listing listing(question.table, store.dialect());
  const FailureReader reader(question, store.dialect(), listing);
  const std::string fails = FailsContent(question, store.dialect());
  std::int64_t found = 0;
  const auto count = [&](const std::string& range) -> Status {
    LOFTE_ASSIGN(const stores::Rows rows, store.Query(listing.Sql((range.empty() ? "" : range + " AND ") + fails)));
    for (const std::vector<expr::Value>& row : rows.rows) found += reader.Fails(row) ? 1 : 0;
    return {};
  };
  LOFTE_TRY(ForEachStretch(store, table, count));
  return found;
}

}  // namespace lofte::engine
