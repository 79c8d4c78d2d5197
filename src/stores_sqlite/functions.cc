#include "stores_sqlite/functions.h"

#include <sqlite3.h>

#include <string_view>

#include "expr/codec_text.h"
#include "stores/formats.h"
#include "stores/number_pattern.h"

namespace lofte::stores_sqlite {
namespace {

std::string_view BytesOf(sqlite3_value* value) {
  // A blob is read as it is; the call for text must come before the one for its size.
  const void* bytes = sqlite3_value_type(value) == SQLITE_BLOB ? sqlite3_value_blob(value) : sqlite3_value_text(value);
  const int size = sqlite3_value_bytes(value);
  return bytes == nullptr ? std::string_view() : std::string_view(static_cast<const char*>(bytes), size);
}

void HoldsNumber(sqlite3_context* context, int, sqlite3_value** arguments) {
  auto pattern = stores::ParseNumberPattern(BytesOf(arguments[1]));
  if (!pattern) return sqlite3_result_error(context, "unknown pattern", -1);
  if (sqlite3_value_type(arguments[0]) == SQLITE_NULL) return sqlite3_result_null(context);
  sqlite3_result_int(context, stores::Holds(*pattern, BytesOf(arguments[0])) ? 1 : 0);
}

void MatchesFormat(sqlite3_context* context, int, sqlite3_value** arguments) {
  auto format = stores::ParseColumnFormat(BytesOf(arguments[1]));
  if (!format) return sqlite3_result_error(context, "unknown format", -1);
  if (sqlite3_value_type(arguments[0]) == SQLITE_NULL) return sqlite3_result_null(context);
  sqlite3_result_int(context, stores::Matches(*format, BytesOf(arguments[0])) ? 1 : 0);
}

// lofte_well_formed(value, N): 1 if the value is a text in the expr::TextFormat of number N that names a real date and time. Never NULL.
void WellFormed(sqlite3_context* context, int, sqlite3_value** arguments) {
  const bool is_text = sqlite3_value_type(arguments[0]) == SQLITE_TEXT;
  const auto format = static_cast<expr::TextFormat>(sqlite3_value_int(arguments[1]));
  sqlite3_result_int(context, is_text && expr::MicrosOf(format, BytesOf(arguments[0])).has_value() ? 1 : 0);
}

}  // namespace

int RegisterFunctions(sqlite3* database) {
  constexpr int kFlags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;
  int code = sqlite3_create_function_v2(database, "lofte_well_formed", 2, kFlags, nullptr, WellFormed, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return code;
  code = sqlite3_create_function_v2(database, "lofte_holds", 2, kFlags, nullptr, HoldsNumber, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return code;
  return sqlite3_create_function_v2(database, "lofte_matches", 2, kFlags, nullptr, MatchesFormat, nullptr, nullptr, nullptr);
}

}  // namespace lofte::stores_sqlite
