#include "sql/content.h"

#include <fmt/format.h>

#include "sql/print.h"
#include "stores/card_number.h"
#include "stores/formats.h"

namespace lofte::sql {

using stores::Dialect;

bool IsExact(std::string_view pattern, Dialect dialect) { return pattern != kCardNumber || dialect == Dialect::kSqlite; }

std::string AsText(const std::string& column, Dialect dialect) {
  return dialect == Dialect::kPostgres ? column + "::text" : "CAST(" + column + " AS TEXT)";
}

std::string Matches(const std::string& column, std::string_view pattern, Dialect dialect) {
  if (dialect == Dialect::kSqlite) {
    if (pattern == kCardNumber) return fmt::format("(typeof({0}) <> 'real' AND lofte_card_number({0}) IS TRUE)", column);
    return fmt::format("(lofte_matches({}, {}) IS TRUE)", column, Literal(std::string(pattern), dialect));
  }
  const std::string_view regex =
      pattern == kCardNumber ? stores::CardNumberCandidateRegex() : stores::PosixRegexOf(stores::ParseColumnFormat(pattern).value());
  return fmt::format("(({} ~ {}) IS TRUE)", AsText(column, dialect), Literal(std::string(regex), dialect));
}

}  // namespace lofte::sql
