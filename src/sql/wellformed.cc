#include "sql/wellformed.h"

#include <fmt/format.h>

namespace lofte::sql {

using expr::TextFormat;
using stores::Dialect;

namespace {

constexpr const char* kDateRegex =
    "([0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
    "|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29)";
constexpr const char* kTimeRegex = "([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]";

constexpr const char* kFractionRegex = "(\\.[0-9]{1,6})?";

std::string PostgresRegex(TextFormat format) {
  switch (format) {
    case TextFormat::kDate:
      return fmt::format("^{}$", kDateRegex);
    case TextFormat::kLocalSpace:
      return fmt::format("^{} {}$", kDateRegex, kTimeRegex);
    case TextFormat::kLocalT:
      return fmt::format("^{}T{}$", kDateRegex, kTimeRegex);
    case TextFormat::kUtcZ:
      return fmt::format("^{}T{}Z$", kDateRegex, kTimeRegex);
    case TextFormat::kUtcMillisZ:
      return fmt::format("^{}T{}\\.[0-9]{{3}}Z$", kDateRegex, kTimeRegex);
    case TextFormat::kLocalSpaceFraction:
      return fmt::format("^{} {}{}$", kDateRegex, kTimeRegex, kFractionRegex);
    case TextFormat::kLocalTFraction:
      return fmt::format("^{}T{}{}$", kDateRegex, kTimeRegex, kFractionRegex);
    case TextFormat::kUtcSpaceOffset:
      return fmt::format("^{} {}{}\\+00:00$", kDateRegex, kTimeRegex, kFractionRegex);
    case TextFormat::kUtcTOffset:
      return fmt::format("^{}T{}{}\\+00:00$", kDateRegex, kTimeRegex, kFractionRegex);
    case TextFormat::kNone:
      break;
  }
  return "";
}

}  // namespace

std::string WellFormed(const std::string& column, const expr::Codec& codec, Dialect dialect) {
  const bool is_text = codec.format != TextFormat::kNone;
  if (dialect == Dialect::kPostgres) {
    if (!is_text) return fmt::format("({} IS NOT NULL)", column);
    return fmt::format("(({} ~ '{}') IS TRUE)", column, PostgresRegex(codec.format));
  }
  if (is_text) return fmt::format("lofte_well_formed({}, {})", column, static_cast<int>(codec.format));
  return fmt::format("(typeof({}) = 'integer')", column);
}

// SQLite puts numbers before every text, and bytes after it (sqlite.org, Datatypes, 4.1): two comparisons cost a third of typeof() IN (..),
// and a scan makes many. NULL fits any type.
std::string FitsType(const std::string& column, expr::Type type) {
  switch (type) {
    case expr::Type::kBool:
    case expr::Type::kInt:
    case expr::Type::kReal:
      return fmt::format("(({} >= '' COLLATE BINARY) IS NOT TRUE)", column);
    case expr::Type::kBytes:
      return fmt::format("(({} < x'' COLLATE BINARY) IS NOT TRUE)", column);
    case expr::Type::kOther:
      return fmt::format("typeof({}) IS NOT NULL", column);
    default:
      return fmt::format("(({0} >= x'' COLLATE BINARY OR {0} < '' COLLATE BINARY) IS NOT TRUE)", column);
  }
}

std::string IsNumber(const std::string& column) { return fmt::format("{} < '' COLLATE BINARY", column); }

}  // namespace lofte::sql
