#include <fmt/format.h>

#include <cmath>

#include "sql/print.h"

namespace lofte::sql {

namespace {

std::string Quoted(std::string_view text, char quote) {
  std::string out(1, quote);
  for (char c : text) {
    out += c;
    if (c == quote) out += quote;
  }
  return out + quote;
}

std::string Hex(const std::string& bytes) {
  std::string out;
  for (unsigned char byte : bytes) out += fmt::format("{:02x}", byte);
  return out;
}

std::string Moment(const char* type, const std::string& text, Dialect dialect) {
  return (dialect == Dialect::kPostgres ? std::string(type) + " " : "") + Quoted(text, '\'');
}

struct LiteralPrinter {
  Dialect dialect;

  std::string operator()(expr::Null) const { return "NULL"; }
  std::string operator()(bool value) const {
    if (dialect == Dialect::kSqlite) return value ? "1" : "0";
    return value ? "TRUE" : "FALSE";
  }
  std::string operator()(std::int64_t value) const {
    // The least 64-bit integer has no literal of its own: its digits alone do not fit.
    if (value == INT64_MIN) return "(-9223372036854775807 - 1)";
    return std::to_string(value);
  }
  std::string operator()(double value) const {
    if (std::isfinite(value)) return fmt::format("{:.17g}", value);
    if (dialect == Dialect::kPostgres)
      return std::isnan(value) ? "'NaN'::float8" : value < 0 ? "'-Infinity'::float8" : "'Infinity'::float8";
    return std::isnan(value) ? "NULL" : value < 0 ? "-9e999" : "9e999";  // SQLite has no NaN
  }
  std::string operator()(const std::string& value) const {
    // A statement would end there.
    if (dialect == Dialect::kSqlite && value.find('\0') != std::string::npos) return "CAST(x'" + Hex(value) + "' AS TEXT)";
    return Quoted(value, '\'');
  }
  std::string operator()(const expr::Blob& value) const {
    return dialect == Dialect::kSqlite ? "x'" + Hex(value.bytes) + "'" : "'\\x" + Hex(value.bytes) + "'::bytea";
  }
  std::string operator()(time::Day value) const { return Moment("DATE", time::Format(value), dialect); }
  std::string operator()(time::Instant value) const { return Moment("TIMESTAMPTZ", time::Format(value), dialect); }
  std::string operator()(time::LocalTime value) const { return Moment("TIMESTAMP", time::Format(value), dialect); }
};

}  // namespace

std::string Identifier(std::string_view name) { return Quoted(name, '"'); }

std::string TableRef(const expr::TableName& table, Dialect dialect) {
  if (table.schema.empty()) return Identifier(table.table);
  if (table.schema == stores::kOwnSchema && dialect == Dialect::kSqlite) return Identifier("lofte_" + table.table);
  return Identifier(table.schema) + "." + Identifier(table.table);
}

std::string Literal(const expr::Value& value, Dialect dialect) { return std::visit(LiteralPrinter{dialect}, value); }

}  // namespace lofte::sql
