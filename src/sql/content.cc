#include "sql/content.h"

#include <fmt/format.h>

#include "sql/print.h"
#include "stores/formats.h"
#include "stores/number_pattern.h"

namespace lofte::sql {

using stores::Dialect;

bool IsExact(std::string_view pattern, Dialect dialect) { return !stores::ParseNumberPattern(pattern) || dialect == Dialect::kSqlite; }

std::string AsText(const std::string& column, Dialect dialect) {
  return dialect == Dialect::kPostgres ? column + "::text" : "CAST(" + column + " AS TEXT)";
}

std::string Matches(const std::string& column, std::string_view pattern, Dialect dialect) {
  const auto number = stores::ParseNumberPattern(pattern);
  if (dialect == Dialect::kSqlite) {
    const std::string name = Literal(std::string(pattern), dialect);
    if (number) return fmt::format("(typeof({0}) <> 'real' AND lofte_holds({0}, {1}) IS TRUE)", column, name);
    return fmt::format("(lofte_matches({}, {}) IS TRUE)", column, name);
  }
  const std::string_view regex =
      number ? stores::CandidateRegex(*number) : stores::PosixRegexOf(stores::ParseColumnFormat(pattern).value());
  return fmt::format("(({} ~ {}) IS TRUE)", AsText(column, dialect), Literal(std::string(regex), dialect));
}

}  // namespace lofte::sql
